import { z } from 'zod'
import {
  type Action,
  CASE_STATES,
  type ActorRole as CoreActorRole,
  HOLDER_KINDS,
  SUPERVISIONS,
} from '#core/incident/case.ts'
import { LIGHTS } from '#core/incident/clock.ts'
import { ACTIONS } from '#core/incident/lifecycle.ts'
import { CATEGORIES, DEPARTMENTS, LIMIT_KINDS, URGENCIES } from '#core/incident/matters.ts'
import { CHANNELS, REPORT_FLAGS } from '#core/incident/reports.ts'
import { LEVELS } from '#core/incident/triage.ts'
import { PHOTO_TYPES } from '#core/photo/photo.ts'
import { AreaCode, Position, Uuid } from './common.ts'

const CaseState = z.enum(CASE_STATES)
export const Level = z.enum(LEVELS)
const Light = z.enum(LIGHTS)
const Channel = z.enum(CHANNELS)
export const Category = z.enum(CATEGORIES)
export const Department = z.enum(DEPARTMENTS)
export const LimitKind = z.enum(LIMIT_KINDS)
export const Urgency = z.enum(URGENCIES)
const HolderKind = z.enum(HOLDER_KINDS)
const Supervision = z.enum(SUPERVISIONS)
export const MatterCode = z.string().regex(/^\d{4}$/, 'expected 4 digits')
const ReportFlag = z.enum(REPORT_FLAGS)
const ActorRole = z.enum(['commander', ...HOLDER_KINDS, 'clock'] satisfies CoreActorRole[])
/** With its zone. */
const Instant = z.iso.datetime({ offset: true })
const MAX_ATTACHMENTS = 20

export const Attachment = z.object({
  id: Uuid,
  kind: z.enum(['photo', 'video', 'sound', 'document']),
  name: z.string().max(200),
  type: z.string().max(100),
  bytes: z.int().min(0),
})
export type Attachment = z.infer<typeof Attachment>

/** Of photos the file is kept, if it was sent here: `/incidents/:id/attachments/:attachment`. */
const AttachmentTold = Attachment.extend({ kept: z.boolean() })
export type AttachmentTold = z.infer<typeof AttachmentTold>

/** What became of a photo that was sent: what its bytes say it is, and its size as it is kept. */
export const PhotoTaken = z.object({ id: Uuid, type: z.enum(PHOTO_TYPES), bytes: z.int() })
export type PhotoTaken = z.infer<typeof PhotoTaken>

/**
 * What a channel sends. The same `source` and `externalId`, or the same `Idempotency-Key`, is the same case,
 * however often it comes. What is missing of the place is flagged and accepted; the text has its own limit, which
 * is answered with `text_too_long`.
 */
export const IncidentReport = z
  .object({
    channel: Channel,
    /** The system or device it comes from. */
    source: z.string().trim().min(1).max(64).optional(),
    externalId: z.string().trim().min(1).max(200).optional(),
    category: Category.nullish(),
    matter: MatterCode.nullish(),
    urgency: Urgency.nullish(),
    text: z.string().default(''),
    position: Position.nullish(),
    /** In words, as told. */
    address: z.string().trim().max(300).optional(),
    occurredAt: Instant.nullish(),
    reporter: z
      .object({ name: z.string().trim().max(100).default(''), phone: z.string().trim().max(40).default('') })
      .optional(),
    attachments: z.array(Attachment).max(MAX_ATTACHMENTS).optional(),
  })
  .refine(({ source, externalId }) => externalId === undefined || source !== undefined, {
    message: 'expected a source with the external id',
    path: ['source'],
  })
export type IncidentReport = z.infer<typeof IncidentReport>

const Holder = z.object({ kind: HolderKind, id: z.string(), name: z.string() })
const VersionRef = z.object({ id: Uuid, version: z.int(), code: z.string(), name: z.string() })

