import { type Division, isVillage, type Street } from './divisions.ts'
import type { Kind } from './grids.ts'
import { type GridSketch, type HouseSketch, type Morphology, PURPOSES, type Purpose } from './grids.ts'
import { house, houses, KIND_SHARES, type KindBook, kindBook, USUAL_HOUSEHOLDS } from './households.ts'
import type { Random } from './random.ts'
import { SHAGOU, SHAGOU_HOUSEHOLDS, shagouHouses } from './shagou.ts'

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

/** Inverse of the normal distribution (Acklam's approximation, central part; enough for 1e-4 < p < 1 − 1e-4). */
function normalQuantile(p: number): number {
  // Winitzki's inverse error function: error below 2e-3, which households do not notice.
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
  readonly fixed: boolean
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
  const grids = new Map<string, GridSketch[]>()
  for (const street of streets) for (const division of street.communities) grids.set(division.code, [])
  for (const slot of random.shuffled(slots)) {
    const code = slot.division.code
    grids.get(code)!.push({
      type: 'basic',
      morphology: slot.morphology,
      purpose: null,
      community: code,
      households: slot.households,
      houses: housesOf(slot, book, random),
    })
  }
  const shagou = grids.get(SHAGOU)
  if (shagou) grids.set(SHAGOU, inShagouOrder(shagou))
  for (const grid of exclusive.flat()) grids.get(grid.community)!.push(grid)
  return grids
}

function slotsOf(division: Division, street: number, random: Random): Slot[] {
  const usual: Morphology = isVillage(division)
    ? 'outskirts'
    : random.weighted({ old_estate: 40, work_unit: 22, new_built: 18, urban_village: 20 })
  return Array.from({ length: division.grids }, (_, i) => {
    const shagou = division.code === SHAGOU
    const fixed = shagou ? SHAGOU_HOUSEHOLDS[i + 1] : undefined
    const morphology =
      shagou || isVillage(division) || random.chance(0.75)
        ? usual
        : random.weighted({ old_estate: 45, work_unit: 20, new_built: 15, urban_village: 20 })
    return {
      street,
      division,
      morphology: shagou ? 'old_estate' : morphology,
      fixed: fixed !== undefined,
      households: fixed ?? 0,
      buildings: 0,
    }
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
  const place = new Map(free.map((slot) => [slot, random.next() - (isVillage(slot.division) ? 0.62 : 0)]))
  const order = [...free].sort((a, b) => place.get(a)! - place.get(b)!)
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
  const shagou = slots.find((slot) => slot.households === SHAGOU_HOUSEHOLDS[8] && slot.fixed)
  if (shagou) shagou.buildings = SHAGOU_EIGHTH_BUILDINGS
  const free = slots.filter((slot) => slot !== shagou)
  const wish = free.map(
    (slot) => (slot.households / USUAL_HOUSEHOLDS[slot.morphology]) * random.between(0.6, 1.6),
  )
  const scale = (total - (shagou?.buildings ?? 0)) / wish.reduce((a, b) => a + b, 0)
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
const SHAGOU_EIGHTH_BUILDINGS = 24

function housesOf(slot: Slot, book: KindBook, random: Random): HouseSketch[] {
  return slot.buildings === SHAGOU_EIGHTH_BUILDINGS && slot.fixed && slot.households === SHAGOU_HOUSEHOLDS[8]
    ? shagouHouses(random)
    : houses(slot.households, slot.buildings, slot.morphology, book, random)
}

/** 沙沟社区's grids stand in the order of their sequence: 第五, 第六 and 第八 where the case needs them. */
function inShagouOrder(grids: readonly GridSketch[]): GridSketch[] {
  const fixed = new Map(
    Object.entries(SHAGOU_HOUSEHOLDS).map(([sequence, households]) => [
      Number(sequence),
      grids.find((grid) => grid.households === households)!,
    ]),
  )
  const others = grids.filter((grid) => ![...fixed.values()].includes(grid))
  return grids.map((_, i) => fixed.get(i + 1) ?? others.shift()!)
}

/** Mines, schools, hospitals, markets and parks; their work buildings hold no household. */
function exclusiveGrids(street: Street, random: Random): GridSketch[] {
  const communities = random
    .shuffled(street.communities)
    .filter((division) => division.code !== SHAGOU && !isVillage(division))
  const first = Number(street.code.slice(-1))
  return Array.from({ length: street.exclusive }, (_, i): GridSketch => {
    const purpose = PURPOSES[(first + i * 2) % PURPOSES.length]!
    const built = exclusiveHouses(purpose, random)
    return {
      type: 'exclusive',
      morphology: purpose === 'park' ? 'outskirts' : 'work_unit',
      purpose,
      community: communities[i % communities.length]!.code,
      households: built.reduce((sum, it) => sum + it.households, 0),
      houses: built,
    }
  })
}

function exclusiveHouses(purpose: Purpose, random: Random): HouseSketch[] {
  const work = (kind: Kind, count: number, name: (n: number) => string): HouseSketch[] =>
    Array.from({ length: count }, (_, i) => ({
      ...house(kind, kind === 'courtyard' ? 8 : 40, random),
      floors: kind === 'courtyard' ? 1 : 4,
      households: 0,
      name: name(i + 1),
    }))
  const homes = (count: number, name: string): HouseSketch[] =>
    Array.from({ length: count }, (_, i) => ({
      ...house('dormitory', random.whole(10, 24), random),
      name: `${name}${i + 1}号楼`,
    }))
  switch (purpose) {
    case 'mine':
      return [
        ...work('walk_up', 2, (n) => (n === 1 ? '矿办公楼' : '调度楼')),
        ...work('dormitory', 2, (n) => `机修车间${n}`),
        ...homes(3, '职工公寓'),
      ]
    case 'school':
      return [
        ...work('walk_up', 3, (n) => (n === 3 ? '实验楼' : `教学${n}号楼`)),
        ...work('courtyard', 1, () => '食堂'),
        ...homes(1, '教工宿舍'),
      ]
    case 'hospital':
      return [
        ...work('mid_rise', 2, (n) => (n === 1 ? '门诊楼' : '住院楼')),
        ...work('walk_up', 1, () => '医技楼'),
        ...homes(2, '医院家属'),
      ]
    case 'market':
      return [...work('dormitory', 4, (n) => `市场${n}号大厅`), ...homes(1, '市场公寓')]
    case 'park':
      return work('courtyard', 2, (n) => (n === 1 ? '公园管理处' : '游客服务站'))
  }
}
