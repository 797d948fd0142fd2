import type { Block } from './blocks.ts'
import { type HouseSketch, KINDS, type Kind } from './grids.ts'
import { house, meeting } from './households.ts'
import { type Cut, cutOf, halves, type Plot, sizeM } from './plots.ts'
import type { Random } from './random.ts'
import type { Standing } from './rows.ts'
import type { Lot } from './town.ts'
import type { Valley } from './valley.ts'

/** 沙沟社区, where the redraw that the demo tells takes place. */
export const SHAGOU = '140303005006'

/** Households by sequence number; 第八网格 is overloaded, 第五 and 第六 can take some of it and stay under 500. */
export const SHAGOU_EIGHTH = 8
export const SHAGOU_HOUSEHOLDS: Readonly<Record<number, number>> = { 5: 301, 6: 332, 8: 709 }

/** The buildings that move: along the northern edge of 第八网格, from west to east. */
const NORTHERN_ROW: readonly HouseSketch[] = [
  { kind: 'long_block', households: 78, floors: 6, frontM: 76, depthM: 12, name: '西坡7号楼' },
  { kind: 'long_block', households: 79, floors: 6, frontM: 76, depthM: 12, name: '西坡6号楼' },
  { kind: 'long_block', households: 84, floors: 6, frontM: 78, depthM: 12, name: '西坡5号楼' },
]

/** Where each of them begins, from 第八网格's north-western corner; 第五 ends in the gap before the last. */
const NORTHERN_ROW_AT_M = [10, 104, 197]
const NORTHERN_ROW_BREAK_M = 188
const NORTHERN_ROW_FRONT_M = 285
/** From the grid's edge to the wall, and to the lane behind the row. */
const NORTHERN_ROW_SETBACK_M = 10
const NORTHERN_ROW_DEPTH_M = 38

/** The 21 other buildings of 第八网格, 468 households. */
const REST: readonly (readonly [kind: Kind, count: number])[] = [
  ['walk_up', 8],
  ['dormitory', 3],
  ['courtyard', 10],
]

/** All 24 buildings of 第八网格: 709 households, the three of the northern row first. */
export function shagouHouses(random: Random): HouseSketch[] {
  const kinds = REST.flatMap(([kind, count]) => Array.from({ length: count }, () => kind))
  const wishes = kinds.map((kind) => {
    const [low, high] = KINDS[kind].households
    return random.whole(low + Math.floor((high - low) / 4), high - Math.floor((high - low) / 4))
  })
  const moved = NORTHERN_ROW.reduce((sum, it) => sum + it.households, 0)
  const counts = meeting(SHAGOU_HOUSEHOLDS[SHAGOU_EIGHTH]! - moved, kinds, wishes, random)
  // Numbers 5 to 7 are taken by the northern row.
  const numbers = [1, 2, 3, 4, 8, 9, 10, 11, 12, 13, 14]
  return [
    ...NORTHERN_ROW,
    ...kinds.map((kind, i) => ({
      ...house(kind, counts[i]!, random),
      name: kind === 'courtyard' ? `西坡巷${i - 10}号院` : `西坡${numbers[i]}号楼`,
    })),
  ]
}

/**
 * The nine plots in three rows. 第八网格 lies under 第五 and 第六, so that the western two blocks of its northern row
 * stand at the edge of 第五 and the eastern one at the edge of 第六.
 */
