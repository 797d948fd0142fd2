import { holdsPoint } from '#core/geometry/shape.ts'
import { grouped } from '#core/grouped.ts'
import type { Street } from './divisions.ts'
import { groundOf } from './ground.ts'
import { halves, type Plot } from './plots.ts'
import type { Random } from './random.ts'
import type { House } from './settle.ts'
import { SHAGOU } from './shagou.ts'
import type { Lot, Town } from './town.ts'

/** How many grids the beats of a district are drawn wrong on, so that the alignment check has something to find. */
export interface Misalignments {
  /** Basic grids that lie in two beats. */
  readonly straddling: number
  /** Basic grids wholly in a beat of another street's station. */
  readonly foreign: number
  /** Basic and exclusive grids in no beat. */
  readonly basicWithout: number
  readonly exclusiveWithout: number
}

/** Part of a lot and the beat (index) that it lies in. */
interface Patrol {
  readonly lot: number
  readonly plots: readonly Plot[]
  readonly beat: number | null
}
export interface BeatPlan {
  /** The street of each beat, by index. */
  readonly streets: readonly Street[]
  /** One per lot, two for a lot that lies in two beats; every lot is covered. */
  readonly patrols: readonly Patrol[]
}

/** A beat patrols this many grids. */
const GRIDS_PER_BEAT: readonly [number, number] = [6, 16]

/**
 * Beats of whole neighbouring communities, and then the planted misalignments: grids that the beats cut, hand to
 * another street, or leave out. No two of these touch, so each can be told from the others.
 * @throws if the district has no room for that many.
 */
export function patrolled(
  town: Town,
  housesByLot: readonly (readonly House[])[],
  shared: readonly ReadonlyMap<number, number>[],
  misalignments: Misalignments,
  random: Random,
): BeatPlan {
  const { lots } = town
  const streets: Street[] = []
  const beatByCommunity = new Map<string, number>()
  for (const [street, members] of grouped(lots.keys(), (i) => lots[i]!.street)) {
    for (const group of communityGroups(street, members, lots, shared, random)) {
      for (const code of group) beatByCommunity.set(code, streets.length)
      streets.push(street)
    }
  }
  const beats: (number | null)[] = lots.map(({ division }) => beatByCommunity.get(division.code)!)
  const cut = new Map<number, { plots: [Plot, Plot]; beats: [number, number] }>()
  const settled = new Set<number>()
  const settle = (lot: number): void => {
    settled.add(lot)
    for (const neighbour of shared[lot]!.keys()) settled.add(neighbour)
  }
  const take = (what: string, count: number, able: (lot: number) => boolean): void => {
    let left = count
    for (const lot of random.shuffled([...lots.keys()])) {
      if (left === 0) return
      if (settled.has(lot) || lots[lot]!.division.code === SHAGOU || !able(lot)) continue
      settle(lot)
      left--
    }
    if (left > 0) throw new Error(`expected ${count} ${what} grids, found room for ${count - left}`)
  }
  /** The neighbour along the longest shared edge that `fits`. */
  const besideWhere = (lot: number, fits: (neighbour: number) => boolean): number | undefined =>
    [...shared[lot]!]
      .filter(([neighbour, metres]) => metres > 60 && fits(neighbour))
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0]
  const isBasic = (lot: number): boolean => lots[lot]!.sketch.type === 'basic'

  const held = streets.map((_, beat) => beats.filter((it) => it === beat).length)
  const [fewest, most] = GRIDS_PER_BEAT
  const canLose = (beat: number): boolean => held[beat]! > fewest
  const canTake = (beat: number): boolean => held[beat]! < most

  take('unpatrolled exclusive', misalignments.exclusiveWithout, (lot) => {
    const from = beats[lot]!
    if (isBasic(lot) || !canLose(from)) return false
    beats[lot] = null
    held[from]!--
    return true
  })
  take('foreign', misalignments.foreign, (lot) => {
    const from = beats[lot]!
    const other = besideWhere(lot, (it) => lots[it]!.street !== lots[lot]!.street && canTake(beats[it]!))
    if (!isBasic(lot) || other === undefined || !canLose(from)) return false
    beats[lot] = beats[other]!
    held[from]!--
    held[beats[other]!]!++
    return true
  })
  take('straddling', misalignments.straddling, (lot) => {
    const from = beats[lot]!
    const other = besideWhere(
      lot,
      (it) => beats[it] !== from && lots[it]!.street === lots[lot]!.street && canTake(beats[it]!),
    )
    if (!isBasic(lot) || other === undefined) return false
    const plots = cutTowards(lot, other, town, housesByLot[lot]!)
    if (!plots) return false
    cut.set(lot, { plots, beats: [from, beats[other]!] })
    held[beats[other]!]!++
    return true
  })
  take('unpatrolled', misalignments.basicWithout, (lot) => {
    const from = beats[lot]!
    if (!isBasic(lot) || !canLose(from)) return false
    beats[lot] = null
    held[from]!--
    return true
  })

  const patrols = lots.flatMap((lot, i): Patrol[] => {
    const halved = cut.get(i)
    if (!halved) return [{ lot: i, plots: lot.plots, beat: beats[i]! }]
    return halved.plots.map((plot, k) => ({ lot: i, plots: [plot], beat: halved.beats[k]! }))
  })
  return { streets, patrols }
}

