import { expect, test } from 'vitest'
import { world } from '../../data/generate.ts'
import { type Arrival, arrivals, atHour } from '../../data/simulation/arrivals.ts'
import { BURSTS, type Burst, burst } from '../../data/simulation/bursts.ts'
import { orderFrom } from '../../data/simulation/order.ts'
import { plan } from '../../data/simulation/plan.ts'
import { Tally } from '../../data/simulation/tally.ts'
import { type House, type Town, townOf } from '../../data/simulation/town.ts'
import { IncidentReport } from '../../server/contract/incident.ts'
import { toDegrees, toLattice } from '../../server/core/geometry/lattice.ts'
import { localMetres } from '../../server/core/geometry/metres.ts'
import { HOUR_MS } from '../../server/core/incident/calendar.ts'
import { DEFAULT_MATTERS } from '../../server/core/incident/catalogue.ts'

const made = world('kuangqu', 1)
const town: Town = townOf(
  made.grids.map(({ id, code, name, type, community }) => ({
    grid: { id, code, name, type, community, version: 1, households: 0, buildings: 0, places: 0, band: 'in' },
    buildings: made.buildings
      .filter(({ grid }) => grid === id)
      .map((one) => ({ ...one, places: 0, position: [...toDegrees(one.position)] as [number, number] })),
  })),
  made.areas,
  DEFAULT_MATTERS,
  'Asia/Shanghai',
)
const houses = new Map(town.houses.map((house) => [house.address, house]))
const houseOf = ({ report }: Arrival) => houses.get(report.address ?? '') as House
const TEN_O_CLOCK = Date.parse('2026-11-23T10:00:00+08:00')
const play = { seed: 7, run: 'test', perSecond: 0.2, clock: TEN_O_CLOCK }

function first(count: number, of: Iterable<Arrival>): Arrival[] {
  const taken: Arrival[] = []
  for (const one of of) {
    if (taken.length === count) break
    taken.push(one)
  }
  return taken
}
function within(ms: number, of: Iterable<Arrival>): Arrival[] {
  const taken: Arrival[] = []
  for (const one of of) {
    if (one.afterMs >= ms) break
    taken.push(one)
  }
  return taken
}
const pointOf = ({ report }: Arrival) => toLattice(report.position as [number, number])
const idsOf = (all: readonly Arrival[]) => all.map(({ report }) => `${report.source} ${report.externalId}`)

test('the same seed gives the same reports, in order; another run gives them under other ids', () => {
  const [once, again, otherRun, otherSeed] = [
    play,
    play,
    { ...play, run: 'other' },
    { ...play, seed: 8 },
  ].map((one) => first(500, plan(town, one, 'storm')))
  expect(again).toEqual(once)
  const nameless = (all: readonly Arrival[] = []) =>
    all.map(({ afterMs, report: { externalId: _, ...told } }) => ({ afterMs, ...told }))
  expect(nameless(otherRun)).toEqual(nameless(once))
  expect(nameless(otherSeed)).not.toEqual(nameless(once))
  const moments = (once ?? []).map(({ afterMs }) => afterMs)
  expect(moments).toEqual([...moments].sort((a, b) => a - b))
  expect(new Set([...idsOf(once ?? []), ...idsOf(otherRun ?? [])]).size).toBe(1000)
})

test('as many in an hour as asked, in others as the hours of the day are busy; nobody patrols at night', () => {
  const day = within(24 * HOUR_MS, arrivals(town, { ...play, perSecond: 2 }))
  const inHour = (hour: number) =>
    day.filter(({ afterMs }) => Math.floor(afterMs / HOUR_MS) === (hour - 10 + 24) % 24)
  // 7,200 in the hour it begins; five standard deviations of a Poisson process are 424.
  expect(Math.abs(inHour(10).length - 7200)).toBeLessThan(424)
  // Of a mean hour 2.79 times as many come at ten, 0.97 times at one, 0.12 times an hour after midnight.
  expect(inHour(13).length / inHour(10).length).toBeCloseTo(0.97 / 2.79, 1)
  expect(inHour(1).length / inHour(10).length).toBeCloseTo(0.12 / 2.79, 1)
  const patrols = (hour: number) => inHour(hour).filter(({ report }) => report.channel === 'grid_worker')
  expect(patrols(1)).toEqual([])
  expect(patrols(10).length / inHour(10).length).toBeGreaterThan(0.6)
})

