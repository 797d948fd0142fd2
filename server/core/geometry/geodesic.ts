import geodesic from 'geographiclib-geodesic'
import { type Shape, toDegrees } from './lattice.ts'
import { ringsOf } from './shape.ts'

const { WGS84 } = geodesic.Geodesic

/** Shapes are never changed in place, so each is measured once: a vertex costs about 8 µs. */
const known = new WeakMap<Shape, number>()

/**
 * Area on the ellipsoid in m² with geodesics for edges, as PostGIS measures a geography (Karney 2013, "Algorithms for
 * geodesics"). `areaM2` takes edges to be straight in degrees, which differs by 4e-5 where they are a kilometre long.
 */
export function geodesicAreaM2(shape: Shape): number {
  const area = known.get(shape) ?? ringsOf(shape).reduce((sum, ring) => sum + ringAreaM2(ring), 0)
  known.set(shape, area)
  return area
}

function ringAreaM2(ring: Shape[number][number]): number {
  const polygon = WGS84.Polygon(false)
  for (const point of ring.slice(1)) {
    const [lng, lat] = toDegrees(point)
    polygon.AddPoint(lat, lng)
  }
  return polygon.Compute(false, true).area ?? 0
}
