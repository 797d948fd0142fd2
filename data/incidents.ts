import type { Position } from '#core/geometry/lattice.ts'
import type { Attribution } from '#core/incident/attribution.ts'
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '#core/incident/calendar.ts'
import type { Actor, LogRow } from '#core/incident/case.ts'
import { type Category, caseMatter } from '#core/incident/matters.ts'
import type { Channel, ReportFlag } from '#core/incident/reports.ts'
import { proposedLevel } from '#core/incident/triage.ts'
import { Course, handled, settledOnTheSpot } from './incidentCourse.ts'
import { channelOf, filedLevel, hourOf, matterOf, reportText } from './incidentKinds.ts'
import { type IncidentPlace, incidentPlaces } from './incidentPlaces.ts'
import { apportioned, type Random, random, uuid } from './random.ts'
import type { Scale, World } from './world.ts'

/** A case of the demo with its whole history. */
export interface WorldIncident {
  readonly id: string
  readonly channel: Channel
  readonly source: string | null
  readonly externalId: string | null
  readonly category: Category
  readonly text: string
  readonly address: string
  readonly position: Position
  readonly occurredAt: Instant
  readonly flags: readonly ReportFlag[]
  readonly attribution: Attribution & { readonly community: string }
  readonly log: readonly [LogRow, ...LogRow[]]
}

export interface Period {
  readonly from: Instant
  readonly until: Instant
  /** How many cases are reported in it. */
  readonly total: number
}

const MONTH_MS = (365.25 / 12) * DAY_MS
const PER_GRID_AND_MONTH = 8

/** As many as a district of this world has until an instant. */
export const usualPeriod = ({ grids }: World, days: number, until: Instant): Period => ({
  from: until - days * DAY_MS,
  until,
  total: Math.round((grids.length * PER_GRID_AND_MONTH * days * DAY_MS) / MONTH_MS),
})

/** The periods that are written to files; the stress scale has half a million in three years. */
export function writtenPeriod(world: World): Period {
  const until = Date.parse('2026-11-01T00:00:00+08:00')
  const days: Record<Scale, number> = { kuangqu: 365, yanliang: 1096, jincheng: 92 }
  const period = usualPeriod(world, days[world.scale], until)
  return world.scale === 'yanliang' ? { ...period, total: 500_000 } : period
}

const OFFSET_MS = 8 * HOUR_MS
/** November for heating, July for rain, February for the feast (demo). */
const SEASON: Readonly<Record<number, number>> = { 11: 1.3, 7: 1.2, 2: 0.8 }
const monthOf = (at: Instant): number => new Date(at + OFFSET_MS).getUTCMonth() + 1

const desk = (person: string, name: string): Actor => ({
  ...{ person, name, role: 'commander', unit: '140303', level: 'district' },
})

/**
 * The cases of a period, day by day; each is told to its end, or to the end of the period. The same seed, world and
 * period give the same cases. Only one day is held in memory.
 */
export function* incidents(
  world: World,
  seed: number,
  { from, until, total }: Period,
): Generator<WorldIncident> {
  const places = incidentPlaces(world, random(seed, world.scale, 'incident places'))
  const days: Instant[] = []
  for (let day = from; day < until; day += DAY_MS) days.push(day)
  const weather = random(seed, world.scale, 'incident weather')
  const counts = apportioned(
    total,
    days.map((day) => (SEASON[monthOf(day)] ?? 1) * weather.between(0.8, 1.2)),
  )
  for (const [n, day] of days.entries()) {
    const source = random(seed, world.scale, 'incidents', day)
    const length = Math.min(DAY_MS, until - day)
    let left = counts[n] ?? 0
    for (let i = 0; left > 0; i++)
      for (const one of told(places(source), { seed, day, length, until, n: i }, source))
        if (left-- > 0) yield one
  }
}

interface Moment {
  readonly seed: number
  readonly day: Instant
  readonly length: number
  readonly until: Instant
  readonly n: number
}

/** One case, and sometimes a second report of the same that is merged into it. */
function* told(place: IncidentPlace, moment: Moment, source: Random): Generator<WorldIncident> {
  const { seed, day, length, until, n } = moment
  const channel = channelOf(source)
  const midnight = Math.floor((day + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS
  const atHour = midnight + hourOf(channel, source) * HOUR_MS + source.whole(0, 3_599_999)
  const at = day + ((((atHour - day) % length) + length) % length)
  const matter = matterOf(channel, monthOf(at), source)
  const id = uuid(seed, 'incident', place.grid.id, at, n)
  const sos = channel === 'wristband'
  const isClassified = !['resident', 'hotline_12345'].includes(channel) || source.chance(0.8)
  const level = filedLevel(matter, source)
  const [first, second] = source.chance(0.5)
    ? [desk('commander', '指挥员 · 演示'), desk('duty2', '值班长 · 演示')]
    : [desk('duty2', '值班长 · 演示'), desk('commander', '指挥员 · 演示')]
  const reporter = channel === 'grid_worker' && place.worker ? place.worker : first

  const report = (key: string) => ({
    ...{ id: key, matter: isClassified ? caseMatter(matter) : null, sos },
    urgency: isClassified ? matter.urgency : ('routine' as const),
    level: isClassified && !sos ? proposedLevel(matter, matter.urgency) : proposedLevel(null, 'routine'),
  })
  const course = new Course(reporter, at, report(id), until)
  const plot = { id, seed, matter, level }
  const isSmall = reporter === place.worker && course.current.level === 'grid' && !matter.enforcement
  if (isSmall && place.worker && source.chance(0.62)) settledOnTheSpot(course, place.worker, plot, source)
  else handled(course, { desk: first, verifier: second, ...place.holderOf(matter, level, sos) }, plot, source)
  yield caseOf(id, place, channel, matter.category, matter.code, at, course, source)

  if (sos || course.log.length < 3 || !source.chance(0.058)) return
  const againAt = at + source.whole(5, 180) * MINUTE_MS
  const mergedAt = againAt + source.whole(2, 20) * MINUTE_MS
  const then = course.log.findLast((row) => row.at <= mergedAt)
  if (againAt > until || (course.current.stoppedAt ?? until) <= mergedAt || !then) return
  const againId = uuid(seed, 'incident', place.grid.id, at, n, 'again')
  const again = new Course(first, againAt, { ...report(againId), matter: null }, until)
  again.step(mergedAt, first, {
    action: 'merge',
    into: { id, state: then.to },
    opinion: '同一事项,并案处理。',
  })
  yield caseOf(againId, place, 'hotline_12345', matter.category, matter.code, againAt, again, source)
}

function caseOf(
  id: string,
  { position, attribution, name, address }: IncidentPlace,
  channel: Channel,
  category: Category,
  code: string,
  at: Instant,
  { log }: Course,
  source: Random,
): WorldIncident {
  const text = reportText(code, name, source)
  const isFromMachine = channel === 'sensor' || channel === 'wristband'
  return {
    ...{ id, channel, category, position, attribution, address, log },
    source: channel === 'grid_worker' ? null : channel,
    externalId: channel === 'grid_worker' ? null : id.slice(0, 13),
    text: channel === 'wristband' ? '' : text,
    occurredAt: isFromMachine ? at : at - source.whole(0, 25) * MINUTE_MS,
    flags: [
      ...(attribution.beat ? [] : (['outside_every_beat'] as const)),
      ...(category === '99' && log[0].act.action === 'report' && log[0].act.matter === null
        ? (['unclassified'] as const)
        : []),
    ],
  }
}
