import { interiorPoint } from '#core/geometry/geos.ts'
import type { Point, Polygon, Shape } from '#core/geometry/lattice.ts'
import { areaM2 } from '#core/geometry/metres.ts'

/** A lattice point inside the largest polygon. */
export function insideOf(shape: Shape): Point {
  const largest = [...shape].sort((a, b) => areaM2([b]) - areaM2([a]))[0] as Polygon
  const [x, y] = interiorPoint(largest)
  return [Math.round(x), Math.round(y)]
}
