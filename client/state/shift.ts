import type { Instant } from '#core/incident/calendar.ts'
import { DEFAULT_SETTINGS } from '#core/incident/settings.ts'
import { dayAt, type Period as Stretch, shiftAt } from '#core/incident/shift.ts'

/** What the figures count: since midnight, or since the shift began. */
export const PERIODS = ['today', 'shift'] as const
export type Period = (typeof PERIODS)[number]

/** When a period began, in milliseconds; null leaves it to the server, which knows when today began. */
export const periodStart = (period: Period, now: Instant, timeZone: string): Instant | null =>
  period === 'today' ? null : shiftOf(now, timeZone).from

/** The shift, or the day, of an instant in the district's zone. */
export const shiftOf = (at: Instant, timeZone: string): Stretch =>
  shiftAt(at, DEFAULT_SETTINGS.shiftHours, timeZone)
export const dayOf = dayAt
