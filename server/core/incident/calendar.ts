/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number
/** 2026-11-22 */
type Day = string
/** Minutes after midnight, from inclusive, to exclusive: [480, 720] is 08:00–12:00. */
type Span = readonly [from: number, to: number]

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
/** Asia/Shanghai has had one offset and no summer time since 1991. */
const OFFSET_MS = 8 * HOUR_MS

/**
 * When offices work, in the time of Asia/Shanghai. The spans of a day are in order and do not touch the next one.
 */
export interface Calendar {
  /** The hours of each day of the week, Sunday first. */
  readonly week: readonly [
    readonly Span[],
    readonly Span[],
    readonly Span[],
    readonly Span[],
    readonly Span[],
    readonly Span[],
    readonly Span[],
  ]
  /** Days with hours of their own: a holiday has none, a make-up working day has some. */
  readonly exceptions: ReadonlyMap<Day, readonly Span[]>
  /** How much working time a limit of one working day is. */
  readonly minutesPerDay: number
}

/** The day in Shanghai, as days since 1970-01-01. */
const dayNumber = (at: Instant): number => Math.floor((at + OFFSET_MS) / DAY_MS)
const startOf = (day: number): Instant => day * DAY_MS - OFFSET_MS

const dayOf = (at: Instant): Day => new Date(at + OFFSET_MS).toISOString().slice(0, 10)

function spansOf(calendar: Calendar, day: number): readonly Span[] {
  const start = startOf(day)
  // 1970-01-01 was a Thursday.
  return calendar.exceptions.get(dayOf(start)) ?? (calendar.week[(day + 4) % 7] as readonly Span[])
}

/** Working time between two instants in milliseconds; 0 if `to` is not later. One step per day between them. */
export function workingMs(calendar: Calendar, from: Instant, to: Instant): number {
  let sum = 0
  for (let day = dayNumber(from); day <= dayNumber(to); day++)
    for (const [opens, closes] of spansOf(calendar, day)) {
      const start = Math.max(from, startOf(day) + opens * MINUTE_MS)
      const end = Math.min(to, startOf(day) + closes * MINUTE_MS)
      sum += Math.max(0, end - start)
    }
  return sum
}

/** Longest stretch without an hour of work that a calendar may have before it is taken for a mistake. */
const MAX_IDLE_DAYS = 366

/**
 * The first instant by which `ms` of working time have passed since `from`; `from` itself for 0.
 * @throws if the calendar has no working hour within a year.
 */
export function workingInstant(calendar: Calendar, from: Instant, ms: number): Instant {
  if (ms <= 0) return from
  for (let day = dayNumber(from), idle = 0; idle <= MAX_IDLE_DAYS; day++, idle++)
    for (const [opens, closes] of spansOf(calendar, day)) {
      const start = Math.max(from, startOf(day) + opens * MINUTE_MS)
      const length = startOf(day) + closes * MINUTE_MS - start
      if (length <= 0) continue
      if (length >= ms) return start + ms
      ms -= length
      idle = 0
    }
  throw new Error('expected a calendar with working hours, found none within a year')
}

const OFFICE: readonly Span[] = [
  [480, 720],
  [840, 1080],
]
const holidays = (from: Day, days: number): [Day, Span[]][] =>
  Array.from({ length: days }, (_, n) => [dayOf(Date.parse(`${from}T00:00:00+08:00`) + n * DAY_MS), []])
const madeUp = (...days: Day[]): [Day, readonly Span[]][] => days.map((day) => [day, OFFICE])

/** 08:00–12:00 and 14:00–18:00 on working days; holidays as announced by the State Council for 2025 and 2026. */
export const DEFAULT_CALENDAR: Calendar = {
  week: [[], OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, []],
  minutesPerDay: 480,
  exceptions: new Map([
    ...holidays('2025-01-01', 1),
    ...holidays('2025-01-28', 8),
    ...holidays('2025-04-04', 3),
    ...holidays('2025-05-01', 5),
    ...holidays('2025-05-31', 3),
    ...holidays('2025-10-01', 8),
    ...madeUp('2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'),
    ...holidays('2026-01-01', 3),
    ...holidays('2026-02-15', 9),
    ...holidays('2026-04-04', 3),
    ...holidays('2026-05-01', 5),
    ...holidays('2026-06-19', 3),
    ...holidays('2026-09-25', 3),
    ...holidays('2026-10-01', 7),
    ...madeUp('2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'),
  ]),
}
