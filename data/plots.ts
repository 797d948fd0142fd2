import { apportioned, type Random } from './random.ts'
import type { Spot, Valley } from './valley.ts'

/** A rectangle of the town's frame. */
export interface Plot {
  readonly west: number
  readonly east: number
  readonly north: number
  readonly south: number
}

/** A road between two plots: straight in the town's frame. */
export interface Cut {
  readonly rank: 'community' | 'spine' | 'grid' | 'lane'
  readonly from: Spot
  readonly to: Spot
}

/** Front (along the valley) and depth (across it) through the middle of the plot, in metres. */
export function sizeM({ west, east, north, south }: Plot, valley: Valley): readonly [number, number] {
  const [along, across] = [Math.round((west + east) / 2), Math.round((north + south) / 2)]
  const between = (a: Spot, b: Spot): number => {
    const [ax, ay] = valley.metres(a)
    const [bx, by] = valley.metres(b)
    return Math.hypot(bx - ax, by - ay)
  }
  return [
    between({ along: west, across }, { along: east, across }),
    between({ along, across: north }, { along, across: south }),
  ]
}

export const areaOfPlotM2 = (plot: Plot, valley: Valley): number => {
  const [front, depth] = sizeM(plot, valley)
  return front * depth
}

/** Cuts a plot in two: at a given `along` (west and east part) or `across` (north and south part). */
export function halves(plot: Plot, direction: 'along' | 'across', at: number): [Plot, Plot] {
  return direction === 'along'
    ? [
        { ...plot, east: at },
        { ...plot, west: at },
      ]
    : [
        { ...plot, south: at },
        { ...plot, north: at },
      ]
}

export function cutOf(plot: Plot, direction: 'along' | 'across', at: number, rank: Cut['rank']): Cut {
  return direction === 'along'
    ? { rank, from: { along: at, across: plot.north }, to: { along: at, across: plot.south } }
    : { rank, from: { along: plot.west, across: at }, to: { along: plot.east, across: at } }
}

/** Where earlier roads end, so that a new one can go on across the road it meets instead of beside it. */
export class Crossings {
  readonly #ends = new Map<string, number[]>()

  add({ from, to }: Cut): void {
    const vertical = from.along === to.along
    const place = vertical ? from.along : from.across
    for (const line of vertical ? [from.across, to.across] : [from.along, to.along]) {
      const key = `${vertical ? 'across' : 'along'} ${line}`
      const ends = this.#ends.get(key)
      if (ends) ends.push(place)
      else this.#ends.set(key, [place])
    }
  }

