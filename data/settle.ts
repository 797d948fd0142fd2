import type { Point, Shape } from '#core/geometry/lattice.ts'
import { type Block, blocksOf, cornersOf, type Side, setBack } from './blocks.ts'
import type { Division } from './divisions.ts'
import { footprint, type Local } from './footprints.ts'
import type { HouseSketch } from './grids.ts'
import type { Cut, Plot } from './plots.ts'
import type { Random } from './random.ts'
import { inRows, type Standing } from './rows.ts'
import { isShagouEighth, shagouBlocks } from './shagou.ts'
import type { Lot, Town } from './town.ts'
import { BAND, type Metres, type Spot, type Valley } from './valley.ts'

/** A building on the ground. */
export interface House {
  readonly sketch: HouseSketch
  /** Number of the block in its lot: houses of one block share an estate or a lane. */
  readonly block: number
  readonly footprint: Shape
  readonly position: Point
  /** A point inside, from the western (0) to the eastern (1) end of the front. */
  readonly doorAt: (share: number) => Point
}

/** A small public garden: the ground that it may take. */
export interface Garden {
  readonly plot: Plot
  readonly division: Division
}
export interface Settlement {
  readonly houses: readonly House[]
  readonly lanes: readonly Cut[]
  readonly gardens: readonly Garden[]
}

/** Stands the buildings of a lot on its ground, between its roads and lanes. */
export function settled(lot: Lot, town: Town, random: Random): Settlement {
  const { valley } = town
  const strip = (plot: Plot, side: Side): number => stripM(plot, side, lot, town)
  const { blocks, lanes, gardens } = isShagouEighth(lot)
    ? shagouBlocks(lot, valley)
    : blocksOf(lot, strip, valley, random)
  const houses = blocks.flatMap((block, i) => {
    const inner = setBack(block.plot, (side) => strip(block.plot, side), valley)
    return standing(block, inner, valley, random).map((it) => houseOf(it, i, valley, random))
  })
  return {
    houses,
    lanes,
    gardens: gardens.map((plot) => ({
      plot: setBack(plot, (side) => strip(plot, side), valley),
      division: lot.division,
    })),
  }
}

/** From the middle of the road, river or lane on that side to the nearest wall, in metres. */
function stripM(plot: Plot, side: Side, lot: Lot, { valley, longLines }: Town): number {
  const onEdge = lot.plots.some((it) => it[side] === plot[side])
  if (!onEdge) return 4.5
  if (side === 'west' || side === 'east') return 8
  if (plot[side] === 0 || plot[side] === valley.form.bands * BAND) return 9
  const line = longLines.find(({ across }) => across === plot[side])
  return line ? { river: 34, arterial: 16, railway: 18, minor: 9 }[line.kind] : 7.5
}

function standing(block: Block, inner: Plot, valley: Valley, random: Random): readonly Standing[] {
  if (block.standing) return block.standing
  if (block.houses.length === 0) return []
  const ground = outlineOf(inner, valley)
  const street = bearingOf(inner, valley)
  const low = block.houses.filter(({ kind }) => kind === 'courtyard').length > block.houses.length / 2
  // Courtyards follow the lane; slabs turn towards the south, the more the further the street turns away from it.
  const facing = low || Math.abs(street) < 0.42 ? street : Math.sign(street) * 0.42
  const turn = random.chance(0.5) ? Math.PI : 0
  return inRows(block.houses, ground, [facing + turn, street + turn, street + Math.PI / 2], random)
}

/** Bearing of the street nearest to west–east, −π/4 … π/4. */
function bearingOf({ west, east, north, south }: Plot, valley: Valley): number {
  const across = Math.round((north + south) / 2)
  const [ax, ay] = valley.metres({ along: west, across })
  const [bx, by] = valley.metres({ along: east, across })
  const bearing = Math.atan2(by - ay, bx - ax)
  const quarter = Math.PI / 2
  return bearing - quarter * Math.round(bearing / quarter)
}

function outlineOf(plot: Plot, valley: Valley): Metres[] {
  const corners = cornersOf(plot)
  return corners.flatMap((from, i) => {
    const to = corners[(i + 1) % 4]!
    const place = (share: number): Spot => ({
      along: from.along + (to.along - from.along) * share,
      across: from.across + (to.across - from.across) * share,
    })
    return Array.from({ length: 6 }, (_, k) => valley.metres(place(k / 6)))
  })
}

function houseOf({ house, corner, bearing }: Standing, block: number, valley: Valley, random: Random): House {
  const [cos, sin] = [Math.cos(bearing), Math.sin(bearing)]
  const onGround = ([x, y]: Local): Point =>
    valley.onLattice([corner[0] + x * cos - y * sin, corner[1] + x * sin + y * cos])
  const { outline, inside } = footprint(house, random)
  const ring = outline.map(onGround)
  return {
    sketch: house,
    block,
    footprint: [[[...ring, ring[0]!]]],
    position: onGround(inside),
    doorAt: (share) => onGround([house.frontM * (0.1 + 0.8 * share), inside[1]]),
  }
}
