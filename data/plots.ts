import { apportioned, type Random } from './random.ts'
import type { Place, Valley } from './valley.ts'

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
  readonly from: Place
  readonly to: Place
}

/** Front (along the valley) and depth (across it) through the middle of the plot, in metres. */
export function sizeM({ west, east, north, south }: Plot, valley: Valley): readonly [number, number] {
  const [along, across] = [Math.round((west + east) / 2), Math.round((north + south) / 2)]
  const between = (a: Place, b: Place): number => {
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

/**
 * Divides a plot among items by recursive halving across its longer side, each part as large as its weights.
 * Items keep their order: north before south, west before east.
 */
export function divided<T extends Weighted>(
  plot: Plot,
  items: readonly T[],
  rank: Cut['rank'],
  town: { readonly valley: Valley; readonly crossings: Crossings; readonly cuts: Cut[] },
  random: Random,
): { item: T; plot: Plot }[] {
  if (items.length === 1) return [{ item: items[0]!, plot }]
  const total = weightOf(items)
  let split = 1
  let weight = items[0]!.weight
  while (split < items.length - 1 && weight + items[split]!.weight / 2 < total / 2)
    weight += items[split++]!.weight

  const [front, depth] = sizeM(plot, town.valley)
  const direction = front > depth * random.between(0.8, 1.1) ? 'along' : 'across'
  const [start, end] = direction === 'along' ? [plot.west, plot.east] : [plot.north, plot.south]
  const lengthM = direction === 'along' ? front : depth
  const share = Math.min(0.82, Math.max(0.18, weight / total))
  const wish = Math.round(start + (end - start) * share)
  const reachM = Math.min(28, lengthM * 0.1)
  const at = town.crossings.settled(plot, direction, wish, ((end - start) * reachM) / lengthM)

  const cut = cutOf(plot, direction, at, rank)
  town.crossings.add(cut)
  town.cuts.push(cut)
  const [first, second] = halves(plot, direction, at)
  return [
    ...divided(first, items.slice(0, split), rank, town, random),
    ...divided(second, items.slice(split), rank, town, random),
  ]
}
