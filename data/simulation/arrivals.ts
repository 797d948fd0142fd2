import type { z } from 'zod'
import { type Point, toDegrees } from '#core/geometry/lattice.ts'
import { HOUR_MS, type Instant, MINUTE_MS } from '#core/incident/calendar.ts'
import type { Matter } from '#core/incident/matters.ts'
import type { Channel } from '#core/incident/reports.ts'
import type { IncidentReport } from '../../server/contract/incident.ts'
import { busyPlaces } from '../busyPlaces.ts'
import { channelsAt, matterOf, reportText } from '../incidentKinds.ts'
import { GIVEN_NAMES, SURNAMES } from '../names/people.ts'
import { type Random, random } from '../random.ts'
import type { House, Town } from './town.ts'

/** One report, to be sent so long after the start. */
export interface Arrival {
  readonly afterMs: number
  /** What it is about, whether or not whoever reports says so. */
  readonly matter: Matter
  readonly report: z.input<typeof IncidentReport>
}

/** What a plan of arrivals depends on, besides the town: the same gives the same. */
export interface Play {
  readonly seed: number
  /** Begins the external ids of its reports: another run is not the same reports again. */
  readonly run: string
  /** Reports a second in the hour in which it begins; in others as many more or fewer as the hour is busier. */
  readonly perSecond: number
  /** The time of day that is played when it begins. */
  readonly clock: Instant
}

/** Whole hours begin with one of these in every time zone. */
const STRETCH_MS = 15 * MINUTE_MS

/**
 * Reports without end, in order: each channel as often as it reports in that hour of the day, what it usually brings,
 * and where it usually happens. A Poisson process; within a quarter of an hour its rate is the same.
 */
export function* arrivals(town: Town, { seed, run, perSecond, clock }: Play): Generator<Arrival> {
  const source = random(seed, 'arrivals')
  const place = busyPlaces(town.grids, town.houses, random(seed, 'places'))
  const date = dateIn(town.timeZone)
  const perMs = perSecond / 1000 / busyness(channelsAt(date(clock).hour))
  let n = 0
  for (let from = clock; ; ) {
    const until = (Math.floor(from / STRETCH_MS) + 1) * STRETCH_MS
    const { hour, month } = date(from)
    const channels = channelsAt(hour)
    const wait = () => -Math.log(1 - source.next()) / (perMs * busyness(channels))
    // The process has no memory: what would come after the stretch is drawn again at its own rate.
    for (let at = from + wait(); at < until; at += wait()) {
      const channel = source.weighted(channels)
      const matter = matterOf(channel, month, source)
      const { building, position } = place(source)
      if (!town.matters.has(matter.code)) continue
      const text = reportText(matter.code, building.name, source)
      const report = reportOf({ channel, matter, text, house: building, position }, `${run}-${n++}`, source)
      yield { afterMs: at - clock, matter, report }
    }
    from = until
  }
}

/** How much more is reported than in a mean hour. */
const busyness = (channels: Readonly<Record<Channel, number>>): number =>
  Object.values(channels).reduce((sum, share) => sum + share, 0) / 100

/** Hour of the day and month (1–12) of an instant in a time zone. */
export function dateIn(timeZone: string): (at: Instant) => { readonly hour: number; readonly month: number } {
  const format = new Intl.DateTimeFormat('en', {
    ...{ timeZone, hour: 'numeric', month: 'numeric', hourCycle: 'h23' },
  })
  return (at) => {
    const parts = format.formatToParts(at)
    const part = (wanted: string) => Number(parts.find(({ type }) => type === wanted)?.value)
    return { hour: part('hour'), month: part('month') }
  }
}

/** The instant nearest after `now` at which the clock of the zone shows the same minute of another hour. */
export const atHour = (hour: number, now: Instant, timeZone: string): Instant =>
  now + ((hour - dateIn(timeZone)(now).hour + 24) % 24) * HOUR_MS

interface Told {
  readonly channel: Channel
  readonly matter: Matter
  readonly text: string
  readonly house: House
  readonly position: Point
}

/** Of those who are not asked for a matter, so many name none (demo). */
const UNCLASSIFIED = 0.2

/** A report as its channel sends it, always under the same external id. */
export function reportOf(
  { channel, matter, text, house, position }: Told,
  externalId: string,
  source: Random,
): Arrival['report'] {
  const isResident = channel === 'resident' || channel === 'hotline_12345'
  const isUnclassified = isResident && source.chance(UNCLASSIFIED)
  const isCall = isResident || channel === 'police_110'
  return {
    ...{ channel, source: channel, externalId, category: matter.category },
    ...{
      text: channel === 'wristband' ? '' : text,
      address: house.address,
      position: [...toDegrees(position)],
    },
    ...(!isUnclassified && { matter: matter.code }),
    // No telephone has such a number.
    ...(isCall && {
      reporter: {
        name: source.pick(SURNAMES) + source.pick(GIVEN_NAMES),
        phone: `1000${source.whole(1_000_000, 9_999_999)}`,
      },
    }),
  }
}
