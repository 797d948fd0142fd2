import { grouped } from '#core/grouped.ts'
import { type Division, isVillage, type Street } from './divisions.ts'
import { exclusiveGrids } from './exclusive.ts'
import type { GridSketch, HouseSketch, Kind, Morphology } from './grids.ts'
import { houses, KIND_SHARES, kindBook, USUAL_HOUSEHOLDS } from './households.ts'
import type { Random } from './random.ts'
import { SHAGOU, SHAGOU_EIGHTH, SHAGOU_HOUSEHOLDS, shagouHouses } from './shagou.ts'

/** How full the grids of a district are. */
export interface Density {
  readonly medianHouseholds: number
  /** Standard deviation of the logarithm. */
  readonly sigma: number
  readonly households: readonly [least: number, most: number]
  readonly buildings: readonly [least: number, most: number]
  readonly kinds: Readonly<Record<Kind, number>>
}
export const TOWN: Density = {
  medianHouseholds: 270,
  sigma: 0.35,
  households: [60, 650],
  buildings: [2, 40],
  kinds: KIND_SHARES,
}

/** Inverse of the normal distribution, from Winitzki's inverse error function (2008; good to 2e-3). */
function normalQuantile(p: number): number {
  const x = 2 * p - 1
  const a = 0.147
  const log = Math.log(1 - x * x)
  const half = 2 / (Math.PI * a) + log / 2
  return Math.sign(x) * Math.sqrt(Math.sqrt(half * half - log / a) - half) * Math.SQRT2
}

interface Slot {
  readonly street: number
  readonly division: Division
  readonly morphology: Morphology
  /** Its households are told, not dealt. */
  readonly fixed: boolean
  /** Its buildings are told as well. */
  readonly told: readonly HouseSketch[] | null
  households: number
  buildings: number
}

/**
 * Every grid of the district with its buildings, by community: households per grid are the quantiles of a
 * lognormal distribution dealt out at random, then nudged so that each street's total is met exactly.
 */
export function sketches(
  streets: readonly Street[],
  density: Density,
  random: Random,
): ReadonlyMap<string, readonly GridSketch[]> {
  const exclusive = streets.map((street) => exclusiveGrids(street, random))
  const slots = streets.flatMap((street, i) => street.communities.flatMap((it) => slotsOf(it, i, random)))
  dealHouseholds(slots, density, random)
  streets.forEach((street, i) => {
    const mine = slots.filter((slot) => slot.street === i)
    const given = exclusive[i]!.reduce((sum, grid) => sum + grid.households, 0)
    meetHouseholds(mine, street.households - given, density, random)
    const apart = exclusive[i]!.reduce((sum, grid) => sum + grid.houses.length, 0)
    meetBuildings(mine, street.buildings - apart, density, random)
  })

  const book = kindBook(density.kinds)
  const built = new Map(
    random
      .shuffled(slots)
      .map((slot) => [
        slot,
        slot.told ?? houses(slot.households, slot.buildings, slot.morphology, book, random),
      ]),
  )
  const basic = grouped(slots, ({ division }) => division.code)
  const divisions = streets.flatMap(({ communities }) => communities)
  return new Map(
    divisions.map(({ code }) => {
      const grids = basic.get(code)!.map(
        (slot): GridSketch => ({
          type: 'basic',
          morphology: slot.morphology,
          purpose: null,
          community: code,
          households: slot.households,
          houses: built.get(slot)!,
        }),
      )
      const apart = exclusive.flat().filter(({ community }) => community === code)
      return [code, code === SHAGOU ? grids : random.shuffled([...grids, ...apart])]
    }),
  )
}

