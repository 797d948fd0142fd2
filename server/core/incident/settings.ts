import { type Calendar, DEFAULT_CALENDAR } from './calendar.ts'
import type { LimitKind } from './matters.ts'

/** Hours run round the clock; working days are working time, `minutesPerDay` of the calendar each. */
export interface Limit {
  readonly amount: number
  readonly unit: 'hours' | 'working_days'
}

/** Everything about incidents that an installation may want otherwise. */
export interface IncidentSettings {
  readonly limits: Readonly<Record<LimitKind, Limit>>
  /** What one extension of a hard case adds. */
  readonly extension: Limit
  /** 0–1 of the limit from which the light is yellow. */
  readonly yellowShare: number
  readonly calendar: Calendar
  readonly maxReturns: number
  readonly maxSuspensionDays: number
  /** An SOS that nobody acknowledged for longer rings again and escalates. */
  readonly acknowledgeSeconds: number
  readonly duplicateWithinM: number
  readonly duplicateWithinHours: number
  /** In Unicode characters: most emoji are one. */
  readonly maxTextLength: number
  /** How far another machine's clock may be ahead before it is remarked on. */
  readonly futureToleranceSeconds: number
  /** What happened longer ago is remarked on. */
  readonly longAgoDays: number
  /** Hours of the district's day at which shifts change, in order. */
  readonly shiftHours: readonly number[]
}

export const DEFAULT_SETTINGS: IncidentSettings = {
  limits: {
    life: { amount: 2, unit: 'hours' },
    utility: { amount: 24, unit: 'hours' },
    ordinary: { amount: 7, unit: 'working_days' },
    hard: { amount: 15, unit: 'working_days' },
  },
  extension: { amount: 15, unit: 'working_days' },
  yellowShare: 0.8,
  calendar: DEFAULT_CALENDAR,
  maxReturns: 2,
  maxSuspensionDays: 90,
  acknowledgeSeconds: 60,
  duplicateWithinM: 100,
  duplicateWithinHours: 24,
  maxTextLength: 2000,
  futureToleranceSeconds: 120,
  longAgoDays: 365,
  shiftHours: [8, 20],
}
