import { z } from 'zod'
import { CASE_STATES, SUPERVISIONS } from '#core/incident/case.ts'
import { CATEGORIES, URGENCIES } from '#core/incident/matters.ts'
import { CHANNELS } from '#core/incident/reports.ts'
import { BRIEF_FIGURES } from '#core/incident/shiftBrief.ts'
import { AreaCode, Uuid } from './common.ts'

const Instant = z.iso.datetime({ offset: true })
const LONGEST_DAYS = 7
const DAY_MS = 86_400_000

export const BriefQuery = z
  .object({
    within: AreaCode.optional(),
    /** Left out, the beginning of the shift that runs at `to`. */
    from: Instant.optional(),
    /** Not included. Left out, and when it is yet to come, now. */
    to: Instant.optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), {
    message: 'expected the end after the beginning',
    path: ['to'],
  })
  .refine(
    ({ from, to }) =>
      from === undefined || (to ? Date.parse(to) : Date.now()) - Date.parse(from) <= LONGEST_DAYS * DAY_MS,
    { message: `expected at most ${LONGEST_DAYS} days`, path: ['from'] },
  )
export type BriefQuery = z.infer<typeof BriefQuery>

/** How many cases a figure lists: more are counted and not listed. */
export const MOST_LISTED = 1000

/** A figure and the cases that it counts, by number, the oldest first. */
const Counted = z.object({ count: z.int(), cases: z.array(z.string()) })
/** The same of a part; null where there are fewer than whoever asks may be told. */
const PartCounted = Counted.extend({ count: z.int().nullable() })

const partOf = <K extends z.ZodType>(key: K) =>
  z.object({
    key,
    reported: PartCounted,
    closed: PartCounted,
    openAtEnd: PartCounted,
    overdueAtEnd: PartCounted,
  })

const Spread = z.object({ count: z.int(), medianMs: z.number().nullable(), p90Ms: z.number().nullable() })

const Signed = z.object({ person: z.string(), name: z.string(), at: z.string() })

/** What whoever takes over has to know, each with its list. */
export const HANDOVER_FIGURES = ['open', 'overdue', 'redCard', 'sos', 'suspended', 'mine'] as const

const StandingFigures = z.record(z.enum(HANDOVER_FIGURES), Counted)
export type StandingFigures = z.infer<typeof StandingFigures>

/** 交接班: who handed over what, and who took it. */
export const Handover = z.object({
  id: Uuid,
  /** Whose desk it is. */
  area: AreaCode,
  given: Signed,
  note: z.string(),
  /** As the logs stood at that instant. */
  figures: StandingFigures,
  taken: Signed.nullable(),
})
export type Handover = z.infer<typeof Handover>

/** In characters: a note that somebody reads standing. */
export const MOST_NOTE = 500

/** Of the same id the same hand-over, however often it comes. */
export const NewHandover = z.object({ id: Uuid, note: z.string().trim().max(MOST_NOTE).default('') })
export type NewHandover = z.infer<typeof NewHandover>

/** The desk of whoever asks: what would be handed over now, and what was, the newest first. */
export const ShiftDesk = z.object({
  at: z.string(),
  figures: StandingFigures,
  handovers: z.array(Handover),
})
export type ShiftDesk = z.infer<typeof ShiftDesk>

/** The payload of live news of the kind `handover`; its subject is the hand-over. */
export const HandoverNews = z.object({
  step: z.enum(['given', 'taken']),
  person: z.string(),
  name: z.string(),
})
export type HandoverNews = z.infer<typeof HandoverNews>

/** 值班简报. By the logs alone: of a period that is over it is the same whenever it is asked for. */
export const ShiftBrief = z.object({
  from: z.string(),
  to: z.string(),
  within: AreaCode,
  /** Where it is, from the district down. */
  place: z.string(),
  figures: z.record(z.enum(BRIEF_FIGURES), Counted),
  /** From assignment to acceptance, from report to the end, from a call for help to its answer; of all hours. */
  times: z.object({ toAccept: Spread, toClose: Spread, toAnswer: Spread }),
  /** As they stood at the end. */
  parts: z.object({
    channel: z.array(partOf(z.enum(CHANNELS))),
    category: z.array(partOf(z.enum(CATEGORIES))),
    urgency: z.array(partOf(z.enum(URGENCIES))),
    /** What lies in no street counts only in the figures. */
    street: z.array(partOf(AreaCode).extend({ name: z.string() })),
  }),
  /** Overdue at the end, or with a red card, the longest overdue first. */
  pressing: z.array(
    z.object({
      id: Uuid,
      number: z.string(),
      category: z.enum(CATEGORIES),
      urgency: z.enum(URGENCIES),
      street: z.string().nullable(),
      state: z.enum(CASE_STATES),
      dueAt: z.string(),
      isOverdue: z.boolean(),
      supervision: z.enum(SUPERVISIONS).nullable(),
    }),
  ),
  /** For staff: notes may name people. */
  handovers: z.array(Handover),
})
export type ShiftBrief = z.infer<typeof ShiftBrief>
