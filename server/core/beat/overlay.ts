import { geodesicAreaM2 } from '../geometry/geodesic.ts'
import { difference, intersection, unionOfShapes } from '../geometry/geos.ts'
import type { Shape } from '../geometry/lattice.ts'
import { type Box, boxesMeet, boxOf, doubledAreaOf, ringsOf } from '../geometry/shape.ts'

/** Ground of a grid that lies in one beat. */
export interface Piece<B> {
  readonly beat: B
  /** Not on the lattice; just the grid's shape where the beat has all of it. */
  readonly shape: Shape
  /** On the ellipsoid, as PostGIS measures it. */
  readonly areaM2: number
  readonly isWhole: boolean
}

/** Less of a grid than this is left by rounding. */
const ROUNDING = 1e-9

/**
 * The ground of a grid by beats. A pair is overlaid once and remembered for as long as both shapes live, so after a
 * command only what it redrew costs anything: about 1 ms a pair.
 */
export function overlay<B extends { readonly shape: Shape }>(grid: Shape, beats: readonly B[]): Piece<B>[] {
  return beats.flatMap((beat) => {
    const piece = pieceOf(grid, beat.shape)
    return piece ? [{ beat, ...piece }] : []
  })
}

/** What of a grid lies in none of these pieces of it. */
export const uncoveredBy = (grid: Shape, pieces: readonly { readonly shape: Shape }[]): Shape =>
  pieces.length === 0 ? grid : difference(grid, unionOfShapes(pieces.map(({ shape }) => shape)))

type Ground = Omit<Piece<unknown>, 'beat'>
const overlaid = new WeakMap<Shape, WeakMap<Shape, Ground | null>>()

function pieceOf(grid: Shape, beat: Shape): Ground | null {
  if (!boxesMeet(boxOfShape(grid), boxOfShape(beat))) return null
  const ofGrid = overlaid.get(grid) ?? new WeakMap<Shape, Ground | null>()
  overlaid.set(grid, ofGrid)
  const known = ofGrid.get(beat)
  if (known !== undefined) return known
  const piece = cut(grid, beat)
  ofGrid.set(beat, piece)
  return piece
}

function cut(grid: Shape, beat: Shape): Ground | null {
  const shape = intersection(grid, beat)
  if (shape.length === 0) return null
  const isWhole = doubledAreaOf(shape) >= (1 - ROUNDING) * doubledAreaOf(grid)
  const ground = isWhole ? grid : shape
  return { shape: ground, areaM2: geodesicAreaM2(ground), isWhole }
}

const boxes = new WeakMap<Shape, Box>()
function boxOfShape(shape: Shape): Box {
  const box = boxes.get(shape) ?? boxOf(ringsOf(shape))
  boxes.set(shape, box)
  return box
}