/**
 * The street's communities in as many connected groups as it has beats, of 6 to 16 grids each: the most even of
 * many random growths.
 */
function communityGroups(
  street: Street,
  members: readonly number[],
  lots: readonly Lot[],
  shared: readonly ReadonlyMap<number, number>[],
  random: Random,
): string[][] {
  const size = new Map<string, number>()
  const touching = new Map<string, Set<string>>()
  for (const lot of members) {
    const { code } = lots[lot]!.division
    size.set(code, (size.get(code) ?? 0) + 1)
    const around = touching.get(code) ?? new Set()
    touching.set(code, around)
    for (const [neighbour, metres] of shared[lot]!)
      if (metres > 30 && lots[neighbour]!.street === street) around.add(lots[neighbour]!.division.code)
  }
  const codes = [...size.keys()]
  const sizeOf = (group: readonly string[]): number => group.reduce((sum, code) => sum + size.get(code)!, 0)
  let best: string[][] | undefined
  let bestCost = Infinity
  for (let attempt = 0; attempt < 400; attempt++) {
    const order = random.shuffled(codes)
    const groups = order.slice(0, street.beats).map((code) => [code])
    const free = new Set(order.slice(street.beats))
    while (free.size > 0) {
      const growing = groups
        .map((group) => ({
          group,
          next: [...free].filter((code) => group.some((member) => touching.get(member)!.has(code))),
        }))
        .filter(({ next }) => next.length > 0)
      if (growing.length === 0) break
      const { group, next } = growing.reduce((a, b) => (sizeOf(b.group) < sizeOf(a.group) ? b : a))
      const code = random.pick(next)
      group.push(code)
      free.delete(code)
    }
    const sizes = groups.map(sizeOf)
    const [low, high] = GRIDS_PER_BEAT
    const outside = sizes.reduce((sum, it) => sum + Math.max(0, low - it) + Math.max(0, it - high), 0)
    const cost = free.size * 1e6 + outside * 1e3 + Math.max(...sizes) - Math.min(...sizes)
    if (cost < bestCost) {
      bestCost = cost
      best = groups
    }
    if (codes.length === street.beats) break
  }
  if (!best || bestCost >= 1e6)
    throw new Error(`${street.name}: no ${street.beats} beats of whole communities`)
  return best
}

/** Cuts a lot parallel to its edge with `other`, so that both parts hold a fair share of its households. */
function cutTowards(
  lot: number,
  other: number,
  { lots, valley }: Town,
  houses: readonly House[],
): [Plot, Plot] | null {
  const [plot] = lots[lot]!.plots
  if (lots[lot]!.plots.length > 1 || plot === undefined) return null
  const beside = lots[other]!.plots
  const towards = (['west', 'east', 'north', 'south'] as const).find((side) =>
    beside.some((it) => it[OPPOSITE[side]] === plot[side] && overlaps(it, plot, side)),
  )
  if (!towards) return null
  const direction = towards === 'west' || towards === 'east' ? 'along' : 'across'
  const [start, end] = direction === 'along' ? [plot.west, plot.east] : [plot.north, plot.south]
  const total = houses.reduce((sum, { sketch }) => sum + sketch.households, 0)
  for (const share of [0.5, 0.42, 0.58, 0.36, 0.64]) {
    const parts = halves(plot, direction, Math.round(start + (end - start) * share))
    const [first] = groundOf(parts, valley)
    const inFirst = houses
      .filter(({ position }) => holdsPoint([first!], position))
      .reduce((sum, { sketch }) => sum + sketch.households, 0)
    if (inFirst < total * 0.2 || inFirst > total * 0.8) continue
    return towards === 'west' || towards === 'north' ? [parts[1], parts[0]] : parts
  }
  return null
}
const OPPOSITE = { west: 'east', east: 'west', north: 'south', south: 'north' } as const
const overlaps = (a: Plot, b: Plot, side: 'west' | 'east' | 'north' | 'south'): boolean =>
  side === 'west' || side === 'east'
    ? Math.min(a.south, b.south) > Math.max(a.north, b.north)
    : Math.min(a.east, b.east) > Math.max(a.west, b.west)
