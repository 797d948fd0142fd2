import type { Language } from './words.ts'

/** The day of an instant in the district's time zone, as 2026-11-21. */
export const dayIn = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    instant,
  )

/** The moment that a person looks back to: a day, or where it is an instant a day and a time. */
export const momentOf = (time: string, timeZone: string): string => {
  if (time.length === 10) return time
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
  return `${dayOf(time, timeZone)} ${clock.format(new Date(time))}`
}

/** The wall clock of an instant in a zone, as 2026-11-21T08:30: what a field of date and time holds. */
export const clockIn = (instant: number, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).formatToParts(instant)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`
}

/** The instant, in milliseconds, at which a zone's wall clock shows so; NaN for what is no time. */
export const instantAt = (clock: string, timeZone: string): number => {
  const asUtc = Date.parse(`${clock}Z`)
  if (Number.isNaN(asUtc)) return asUtc
  const ahead = (instant: number) =>
    Date.parse(`${clockIn(instant, timeZone)}Z`) - Math.floor(instant / 60_000) * 60_000
  // The second look is at the zone's offset of that time, not of the time in UTC.
  return asUtc - ahead(asUtc - ahead(asUtc))
}

/** 11-21 */
export const shortDay = (day: string): string => day.slice(5)

/** What the server calls a time, a day or an instant, as a day. */
export const dayOf = (time: string, timeZone: string): string =>
  time.length === 10 ? time : dayIn(new Date(time), timeZone)

/** Of days as 2026-11-21. */
export const latest = (...days: string[]): string => days.sort().at(-1) ?? ''

export const monthName = (year: number, month: number, language: Language): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(Date.UTC(year, month - 1, 1))

const grouped = new Intl.NumberFormat('en-US')
/** 96,990 */
export const counted = (value: number): string => grouped.format(value)

/** Of a share, 0–1: to a tenth of a percent. */
export const percent = (share: number): string => `${(100 * share).toFixed(1)}%`

/** Of what is counted in parts: to the nearest whole. */
export const whole = (value: number): string => counted(Math.round(value))

/** ▲84 or ▼241: a difference never depends on colour alone. */
export const signed = (difference: number): string =>
  difference === 0 ? '±0' : `${difference > 0 ? '▲' : '▼'}${counted(Math.abs(difference))}`
