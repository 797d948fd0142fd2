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

/** ▲84 or ▼241: a difference never depends on colour alone. */
export const signed = (difference: number): string =>
  difference === 0 ? '±0' : `${difference > 0 ? '▲' : '▼'}${counted(Math.abs(difference))}`
