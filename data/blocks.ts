import { type HouseSketch, KINDS_BY_SIZE, landM2 } from './grids.ts'
import { areaOfPlotM2, type Cut, cutOf, halves, type Plot, sizeM } from './plots.ts'
import type { Random } from './random.ts'
import type { Standing } from './rows.ts'
import type { Lot } from './town.ts'
import type { Spot, Valley } from './valley.ts'

/** Part of a lot between lanes, with the buildings that stand on it. */
export interface Block {
  readonly plot: Plot
  readonly houses: readonly HouseSketch[]
  /** Where the buildings stand, if that is told and not found. */
  readonly standing?: readonly Standing[]
}

/** A block without lanes inside is about this large. */
const BLOCK_M2 = 10_500
/** A block keeps at least this much room between its roads. */
const NARROWEST_M = 30

export type Side = 'west' | 'east' | 'north' | 'south'

/**
 * A lot cut by lanes into blocks, each with buildings of like kinds: slabs with slabs, courtyards with courtyards.
 * Where there is room to spare, some of it is a garden.
 */
export function blocksOf(
  lot: Lot,
  stripM: (plot: Plot, side: Side) => number,
  valley: Valley,
  random: Random,
): { blocks: Block[]; lanes: Cut[]; gardens: Plot[] } {
  const houses = [...lot.sketch.houses].sort(
    (a, b) => KINDS_BY_SIZE.indexOf(b.kind) - KINDS_BY_SIZE.indexOf(a.kind) || b.households - a.households,
  )
  if (random.chance(0.5)) houses.reverse()
  const lanes: Cut[] = []
  const blocks: Block[] = []
  const gardens: Plot[] = []
  const build = (plot: Plot, mine: readonly HouseSketch[]): void => {
    const spare = areaOfPlotM2(plot, valley) > 2.6 * landOf(mine) && random.chance(0.12)
    const parts = spare ? parted(plot, 0.62, valley) : null
    if (parts?.plots.every((part) => narrowM(part, stripM, valley) >= NARROWEST_M)) {
      lanes.push(parts.lane)
      blocks.push({ plot: parts.plots[0], houses: mine })
      gardens.push(parts.plots[1])
    } else blocks.push({ plot, houses: mine })
  }
  const divide = (plot: Plot, mine: readonly HouseSketch[]): void => {
    const { split, share } = halved(mine, random)
    const parts = parted(plot, share, valley)
    if (
      mine.length < 4 ||
      areaOfPlotM2(plot, valley) < BLOCK_M2 * random.between(1, 1.8) ||
      parts.plots.some((part) => narrowM(part, stripM, valley) < NARROWEST_M)
    ) {
      build(plot, mine)
      return
    }
    lanes.push(parts.lane)
    divide(parts.plots[0], mine.slice(0, split))
    divide(parts.plots[1], mine.slice(split))
  }
  let rest: readonly HouseSketch[] = houses
  lot.plots.forEach((plot, i) => {
    const area = areaOfPlotM2(plot, valley)
    const others = lot.plots.slice(i + 1).reduce((sum, it) => sum + areaOfPlotM2(it, valley), 0)
    const count = upTo(rest, (landOf(rest) * area) / (area + others))
    divide(plot, rest.slice(0, count))
    rest = rest.slice(count)
  })
  return { blocks, lanes, gardens }
}

/** A plot cut across its longer side, and the lane between the parts. */
function parted(plot: Plot, share: number, valley: Valley): { plots: [Plot, Plot]; lane: Cut } {
  const [front, depth] = sizeM(plot, valley)
  const direction = front > depth ? 'along' : 'across'
  const [start, end] = direction === 'along' ? [plot.west, plot.east] : [plot.north, plot.south]
  const at = Math.round(start + (end - start) * share)
  return { plots: halves(plot, direction, at), lane: cutOf(plot, direction, at, 'lane') }
}

/** Room between the roads at the narrower side. */
function narrowM(plot: Plot, stripM: (plot: Plot, side: Side) => number, valley: Valley): number {
  const [front, depth] = sizeM(plot, valley)
  return Math.min(
    front - stripM(plot, 'west') - stripM(plot, 'east'),
    depth - stripM(plot, 'north') - stripM(plot, 'south'),
  )
}

const landOf = (houses: readonly HouseSketch[]): number =>
  houses.reduce((sum, house) => sum + landM2(house), 0)

/** How many of the houses, from the first, need `land` together. */
function upTo(houses: readonly HouseSketch[], land: number): number {
  let needed = 0
  let count = 0
  while (count < houses.length && needed + landM2(houses[count]!) / 2 < land)
    needed += landM2(houses[count++]!)
  return count
}

/** Where to cut the list so that both parts need about the same land, and the first part's share of it. */
function halved(houses: readonly HouseSketch[], random: Random): { split: number; share: number } {
  const total = landOf(houses)
  const split = Math.min(houses.length - 1, Math.max(1, upTo(houses, total * random.between(0.42, 0.58))))
  const share = landOf(houses.slice(0, split)) / total
  return { split, share: Math.min(0.72, Math.max(0.28, share)) }
}

/** The plot's ground less a strip along each side: roads, pavements, fences. */
export function setBack(plot: Plot, stripM: (side: Side) => number, valley: Valley): Plot {
  const [front, depth] = sizeM(plot, valley)
  const along = (plot.east - plot.west) / front
  const across = (plot.south - plot.north) / depth
  return {
    west: plot.west + stripM('west') * along,
    east: plot.east - stripM('east') * along,
    north: plot.north + stripM('north') * across,
    south: plot.south - stripM('south') * across,
  }
}

export const cornersOf = ({ west, east, north, south }: Plot): readonly Spot[] => [
  { along: west, across: north },
  { along: west, across: south },
  { along: east, across: south },
  { along: east, across: north },
]
