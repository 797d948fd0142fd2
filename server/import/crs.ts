import proj4 from 'proj4'
import { wgs84FromBd09, wgs84FromGcj02 } from '#core/geometry/datum.ts'
import type { Position } from '#core/geometry/lattice.ts'

/** CGCS2000 3-degree Gauss–Krüger by central meridian: EPSG:4534 is 75° E, EPSG:4554 is 135° E. */
const FIRST_ZONE = 4534
const LAST_ZONE = 4554
const FIRST_MERIDIAN = 75

/** Turns positions of a layer, x before y, into EPSG:4326. */
export type ToWgs84 = (position: Position) => Position

/**
 * How to read positions in a named system, or null for one that is not accepted. A system is declared, never
 * guessed: GCJ-02 and WGS-84 look alike and lie three grids apart.
 */
export function toWgs84From(crs: string): ToWgs84 | null {
  if (crs === 'EPSG:4326' || crs === 'EPSG:4490') return (position) => position
  if (crs === 'GCJ-02') return wgs84FromGcj02
  if (crs === 'BD-09') return wgs84FromBd09
  const zone = Number(/^EPSG:(\d{4})$/.exec(crs)?.[1] ?? Number.NaN)
  if (!(zone >= FIRST_ZONE && zone <= LAST_ZONE)) return null
  const meridian = FIRST_MERIDIAN + 3 * (zone - FIRST_ZONE)
  const projection = proj4(
    `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs`,
    'EPSG:4326',
  )
  return ([x, y]) => {
    const [lng, lat] = projection.forward([x, y])
    return [lng ?? Number.NaN, lat ?? Number.NaN]
  }
}
