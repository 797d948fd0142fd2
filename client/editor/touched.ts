import type { Position } from '#core/geometry/lattice.ts'
import type { Outlined } from './neighbours.ts'
import { isInside, isInsidePolygon } from './outline.ts'
import { cross } from './snap.ts'

type Box = readonly [west: number, south: number, east: number, north: number]

const boxOf = (places: readonly Position[]): Box => {
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}
const overlap = (a: Box, b: Box): boolean => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]

/** The grids that have ground in common with a drawn ring. */
export const touchedBy = <T extends Outlined>(ring: readonly Position[], grids: readonly T[]): T[] => {
  const box = boxOf(ring)
  const crossesRing = (a: Position, b: Position) =>
    overlap(boxOf([a, b]), box) && ring.some((c, i) => i > 0 && cross(a, b, ring[i - 1]!, c))
  const isTouched = (polygon: T['coordinates'][number]): boolean =>
    overlap(boxOf(polygon[0]!), box) &&
    (isInsidePolygon(ring[0]!, polygon) ||
      isInside(polygon[0]![0]!, ring) ||
      polygon.some((outline) => outline.some((b, i) => i > 0 && crossesRing(outline[i - 1]!, b))))
  return grids.filter(({ coordinates }) => coordinates.some(isTouched))
}