/** A case as a row of a list and a dot on the map. */
export const CaseSummary = z.object({
  id: Uuid,
  /** As people say it on the telephone. */
  number: z.string(),
  version: z.int(),
  state: CaseState,
  channel: Channel,
  category: Category,
  matter: MatterCode.nullable(),
  level: Level,
  urgency: Urgency,
  sos: z.boolean(),
  /** An SOS that somebody has answered. */
  acknowledged: z.boolean(),
  /** The beginning of what was told. */
  excerpt: z.string(),
  position: Position.nullable(),
  street: AreaCode.nullable(),
  community: AreaCode.nullable(),
  grid: VersionRef.nullable(),
  holder: Holder.nullable(),
  supervision: Supervision.nullable(),
  flags: z.array(ReportFlag),
  reportedAt: z.string(),
  /** The light when it was answered; it changes by itself at `yellowAt`, after `dueAt`, and with the pause. */
  light: Light,
  yellowAt: z.string(),
  dueAt: z.string(),
  /** The newest stretch in which the clock stands still. */
  pause: z.object({ from: z.string(), to: z.string() }).nullable(),
  stoppedAt: z.string().nullable(),
})
export type CaseSummary = z.infer<typeof CaseSummary>

const StepTold = z.object({
  version: z.int(),
  at: z.string(),
  action: z.enum(['report', ...ACTIONS]),
  by: z.object({ person: z.string(), name: z.string(), role: ActorRole }),
})
/** A row of the log, with as much of the act as it had. */
export const TimelineRow = StepTold.extend({
  from: CaseState.nullable(),
  to: CaseState,
  reason: z.string().optional(),
  opinion: z.string().optional(),
  attachments: z.array(AttachmentTold).optional(),
  holder: Holder.optional(),
  called: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
  matter: MatterCode.optional(),
  level: Level.optional(),
  colour: Supervision.optional(),
  until: z.string().optional(),
  into: Uuid.optional(),
})
export type TimelineRow = z.infer<typeof TimelineRow>

export const CaseDetail = CaseSummary.extend({
  text: z.string(),
  address: z.string(),
  occurredAt: z.string(),
  /** Masked (姓*, 138****5678), unless asked for by somebody with the permission. */
  reporter: z.object({ name: z.string(), phone: z.string(), masked: z.boolean() }).nullable(),
  attachments: z.array(AttachmentTold),
  limit: LimitKind,
  extended: z.boolean(),
  limitMinutes: z.number(),
  usedMinutes: z.number(),
  /** As of the report; a redraw changes neither. */
  snapshot: z.object({ grid: VersionRef.nullable(), beat: VersionRef.nullable() }),
  called: z.array(z.object({ id: z.string(), name: z.string(), arrivedAt: z.string().nullable() })),
  pending: z
    .object({
      kind: z.enum(['suspension', 'extension', 'void']),
      by: z.string(),
      reason: z.string(),
      until: z.string().nullable(),
    })
    .nullable(),
  returns: z.int(),
  urges: z.int(),
  mergedInto: Uuid.nullable(),
  acknowledgedBy: StepTold.nullable(),
  timeline: z.array(TimelineRow),
  /** What whoever asks may do now, and only that. */
  actions: z.array(z.enum(ACTIONS)),
  /** The most alike first. */
  duplicates: z.array(
    z.object({
      id: Uuid,
      number: z.string(),
      state: CaseState,
      excerpt: z.string(),
      distanceM: z.number(),
      hoursApart: z.number(),
      likeness: z.number(),
    }),
  ),
  /** Who should hold it, for the desk to take or leave. */
  proposal: z.object({
    kind: HolderKind,
    department: Department.nullable(),
    reason: z.enum(['public_order', 'enforcement', 'nearest_help', 'danger', 'level', 'unclassified']),
  }),
  /** Who serves the grid and the beat today. */
  crew: z.array(
    z.object({
      person: Uuid,
      name: z.string(),
      role: z.enum(['chief', 'instructor', 'worker', 'auxiliary', 'community_officer']),
    }),
  ),
  /** Open cases and those of the last day within 100 m, of whatever category, the nearest first. */
  neighbours: z.array(
    z.object({
      id: Uuid,
      number: z.string(),
      state: CaseState,
      category: Category,
      excerpt: z.string(),
      distanceM: z.number(),
    }),
  ),
  /** Cases that were merged into this one. */
  mergedFrom: z.array(Uuid),
})
export type CaseDetail = z.infer<typeof CaseDetail>