test('every report is one that the contract takes, of an admitted matter, in the building that it names', () => {
  const retired = new Set(['0401', '0501'])
  const matters = new Map([...town.matters].filter(([code]) => !retired.has(code)))
  for (const one of first(2000, arrivals({ ...town, matters }, play))) {
    expect(retired.has(one.matter.code)).toBe(false)
    const { text, position, channel } = IncidentReport.parse(one.report)
    const house = houseOf(one)
    const away = Math.hypot(...localMetres(house.position).of(toLattice(position as [number, number])))
    expect(away).toBeLessThan(3)
    expect(text === '').toBe(channel === 'wristband')
    if (text !== '') expect(text).toContain(house.name)
  }
})

test('the clock can be set to another hour of the same day’s minute', () => {
  const now = Date.parse('2026-11-23T10:25:00+08:00')
  expect(atHour(10, now, 'Asia/Shanghai')).toBe(now)
  expect(atHour(3, now, 'Asia/Shanghai')).toBe(Date.parse('2026-11-24T03:25:00+08:00'))
})

/** Metres of a burst's reports along and across the line that they lie on, as the middle 90 % of them. */
function extentOf(all: readonly Arrival[]): { alongM: number; acrossM: number } {
  const points = all.map(pointOf)
  const { of } = localMetres(points[0]!)
  const metres = points.map(of)
  const least = Array.from({ length: 180 }, (_, degrees) => {
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
    const range = (values: number[]) => {
      const sorted = values.sort((a, b) => a - b)
      return sorted[Math.floor(0.95 * sorted.length)]! - sorted[Math.floor(0.05 * sorted.length)]!
    }
    return {
      acrossM: range(metres.map(([x, y]) => y * cos - x * sin)),
      alongM: range(metres.map(([x, y]) => x * cos + y * sin)),
    }
  })
  return least.reduce((a, b) => (a.acrossM < b.acrossM ? a : b))
}
const burstOf = (kind: Burst, seed = 7) => burst(kind, town, { ...play, seed })

test.each([1, 2, 3, 4, 5])('a storm comes down one valley (seed %i)', (seed) => {
  const storm = burstOf('storm', seed)
  const { alongM, acrossM } = extentOf(storm)
  expect(acrossM).toBeLessThan(200)
  expect(alongM).toBeGreaterThan(4 * acrossM)
  expect(new Set(storm.map(({ matter }) => matter.code)).size).toBeGreaterThan(3)
})

test('the valley is the way that the town runs', () => {
  const { back } = localMetres([1_135_000_000, 378_700_000])
  const houses = Array.from({ length: 400 }, (_, n): House => {
    const [along, across] = [7 * (n - 200), 300 * Math.sin(n) ** 3]
    const [x, y] = back([0.87 * along - 0.5 * across, 0.5 * along + 0.87 * across])
    return { ...(town.houses[n] as House), position: [Math.round(x), Math.round(y)] }
  })
  const { alongM, acrossM } = extentOf(burst('storm', { ...town, houses }, play))
  expect(acrossM).toBeLessThan(200)
  expect(alongM).toBeGreaterThan(1500)
})

test('heating fails around one house of one community; everybody says the same', () => {
  const heating = burstOf('heating')
  expect(new Set(heating.map(({ matter }) => matter.code))).toEqual(new Set(['0501']))
  const around = heating.map(houseOf)
  expect(new Set(around.map(({ community }) => community)).size).toBe(1)
  expect(new Set(around).size).toBeGreaterThan(5)
  const { alongM } = extentOf(heating)
  expect(alongM).toBeLessThan(500)
})