export function shagouPlots(ground: Plot, valley: Valley): { plots: Plot[]; cuts: Cut[] } {
  const across = (share: number): number => Math.round(ground.north + (ground.south - ground.north) * share)
  const rows = [ground.north, across(0.31), across(0.59), ground.south]
  // 第五 ends in the gap before the last block of 第八's northern row.
  const along = alongEdge({ ...ground, north: rows[2]! }, valley)
  const front = sizeM(ground, valley)[0]
  const eighth = front * 0.32
  const columns = [
    [front * 0.35, front * 0.68],
    [front * 0.24, eighth + NORTHERN_ROW_BREAK_M],
    [eighth, eighth + NORTHERN_ROW_FRONT_M],
  ]
  const cuts: Cut[] = []
  const plots = columns.flatMap((ends, row) => {
    const strip: Plot = { ...ground, north: rows[row]!, south: rows[row + 1]! }
    if (row > 0) cuts.push(cutOf(strip, 'across', strip.north, 'grid'))
    const [first, second] = ends.map(along) as [number, number]
    const [west, rest] = halves(strip, 'along', first)
    const [middle, east] = halves(rest, 'along', second)
    cuts.push(cutOf(strip, 'along', first, 'grid'), cutOf(strip, 'along', second, 'grid'))
    return [west, middle, east]
  })
  return { plots, cuts }
}

export const isShagouEighth = ({ sketch }: Lot): boolean =>
  sketch.community === SHAGOU && sketch.households === SHAGOU_HOUSEHOLDS[SHAGOU_EIGHTH]

/** 第八网格's blocks: the northern row, the walk-ups behind it, then courtyards and dormitories along the south. */
export function shagouBlocks(lot: Lot, valley: Valley): { blocks: Block[]; lanes: Cut[]; gardens: Plot[] } {
  const plot = lot.plots[0]!
  const [, depth] = sizeM(plot, valley)
  const across = (metres: number): number =>
    Math.round(plot.north + ((plot.south - plot.north) * metres) / depth)
  const [northern, rest] = halves(plot, 'across', across(NORTHERN_ROW_DEPTH_M))
  const lane = across(NORTHERN_ROW_DEPTH_M + (depth - NORTHERN_ROW_DEPTH_M) * 0.56)
  const [walkUps, southern] = halves(rest, 'across', lane)
  const houses = lot.sketch.houses
  const kinds = (...of: readonly Kind[]): HouseSketch[] => houses.filter(({ kind }) => of.includes(kind))
  return {
    blocks: [
      { plot: northern, houses: NORTHERN_ROW, standing: northernRow(plot, valley) },
      { plot: walkUps, houses: kinds('walk_up') },
      { plot: southern, houses: kinds('dormitory', 'courtyard') },
    ],
    lanes: [cutOf(plot, 'across', northern.south, 'lane'), cutOf(plot, 'across', lane, 'lane')],
    gardens: [],
  }
}

/** The blocks of the northern row, each parallel to its stretch of the edge. */
function northernRow(plot: Plot, valley: Valley): Standing[] {
  const along = alongEdge(plot, valley)
  return NORTHERN_ROW.map((house, i) => {
    const start = NORTHERN_ROW_AT_M[i]!
    const [ax, ay] = valley.metres({ along: along(start), across: plot.north })
    const [bx, by] = valley.metres({ along: along(start + house.frontM), across: plot.north })
    const bearing = Math.atan2(by - ay, bx - ax)
    const back = NORTHERN_ROW_SETBACK_M + house.depthM
    return { house, bearing, corner: [ax + Math.sin(bearing) * back, ay - Math.cos(bearing) * back] }
  })
}

/** The place (`along`) so many metres from the plot's north-western corner along its northern edge. */
function alongEdge({ west, east, north }: Plot, valley: Valley): (metres: number) => number {
  const steps = 500
  const at = (step: number): number => Math.round(west + ((east - west) * step) / steps)
  const lengths = [0]
  let [x, y] = valley.metres({ along: west, across: north })
  for (let step = 1; step <= steps; step++) {
    const [nextX, nextY] = valley.metres({ along: at(step), across: north })
    lengths.push(lengths.at(-1)! + Math.hypot(nextX - x, nextY - y))
    x = nextX
    y = nextY
  }
  return (metres) => {
    const step = lengths.findIndex((length) => length >= metres)
    if (step < 0) throw new Error(`expected an edge of at least ${metres} m, found ${lengths.at(-1)} m`)
    return at(step)
  }
}