/** Who reported a case, in clear; every look is recorded. */
export const CaseReporter = z.object({ name: z.string(), phone: z.string() })

/** Somebody who could hold a case. */
export const CaseCandidate = z.object({
  kind: HolderKind,
  /** What `holder` of an action takes. */
  id: z.string(),
  /** Of a department its code, of which the words are on screen. */
  name: z.string(),
  distanceM: z.number().nullable(),
  /** Cases in hand. */
  openCases: z.int(),
  /** Whether the proposed route leads there; the best come first. */
  fits: z.boolean(),
  /** Of a police station: the place is theirs by the beat that holds it, or by the street because no beat does. */
  jurisdiction: z.enum(['beat', 'street']).nullable(),
  /** That beat, and who serves there today. */
  beat: z
    .object({
      id: Uuid,
      code: z.string(),
      name: z.string(),
      officers: z.array(z.object({ person: Uuid, name: z.string() })),
    })
    .nullable(),
})
export type CaseCandidate = z.infer<typeof CaseCandidate>

/** The payload of live news of the kind `incident`: what was done, and the case as it stands. */
export const CaseNews = z.object({ action: z.enum(['report', ...ACTIONS]), case: CaseSummary })
export type CaseNews = z.infer<typeof CaseNews>

const Words = z.string().trim().max(2000)
const said = {
  expectedVersion: z.int().min(1),
  opinion: Words.optional(),
  attachments: z.array(Attachment).max(MAX_ATTACHMENTS).optional(),
}
const UnitRef = z.object({ kind: HolderKind, id: z.string().min(1).max(100) })
const plain = <A extends Action>(action: A) => z.object({ action: z.literal(action), ...said })
/** A reason is missed with the code `reason_missing`, as everything else that an act needs. */
const explained = <A extends Action>(action: A) =>
  z.object({ action: z.literal(action), ...said, reason: Words.default('') })

/** One step of a case; what only the clock does cannot be asked for. */
export const CaseActionRequest = z.discriminatedUnion('action', [
  plain('file').extend({
    matter: MatterCode,
    level: Level,
    urgency: Urgency.optional(),
    limit: LimitKind.optional(),
  }),
  explained('reject'),
  plain('selfHandle'),
  plain('assign').extend({ holder: UnitRef }),
  explained('reassign').extend({ holder: UnitRef }),
  plain('accept'),
  explained('return'),
  plain('feedback'),
  explained('rework'),
  plain('close'),
  explained('requestSuspension').extend({ until: Instant }),
  explained('requestExtension'),
  explained('requestVoid'),
  plain('approve'),
  explained('decline'),
  plain('resume'),
  plain('urge'),
  explained('supervise').extend({ colour: Supervision }),
  explained('escalate'),
  plain('whistle').extend({ holder: UnitRef, called: z.array(UnitRef).max(20) }),
  plain('arrive'),
  plain('merge').extend({ into: Uuid }),
  explained('reopen'),
  plain('acknowledge'),
  plain('comment'),
])
export type CaseActionRequest = z.infer<typeof CaseActionRequest>

/** Several of a kind, parted by commas. */
const listOf = <T extends z.ZodType<string, string>>(one: T) =>
  z
    .string()
    .max(500)
    .transform((text) => text.split(','))
    .pipe(z.array(one).min(1).max(30))

/** west,south,east,north in degrees. */
const Bbox = z
  .string()
  .max(200)
  .transform((text) => text.split(',').map(Number))
  .pipe(z.tuple([z.number(), z.number(), z.number(), z.number()]))

/** As many as a figure lists. */
const Numbers = z
  .string()
  .max(16_000)
  .transform((text) => text.split(','))
  .pipe(z.array(z.string().regex(/^\d{1,15}$/, 'expected the number of a case')).max(1000))

