import { DAY_MS, HOUR_MS, type Instant } from './calendar.ts'

/** From inclusive, to exclusive. */
export interface Period {
  readonly from: Instant
  readonly to: Instant
}

/**
 * The midnight before an instant, by the clock of a zone (IANA name). On a day on which the zone changes its clock it
 * is off by that change; Asia/Shanghai has not done so since 1991.
 */
function midnightBefore(at: Instant, timeZone: string): Instant {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit', second: '2-digit' },
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0)
  const seconds = (part('hour') * 60 + part('minute')) * 60 + part('second')
  return Math.floor(at / 1000) * 1000 - seconds * 1000
}

/** The shift that runs at an instant, where shifts change at `hours` of the day, in order. */
export function shiftAt(at: Instant, hours: readonly number[], timeZone: string): Period {
  const midnight = midnightBefore(at, timeZone)
  // Before the first change it is still yesterday's last shift; the last one ends tomorrow.
  const changes = [-1, 0, 1].flatMap((day) => hours.map((hour) => midnight + day * DAY_MS + hour * HOUR_MS))
  const from = changes.findLast((change) => change <= at)
  const to = changes.find((change) => change > at)
  if (from === undefined || to === undefined) throw new Error(`expected hours of the day, found ${hours}`)
  return { from, to }
}

/** The day of an instant, from midnight to midnight. */
export function dayAt(at: Instant, timeZone: string): Period {
  const from = midnightBefore(at, timeZone)
  return { from, to: from + DAY_MS }
}
