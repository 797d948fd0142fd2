/** What the figures count: since midnight, or since the shift began. */
export const PERIODS = ['today', 'shift'] as const
export type Period = (typeof PERIODS)[number]

/** Shifts change at these hours of the district's zone. */
const SHIFT_HOURS = [8, 20]
const HOUR_MS = 3_600_000

/** When a period began, in milliseconds; null leaves it to the server, which knows when today began. */
export function periodStart(period: Period, now: number, timeZone: string): number | null {
  if (period === 'today') return null
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0)
  const sinceMidnight = part('hour') * HOUR_MS + part('minute') * 60_000 + part('second') * 1000
  const begun = SHIFT_HOURS.map((hour) => hour * HOUR_MS).filter((at) => at <= sinceMidnight)
  // Before the first change it is still yesterday's last shift.
  const start = begun.at(-1) ?? (SHIFT_HOURS.at(-1)! - 24) * HOUR_MS
  return Math.floor(now / 1000) * 1000 - sinceMidnight + start
}