/** A community's basic grids, most of one morphology; 沙沟社区's in the order of their sequence. */
function slotsOf(division: Division, street: number, random: Random): Slot[] {
  const usual: Morphology = isVillage(division)
    ? 'outskirts'
    : random.weighted({ old_estate: 40, work_unit: 22, new_built: 18, urban_village: 20 })
  return Array.from({ length: division.grids }, (_, i): Slot => {
    const place = { street, division }
    if (division.code === SHAGOU) {
      const households = SHAGOU_HOUSEHOLDS[i + 1]
      const told = i + 1 === SHAGOU_EIGHTH ? shagouHouses(random) : null
      return {
        ...place,
        morphology: 'old_estate',
        fixed: households !== undefined,
        told,
        households: households ?? 0,
        buildings: told?.length ?? 0,
      }
    }
    const morphology =
      isVillage(division) || random.chance(0.75)
        ? usual
        : random.weighted({ old_estate: 45, work_unit: 20, new_built: 15, urban_village: 20 })
    return { ...place, morphology, fixed: false, told: null, households: 0, buildings: 0 }
  })
}

/** Quantiles of the distribution, the smaller ones to villages, otherwise at random. */
function dealHouseholds(slots: readonly Slot[], density: Density, random: Random): void {
  const free = slots.filter((slot) => !slot.fixed)
  const { medianHouseholds, sigma, households } = density
  const values = free.map((_, i) => {
    const raw = medianHouseholds * Math.exp(sigma * normalQuantile((i + 0.5) / free.length))
    return Math.round(Math.min(households[1], Math.max(households[0], raw)))
  })
  const draw = new Map(free.map((slot) => [slot, random.next() - (isVillage(slot.division) ? 0.62 : 0)]))
  const order = [...free].sort((a, b) => draw.get(a)! - draw.get(b)!)
  order.forEach((slot, i) => {
    slot.households = values[i]!
  })
}

/** Moves the street's ordinary grids, not the very full or very empty, by as little as meets the total. */
function meetHouseholds(slots: readonly Slot[], total: number, density: Density, random: Random): void {
  const low = density.medianHouseholds * 0.57
  const high = density.medianHouseholds * 1.83
  const ordinary = slots.filter((slot) => !slot.fixed && slot.households > low && slot.households < high)
  let left = total - slots.reduce((sum, slot) => sum + slot.households, 0)
  while (left !== 0) {
    let moved = false
    for (const slot of random.shuffled(ordinary)) {
      if (left === 0) break
      const step =
        Math.sign(left) * Math.min(Math.abs(left), 1 + Math.floor(Math.abs(left) / ordinary.length))
      const next = Math.min(Math.floor(high), Math.max(Math.ceil(low), slot.households + step))
      moved ||= next !== slot.households
      left -= next - slot.households
      slot.households = next
    }
    if (!moved) throw new Error(`${total} households do not fit ${slots.length} grids`)
  }
}

function meetBuildings(slots: readonly Slot[], total: number, density: Density, random: Random): void {
  const [least, most] = density.buildings
  const free = slots.filter(({ told }) => told === null)
  const wish = free.map(
    (slot) => (slot.households / USUAL_HOUSEHOLDS[slot.morphology]) * random.between(0.6, 1.6),
  )
  const told = slots.reduce((sum, slot) => sum + (slot.told?.length ?? 0), 0)
  const scale = (total - told) / wish.reduce((a, b) => a + b, 0)
  // Every building holds at least one household, and no more than a tower does.
  const limits = (slot: Slot): [number, number] => [
    Math.max(least, Math.ceil(slot.households / 120)),
    Math.min(most, Math.floor(slot.households / 1.6)),
  ]
  free.forEach((slot, i) => {
    const [low, high] = limits(slot)
    slot.buildings = Math.min(high, Math.max(low, Math.round(wish[i]! * scale)))
  })
  let left = total - slots.reduce((sum, slot) => sum + slot.buildings, 0)
  while (left !== 0) {
    const able = free.filter((slot) => {
      const [low, high] = limits(slot)
      return left > 0 ? slot.buildings < high : slot.buildings > low
    })
    if (able.length === 0) throw new Error(`${total} buildings do not fit ${slots.length} grids`)
    for (const slot of random.shuffled(able)) {
      if (left === 0) break
      slot.buildings += Math.sign(left)
      left -= Math.sign(left)
    }
  }
}
