import { HOUR_MS, type Instant, MINUTE_MS, workingInstant, workingMs } from './calendar.ts'
import type { Case, Pause } from './case.ts'
import type { IncidentSettings, Limit } from './settings.ts'

/** In time, soon due, overdue, standing still. */
export const LIGHTS = ['green', 'yellow', 'red', 'grey'] as const
export type Light = (typeof LIGHTS)[number]

/** What the clock asks of a case. */
export type ClockedCase = Pick<Case, 'limit' | 'extended' | 'startedAt' | 'pauses' | 'stoppedAt'>

/**
 * How a case stands with its limit.
 *
 * Limits in hours (life and property, SOS, utilities) run round the clock, because a burst pipe does not wait for
 * the office to open; limits in days are working days, so that `7 days` is seven times the calendar's
 * `minutesPerDay` of working time, whether the report came at noon or on a holiday. A pause counts for neither.
 */
export interface Timing {
  readonly limitMs: number
  /** Until the case ended, at the latest until now. */
  readonly usedMs: number
  /** First instants at which 80 % (`yellowShare`) and all of the limit are used. A pause counts as lasting to its end. */
  readonly yellowAt: Instant
  readonly dueAt: Instant
  readonly light: Light
}

/**
 * Yellow from `yellowAt`, red after `dueAt`: both are instants that can be stored and asked for. What falls due as
 * the office closes is red that evening, although no more working time is used before the next morning. An ended
 * case keeps the light that it ended with.
 */
export function timingOf(current: ClockedCase, now: Instant, settings: IncidentSettings): Timing {
  const { startedAt, pauses, stoppedAt } = current
  const limit = settings.limits[current.limit]
  const pace = paceOf(limit, settings)
  const extra = current.extended ? amountMs(settings.extension, settings) : 0
  const limitMs = amountMs(limit, settings) + extra
  const until = Math.max(startedAt, Math.min(now, stoppedAt ?? now))
  const yellowAt = instantAfter(pace, startedAt, pauses, Math.round(settings.yellowShare * limitMs))
  const dueAt = instantAfter(pace, startedAt, pauses, limitMs)
  return {
    ...{ limitMs, yellowAt, dueAt },
    usedMs: usedMs(pace, startedAt, until, pauses),
    light: lightAt({ yellowAt, dueAt, pauses, stoppedAt }, until),
  }
}

/** The light at an instant, from what is stored of a case's timing. */
export function lightAt(
  {
    yellowAt,
    dueAt,
    pauses,
    stoppedAt,
  }: Pick<Timing, 'yellowAt' | 'dueAt'> & Pick<Case, 'pauses' | 'stoppedAt'>,
  now: Instant,
): Light {
  const at = Math.min(now, stoppedAt ?? now)
  if (stoppedAt === null && pauses.some(({ from, to }) => from <= at && at < to)) return 'grey'
  if (at > dueAt) return 'red'
  return at >= yellowAt ? 'yellow' : 'green'
}

/** One way of measuring time, and its inverse. */
interface Pace {
  readonly between: (from: Instant, to: Instant) => number
  readonly after: (from: Instant, ms: number) => Instant
}
const roundTheClock: Pace = {
  between: (from, to) => Math.max(0, to - from),
  after: (from, ms) => from + ms,
}
const paceOf = ({ unit }: Limit, { calendar }: IncidentSettings): Pace =>
  unit === 'hours'
    ? roundTheClock
    : {
        between: (from, to) => workingMs(calendar, from, to),
        after: (from, ms) => workingInstant(calendar, from, ms),
      }

/** A limit as a length of time at its own pace. */
const amountMs = ({ amount, unit }: Limit, { calendar }: IncidentSettings): number =>
  amount * (unit === 'hours' ? HOUR_MS : calendar.minutesPerDay * MINUTE_MS)

const usedMs = (pace: Pace, from: Instant, to: Instant, pauses: readonly Pause[]): number =>
  pauses.reduce(
    (used, pause) => used - pace.between(Math.max(from, pause.from), Math.min(to, pause.to)),
    pace.between(from, to),
  )

function instantAfter(pace: Pace, from: Instant, pauses: readonly Pause[], ms: number): Instant {
  for (const pause of pauses) {
    const before = pace.between(from, pause.from)
    if (before >= ms) break
    ms -= before
    from = pause.to
  }
  return pace.after(from, ms)
}