test('a fire is one place and many callers, all of them urgent; calls for help come from one grid', () => {
  const fire = burstOf('fire')
  expect(new Set(fire.map(({ report }) => report.address)).size).toBe(1)
  expect(fire.length).toBeGreaterThan(15)
  expect(fire.every(({ report }) => report.urgency === 'life')).toBe(true)
  expect(new Set(fire.map(({ report }) => report.channel)).size).toBeGreaterThan(3)
  const sos = burstOf('sos')
  expect(sos.every(({ report }) => report.channel === 'wristband' && report.text === '')).toBe(true)
  const grids = sos.map((one) => houseOf(one).grid)
  expect(new Set(grids).size).toBe(1)
})

test.each(BURSTS)('%s comes into the plan at its time, and nothing is lost of either', (kind) => {
  const sudden = burstOf(kind)
  const all = within(300_000, plan(town, play, kind))
  expect(sudden.every(({ report }) => IncidentReport.safeParse(report).success)).toBe(true)
  expect(Math.min(...sudden.map(({ afterMs }) => afterMs))).toBeGreaterThanOrEqual(5000)
  expect(idsOf(all).filter((id) => id.includes(`-${kind}-`))).toEqual(idsOf(sudden))
  expect(idsOf(all).filter((id) => !id.includes(`-${kind}-`))).toEqual(
    idsOf(within(300_000, arrivals(town, play))),
  )
  expect(new Set(idsOf(all)).size).toBe(all.length)
})

test('an order is read, or it is said what is wrong with it', () => {
  expect(orderFrom([])).toMatchObject({
    perSecond: 1,
    burst: null,
    users: ['commander', 'duty2'],
    isSure: false,
  })
  expect(orderFrom(['--rate', '30/min', '--burst', 'fire', '--for', '60', '--hour', '3'])).toMatchObject({
    ...{ perSecond: 0.5, burst: 'fire', forSeconds: 60, hour: 3 },
  })
  const wrong: Record<string, readonly string[]> = {
    "--rate: expected a number a second or minute, as 5/s or 30/min, up to 100/s, found '0/s'": [
      '--rate',
      '0/s',
    ],
    "--burst: expected one of storm, heating, fire, sos, none, found 'flood'": ['--burst', 'flood'],
    "--for: expected whole seconds from 1, found '1.5'": ['--for', '1.5'],
    "--hour: expected an hour from 0 to 23, found '24'": ['--hour', '24'],
    "--seed: expected a whole number from 0, found '-1'": ['--seed=-1'],
    "--to: expected http://HOST:PORT, found 'localhost'": ['--to', 'localhost'],
    "--user: expected names parted by commas, found 'a,'": ['--user', 'a,'],
    "Unknown option '--speed'": ['--speed', '3'],
  }
  for (const [said, args] of Object.entries(wrong)) expect(orderFrom(args)).toBe(said)
})

test('figures: each line tells what came since the last one, the end tells all', () => {
  const tally = new Tally()
  for (let ms = 1; ms <= 100; ms++) tally.answered(ms)
  tally.reported(true)
  expect(tally.line()).toBe('reported 1 (+1)  acted 0  refused 0  p95 95 ms')
  tally.reported(false)
  tally.acted('file')
  tally.refused('already_handled')
  tally.answered(7)
  tally.waiting = 1
  tally.trouble = 'ECONNREFUSED'
  expect(tally.line()).toBe(
    'reported 2 (+1)  acted 1  refused 1  p95 7 ms  waiting for the server (ECONNREFUSED)',
  )
  expect(tally.summary()).toEqual([
    'reports   new 1, known before 1',
    'acts      file 1',
    'refused   already_handled 1',
    'answers   p50 50 ms, p95 95 ms, p99 99 ms',
  ])
})
