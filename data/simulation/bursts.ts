import { localMetres } from '#core/geometry/metres.ts'
import type { Channel } from '#core/incident/reports.ts'
import { about } from '../busyPlaces.ts'
import { reportText } from '../incidentKinds.ts'
import { FIRE_TEXTS, STORM_TEXTS } from '../names/bursts.ts'
import { type Random, random } from '../random.ts'
import { type Arrival, type Play, reportOf } from './arrivals.ts'
import type { House, Town } from './town.ts'

export const BURSTS = ['storm', 'heating', 'fire', 'sos'] as const
export type Burst = (typeof BURSTS)[number]

/** What happens somewhere all at once. */
interface Scene {
  readonly reports: number
  readonly lastsMs: number
  readonly houses: readonly House[]
  /** Codes of matters, each as often as its weight. */
  readonly matters: Readonly<Record<string, number>>
  readonly channels: Readonly<Partial<Record<Channel, number>>>
  readonly textOf: (matter: string, at: string, source: Random) => string
}

const BEGINS_AFTER_MS = 5000

/** The reports of a burst in order, most of them soon after its beginning. */
export function burst(kind: Burst, town: Town, { seed, run }: Pick<Play, 'seed' | 'run'>): Arrival[] {
  const source = random(seed, 'burst', kind)
  const scene = SCENES[kind](town, source)
  const moments = Array.from({ length: scene.reports }, () => source.next() ** 1.5 * scene.lastsMs)
  return moments
    .sort((a, b) => a - b)
    .flatMap((moment, n) => {
      const matter = town.matters.get(source.weighted(scene.matters))
      const house = source.pick(scene.houses)
      if (!matter) return []
      const channel = source.weighted(scene.channels as Record<Channel, number>)
      const text = scene.textOf(matter.code, house.name, source)
      const told = { channel, matter, text, house, position: about(house.position, source) }
      const report = reportOf(told, `${run}-${kind}-${n}`, source)
      return [{ afterMs: BEGINS_AFTER_MS + moment, matter, report: { ...report, urgency: matter.urgency } }]
    })
}

const SCENES: Readonly<Record<Burst, (town: Town, source: Random) => Scene>> = {
  /** Water and trees come down one valley. */
  storm: ({ houses }, source) => ({
    ...{ reports: 80, lastsMs: 120_000, houses: valley(source.pick(houses), houses) },
    matters: { '0306': 40, '0403': 30, '0207': 12, '0506': 12, '0503': 6 },
    channels: { resident: 35, hotline_12345: 30, grid_worker: 20, property: 8, police_110: 5, sensor: 2 },
    textOf: (matter, at, from) => from.pick(STORM_TEXTS[matter] ?? []).replace('{at}', at),
  }),
  /** One boiler house fails: everybody around it says the same. */
  heating: ({ houses }, source) => ({
    ...{ reports: 50, lastsMs: 90_000, houses: near(mostPeopled(houses, source), houses, 250) },
    matters: { '0501': 1 },
    channels: { resident: 50, hotline_12345: 35, property: 10, grid_worker: 5 },
    textOf: reportText,
  }),
  /** One house, and everybody who sees it calls. */
  fire: ({ houses }, source) => ({
    ...{ reports: 25, lastsMs: 60_000, houses: [mostPeopled(houses, source)] },
    matters: { '0204': 1 },
    channels: { police_110: 40, resident: 25, hotline_12345: 20, grid_worker: 8, property: 4, sensor: 3 },
    textOf: (_, at, from) => from.pick(FIRE_TEXTS).replace('{at}', at),
  }),
  /** The wristbands of old people who live near one another. */
  sos: ({ houses }, source) => {
    const grid = source.pick(houses).grid
    return {
      ...{ reports: 6, lastsMs: 30_000, houses: houses.filter((house) => house.grid === grid) },
      matters: { '0801': 1 },
      channels: { wristband: 1 },
      textOf: () => '',
    }
  },
}

/** One of the houses in which many live. */
const mostPeopled = (houses: readonly House[], source: Random): House =>
  source.pick([...houses].sort((a, b) => b.households - a.households).slice(0, Math.ceil(houses.length / 20)))

/** Houses of the same community within so many metres. */
function near(middle: House, houses: readonly House[], withinM: number): readonly House[] {
  const { of } = localMetres(middle.position)
  return houses.filter(
    ({ community, position }) => community === middle.community && Math.hypot(...of(position)) <= withinM,
  )
}

const VALLEY_LENGTH_M = 1500
const VALLEY_WIDTH_M = 90

/**
 * Houses along the line on which a house and those around it stand: a town grows along its valley. The line is the
 * principal axis of their positions.
 */
function valley(middle: House, houses: readonly House[]): readonly House[] {
  const { of } = localMetres(middle.position)
  const around = houses
    .map((house) => ({ house, at: of(house.position) }))
    .filter(({ at }) => Math.hypot(...at) <= VALLEY_LENGTH_M)
  let [xx, yy, xy] = [0, 0, 0]
  for (const { at } of around) {
    xx += at[0] ** 2
    yy += at[1] ** 2
    xy += at[0] * at[1]
  }
  const bearing = Math.atan2(2 * xy, xx - yy) / 2
  const aside = ([x, y]: readonly [number, number]) => Math.abs(y * Math.cos(bearing) - x * Math.sin(bearing))
  return around.filter(({ at }) => aside(at) <= VALLEY_WIDTH_M).map(({ house }) => house)
}