export const CasesQuery = z.object({
  within: AreaCode.optional(),
  /** `open` stands for every state that somebody still has to do something about. */
  state: listOf(z.enum([...CASE_STATES, 'open'])).optional(),
  category: listOf(Category).optional(),
  channel: listOf(Channel).optional(),
  level: listOf(Level).optional(),
  urgency: listOf(Urgency).optional(),
  light: listOf(Light).optional(),
  grid: Uuid.optional(),
  /** Those with these numbers, parted by commas. */
  number: Numbers.optional(),
  /** Held by whoever asks, or by the unit they act for. */
  mine: z.stringbool().optional(),
  /** Reported at this instant or later; before that one. */
  since: Instant.optional(),
  until: Instant.optional(),
  /** Ended at this instant or later. */
  endedSince: Instant.optional(),
  /** Not stopped at that instant, whatever came after it. */
  openAt: Instant.optional(),
  bbox: Bbox.optional(),
  /** Part of what was told, of the address, or of the number. */
  text: z.string().trim().min(1).max(100).optional(),
  order: z.enum(['newest', 'due']).default('newest'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** As a page gave it; of another question it is refused. */
  cursor: z.string().max(200).optional(),
})
export type CasesQuery = z.infer<typeof CasesQuery>

export const CasePage = z.object({
  cases: z.array(CaseSummary),
  /** For the next page; null on the last. */
  next: z.string().nullable(),
  /** Of all open cases that fit the question, whatever states it names. */
  counts: z.partialRecord(CaseState, z.int()),
})
export type CasePage = z.infer<typeof CasePage>

const Hour = z.coerce.number().int().min(0).max(23)
export const HeatQuery = z.object({
  within: AreaCode.optional(),
  from: Instant,
  to: Instant,
  /** Zoom of the map: the bins are about as large as two dozen pixels. */
  z: z.coerce.number().int().min(0).max(20).default(12),
  category: listOf(Category).optional(),
  /** Hours of the day, in the district's zone; `fromHour` 22 and `toHour` 5 is the night. */
  fromHour: Hour.optional(),
  toHour: Hour.optional(),
})
export type HeatQuery = z.infer<typeof HeatQuery>

export const HeatAnswer = z.object({
  /** Edge of a bin in metres, about. */
  binM: z.number(),
  /** [lng, lat, count] of every bin that may be told: the middle of the bin, never a case. */
  bins: z.array(z.tuple([z.number(), z.number(), z.int()])),
  /** Per grid, and per 1,000 households and month. */
  grids: z.array(z.object({ id: Uuid, count: z.int(), perThousandHouseholds: z.number().nullable() })),
  byHour: z.array(z.int()).length(24),
  byCategory: z.partialRecord(Category, z.int()),
  /** Bins and grids left out because they hold fewer than whoever asks may see. */
  suppressed: z.int(),
})
export type HeatAnswer = z.infer<typeof HeatAnswer>

export const FiguresQuery = z.object({
  within: AreaCode.optional(),
  /** Left out, the beginning of today. */
  from: Instant.optional(),
  /** Left out, now. */
  to: Instant.optional(),
})
export type FiguresQuery = z.infer<typeof FiguresQuery>

const Figures = z.object({
  /** Reported in the period. */
  reported: z.int(),
  /** Open now, and of those overdue now; both whatever the period. */
  open: z.int(),
  overdue: z.int(),
  /** Closed in the period, of those in time, and of those without leaving the grid. */
  closed: z.int(),
  closedOnTime: z.int(),
  resolvedInGrid: z.int(),
})
export type Figures = z.infer<typeof Figures>
export const FiguresAnswer = z.object({
  from: z.string(),
  to: z.string(),
  total: Figures,
  /** By street; what lies in none counts only in the total. */
  streets: z.array(Figures.extend({ code: AreaCode, name: z.string() })),
})
export type FiguresAnswer = z.infer<typeof FiguresAnswer>
