import { z } from 'zod'
import { CASE_STATES } from '#core/incident/case.ts'
import { DIRECTIONS, EXCHANGE_STATES } from '#core/incident/exchange.ts'
import { AreaCode, Position, Uuid } from './common.ts'
import { Category, MatterCode, Urgency } from './incident.ts'

const Instant = z.iso.datetime({ offset: true })
const DAY_MS = 86_400_000
const LONGEST_DAYS = 92
/** How far back is looked where no beginning is named. */
export const USUAL_DAYS = 30

const period = { within: AreaCode.optional(), from: Instant.optional(), to: Instant.optional() }
interface Asked {
  readonly from?: string | undefined
  readonly to?: string | undefined
}
/** In order, and not longer than a list is read for. */
const isShort = ({ from, to }: Asked): boolean => {
  if (from === undefined) return true
  const length = (to === undefined ? Date.now() : Date.parse(to)) - Date.parse(from)
  return to === undefined ? length <= LONGEST_DAYS * DAY_MS : length > 0 && length <= LONGEST_DAYS * DAY_MS
}
const PERIOD = { message: `expected a period of at most ${LONGEST_DAYS} days`, path: ['from'] }

/** Left out, the last thirty days. */
export const ExchangeFiguresQuery = z.object(period).refine(isShort, PERIOD)
export type ExchangeFiguresQuery = z.infer<typeof ExchangeFiguresQuery>

/** What was handed over in the period, or waits at its end. */
export const ExchangeQuery = z
  .object({
    ...period,
    direction: z.enum(DIRECTIONS).optional(),
    state: z.enum(EXCHANGE_STATES).optional(),
    beat: Uuid.optional(),
    station: Uuid.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    /** As a page gave it. */
    cursor: z
      .string()
      .regex(/^\d{1,15}-[0-9a-f-]{36}-to_(police|grids)$/, 'expected the cursor of a page')
      .optional(),
  })
  .refine(isShort, PERIOD)
export type ExchangeQuery = z.infer<typeof ExchangeQuery>

const StationTold = z.object({
  id: Uuid,
  name: z.string(),
  /** Why this one: it was given to it, or is to be by the beat of the place or, in no beat, by its street. */
  by: z.enum(['holder', 'beat', 'street']),
})

/** A case on its way from the grids to the police or back. */
export const ExchangedRow = z.object({
  id: Uuid,
  number: z.string(),
  direction: z.enum(DIRECTIONS),
  state: z.enum(EXCHANGE_STATES),
  caseState: z.enum(CASE_STATES),
  category: Category,
  matter: MatterCode.nullable(),
  urgency: Urgency,
  /** Its community, street or district. */
  area: AreaCode,
  position: Position.nullable(),
  /** Of its point, as of the report. */
  beat: z.object({ id: Uuid, code: z.string(), name: z.string() }).nullable(),
  station: StationTold.nullable(),
  reportedAt: z.string(),
  handedAt: z.string().nullable(),
  answeredAt: z.string().nullable(),
  closedAt: z.string().nullable(),
})
export type ExchangedRow = z.infer<typeof ExchangedRow>

export const ExchangePage = z.object({
  rows: z.array(ExchangedRow),
  next: z.string().nullable(),
  /** Of everything that the question fits. */
  total: z.int(),
})
export type ExchangePage = z.infer<typeof ExchangePage>

const Spread = z.object({ count: z.int(), medianMs: z.number().nullable(), p90Ms: z.number().nullable() })

/** What went one way in a period; null in a part where there are fewer than may be told. */
export const FlowTold = z.object({
  handed: z.int().nullable(),
  answered: z.int().nullable(),
  closed: z.int().nullable(),
  /** At the end: still to hand over; handed over and not ended. */
  waiting: z.int().nullable(),
  open: z.int().nullable(),
  /** From being handed over to the first answer, and to the end; null where too few were. */
  toAnswer: Spread.nullable(),
  toClose: Spread.nullable(),
})
export type FlowTold = z.infer<typeof FlowTold>

export const ExchangeFigures = z.object({
  from: z.string(),
  to: z.string(),
  toPolice: FlowTold,
  toGrids: FlowTold,
  /** By name of the station; what has none counts only in the whole. */
  stations: z.array(z.object({ station: Uuid, name: z.string(), toPolice: FlowTold, toGrids: FlowTold })),
})
export type ExchangeFigures = z.infer<typeof ExchangeFigures>

/**
 * A non-police matter of the 110 as the police hand it back. `externalId` is the number of the call: the same is the
 * same case, however often it comes.
 */
export const ReturnedMatter = z
  .object({
    externalId: z.string().trim().min(1).max(200),
    matter: MatterCode,
    urgency: Urgency.optional(),
    text: z.string(),
    position: Position.optional(),
    address: z.string().trim().min(1).max(300).optional(),
    occurredAt: Instant,
    reporter: z
      .object({ name: z.string().trim().max(100).default(''), phone: z.string().trim().max(40).default('') })
      .optional(),
  })
  .refine(({ position, address }) => position !== undefined || address !== undefined, {
    message: 'expected a position or an address',
    path: ['position'],
  })
export type ReturnedMatter = z.infer<typeof ReturnedMatter>
