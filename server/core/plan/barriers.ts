import { interiorPoint, nodedFaces } from '../geometry/geos.ts'
import type { Line, Point, Polygon } from '../geometry/lattice.ts'
import { boxesMeet, boxOf, holdsPoint } from '../geometry/shape.ts'
import type { Barrier, Building, Grid } from './plan.ts'

/** A barrier that parts the houses of a grid from one another. */
export interface Crossing {
  readonly barrier: Barrier
  /** Into how many inhabited parts: at least 2. */
  readonly parts: number
  /** Inside the part with the fewest houses. */
  readonly at: Point
}

/** Rows are never changed in place, so a grid is looked at once for each set of barriers. */
const known = new WeakMap<readonly Barrier[], WeakMap<Grid, Crossing[]>>()

/**
 * The barriers that whoever walks the grid from house to house has to cross: each cuts one of its pieces into parts,
 * and more than one of them has a house. A road that ends in the grid, runs along its edge or cuts off an empty
 * corner is none. `buildings` are those that the grid holds.
 */
export function crossings(
  grid: Grid,
  buildings: readonly Building[],
  barriers: readonly Barrier[],
): readonly Crossing[] {
  const byGrid = known.get(barriers) ?? new WeakMap<Grid, Crossing[]>()
  known.set(barriers, byGrid)
  const found = byGrid.get(grid) ?? barriers.flatMap((barrier) => crossing(grid, buildings, barrier))
  byGrid.set(grid, found)
  return found
}

function crossing({ shape }: Grid, buildings: readonly Building[], barrier: Barrier): Crossing[] {
  const parted = shape
    .map((piece) => inhabitedParts(piece, buildings, barrier))
    .filter(({ length }) => length > 1)
  const [smallest] = parted.flat().sort((a, b) => a.houses - b.houses)
  if (!smallest) return []
  const parts = 1 + parted.reduce((sum, { length }) => sum + length - 1, 0)
  return [{ barrier, parts, at: smallest.inside }]
}

/** The parts of a piece of ground that a barrier leaves, and that have a house; water is no part. */
function inhabitedParts(
  piece: Polygon,
  buildings: readonly Building[],
  { kind, lines }: Barrier,
): { inside: Point; houses: number }[] {
  const box = boxOf(piece)
  const near = lines.flatMap((line) =>
    line.flatMap((b, i): Line[] => {
      const a = line[i - 1]
      return a && boxesMeet(boxOf([[a, b]]), box) ? [[a, b]] : []
    }),
  )
  if (near.length === 0) return []
  const isWater = (point: Point) => kind === 'river' && holdsPoint([lines], point)
  return nodedFaces([...piece, ...near]).flatMap((face) => {
    const inside = interiorPoint(face)
    if (!holdsPoint([piece], inside) || isWater(inside)) return []
    const houses = buildings.filter(({ position }) => holdsPoint([face], position)).length
    return houses > 0 ? [{ inside, houses }] : []
  })
}
