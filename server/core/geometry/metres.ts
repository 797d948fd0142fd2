import { type Point, type Ring, type Shape, UNITS_PER_DEGREE } from './lattice.ts'
import { ringsOf } from './shape.ts'

/** WGS 84 (CGCS2000 differs by 0.1 mm). */
const SEMI_MAJOR_M = 6_378_137
const FLATTENING = 1 / 298.257_223_563
const ECCENTRICITY_2 = FLATTENING * (2 - FLATTENING)
const ECCENTRICITY = Math.sqrt(ECCENTRICITY_2)
const SEMI_MINOR_M = SEMI_MAJOR_M * (1 - FLATTENING)
const RADIANS_PER_UNIT = Math.PI / 180 / UNITS_PER_DEGREE

/** A flat view in metres around a point: exact to about 1 mm per km within 10 km. */
export interface LocalMetres {
  readonly xPerUnit: number
  readonly yPerUnit: number
  readonly of: (point: Point) => Point
  /** Not rounded: on the lattice only after rounding. */
  readonly back: (metres: Point) => Point
}

export function localMetres([originX, originY]: Point): LocalMetres {
  const latitude = originY * RADIANS_PER_UNIT
  const w = 1 - ECCENTRICITY_2 * Math.sin(latitude) ** 2
  const xPerUnit = (SEMI_MAJOR_M / Math.sqrt(w)) * Math.cos(latitude) * RADIANS_PER_UNIT
  const yPerUnit = ((SEMI_MAJOR_M * (1 - ECCENTRICITY_2)) / w ** 1.5) * RADIANS_PER_UNIT
  return {
    xPerUnit,
    yPerUnit,
    of: ([x, y]) => [(x - originX) * xPerUnit, (y - originY) * yPerUnit],
    back: ([x, y]) => [x / xPerUnit + originX, y / yPerUnit + originY],
  }
}

/** Area in m² between the equator and a latitude, per radian of longitude (authalic; Snyder 1987, eq. 3-12). */
function areaBelow(latitude: number): number {
  const sine = Math.sin(latitude)
  return (
    (SEMI_MINOR_M ** 2 / 2) *
    (sine / (1 - ECCENTRICITY_2 * sine * sine) + Math.atanh(ECCENTRICITY * sine) / ECCENTRICITY)
  )
}

function ringAreaM2(ring: Ring): number {
  const [originX, originY] = ring[0] as Point
  const origin = areaBelow(originY * RADIANS_PER_UNIT)
  let sum = 0
  let [previousX, previous] = [originX, 0]
  for (const [x, y] of ring) {
    const current = areaBelow(y * RADIANS_PER_UNIT) - origin
    sum -= ((x - previousX) * (previous + current)) / 2
    previousX = x
    previous = current
  }
  return sum * RADIANS_PER_UNIT
}

/** Area on the ellipsoid in m²; edges are straight in degrees. */
export const areaM2 = (shape: Shape): number =>
  ringsOf(shape).reduce((sum, ring) => sum + ringAreaM2(ring), 0)

/** Length of all rings in metres. */
export function perimeterM(shape: Shape): number {
  const start = shape[0]?.[0]?.[0]
  if (start === undefined) return 0
  const { xPerUnit, yPerUnit } = localMetres(start)
  let sum = 0
  for (const ring of ringsOf(shape))
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = ring[i - 1] as Point
      const [bx, by] = ring[i] as Point
      sum += Math.hypot((bx - ax) * xPerUnit, (by - ay) * yPerUnit)
    }
  return sum
}