  /** `at`, or the place of a road that ends within `reach` on the other side of one of the plot's two edges. */
  settled(plot: Plot, direction: 'along' | 'across', at: number, reach: number): number {
    const lines =
      direction === 'along'
        ? [`across ${plot.north}`, `across ${plot.south}`]
        : [`along ${plot.west}`, `along ${plot.east}`]
    let best = at
    let distance = reach
    for (const line of lines)
      for (const end of this.#ends.get(line) ?? [])
        if (Math.abs(end - at) < distance) {
          best = end
          distance = Math.abs(end - at)
        }
    return best
  }
}

export interface Weighted {
  readonly weight: number
}
export const weightOf = (items: readonly Weighted[]): number =>
  items.reduce((sum, { weight }) => sum + weight, 0)

/** One after the other along the valley, each as long as its weight. */
export function inLine<T extends Weighted>(plot: Plot, items: readonly T[]): { item: T; plot: Plot }[] {
  let west = plot.west
  const fronts = apportioned(
    plot.east - plot.west,
    items.map(({ weight }) => weight),
  )
  return items.map((item, i) => {
    const east = west + fronts[i]!
    const mine = { ...plot, west, east }
    west = east
    return { item, plot: mine }
  })
}

/** What roads are laid on: the valley, and the roads laid so far. */
export interface Roadworks {
  readonly valley: Valley
  readonly crossings: Crossings
  readonly cuts: Cut[]
}

/** An item and its ground: one plot, or two that make an L. */
export interface Holding<T> {
  readonly item: T
  readonly plots: readonly Plot[]
}

/**
 * Divides a plot among items by recursive halving across its longer side, each part as large as its weights.
 * Items keep their order: north before south, west before east. The road between the last two of a branch may
 * turn a corner on its way.
 */
export function divided<T extends Weighted>(
  plot: Plot,
  items: readonly T[],
  works: Roadworks,
  random: Random,
): Holding<T>[] {
  if (items.length === 1) return [{ item: items[0]!, plots: [plot] }]
  const total = weightOf(items)
  let split = 1
  let weight = items[0]!.weight
  while (split < items.length - 1 && weight + items[split]!.weight / 2 < total / 2)
    weight += items[split++]!.weight

  const [front, depth] = sizeM(plot, works.valley)
  const direction = front > depth * random.between(0.8, 1.1) ? 'along' : 'across'
  const [start, end] = direction === 'along' ? [plot.west, plot.east] : [plot.north, plot.south]
  const lengthM = direction === 'along' ? front : depth
  const share = Math.min(0.82, Math.max(0.18, weight / total))
  const wish = Math.round(start + (end - start) * share)
  if (
    items.length === 2 &&
    Math.abs(share - 0.5) < 0.12 &&
    Math.min(front, depth) > 130 &&
    random.chance(0.35)
  )
    return cornered(plot, direction, wish, items as unknown as [T, T], works, random)

  const reachM = Math.min(28, lengthM * 0.1)
  const at = works.crossings.settled(plot, direction, wish, ((end - start) * reachM) / lengthM)
  lay(cutOf(plot, direction, at, 'grid'), works)
  const [first, second] = halves(plot, direction, at)
  return [
    ...divided(first, items.slice(0, split), works, random),
    ...divided(second, items.slice(split), works, random),
  ]
}

export function lay(cut: Cut, { cuts, crossings }: Roadworks): void {
  cuts.push(cut)
  crossings.add(cut)
}

/** Two L-shaped holdings: the road between them runs on one side of `at`, turns a corner, and goes on on the other. */
function cornered<T>(
  plot: Plot,
  direction: 'along' | 'across',
  at: number,
  [first, second]: readonly [T, T],
  works: Roadworks,
  random: Random,
): Holding<T>[] {
  const [start, end] = direction === 'along' ? [plot.west, plot.east] : [plot.north, plot.south]
  const other = direction === 'along' ? 'across' : 'along'
  const [low, high] = direction === 'along' ? [plot.north, plot.south] : [plot.west, plot.east]
  const step = Math.round((end - start) * random.between(0.11, 0.17) * (random.chance(0.5) ? 1 : -1))
  const turn = Math.round(low + (high - low) * random.between(0.42, 0.58))
  const sides = halves(plot, other, turn)
  const lengthM = sizeM(plot, works.valley)[direction === 'along' ? 0 : 1]
  const reach = (10 * (end - start)) / lengthM
  const ats = [at - step, at + step].map((wish, i) =>
    works.crossings.settled(sides[i]!, direction, wish, reach),
  )
  const parts = sides.map((side, i) => halves(side, direction, ats[i]!))
  sides.forEach((side, i) => {
    lay(cutOf(side, direction, ats[i]!, 'grid'), works)
  })
  const corner =
    direction === 'along'
      ? { west: Math.min(...ats), east: Math.max(...ats), north: turn, south: turn }
      : { west: turn, east: turn, north: Math.min(...ats), south: Math.max(...ats) }
  works.cuts.push(cutOf(corner, other, turn, 'grid'))
  return [
    { item: first, plots: parts.map((part) => part[0]) },
    { item: second, plots: parts.map((part) => part[1]) },
  ]
}
