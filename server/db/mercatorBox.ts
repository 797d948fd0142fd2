import type { Position } from '#core/geometry/lattice.ts'

/** Fewer than there are anywhere. */
const METRES_PER_DEGREE = 110_500

/** [west, south, east, north] in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number]

/** The part of a box that web maps show: without the poles, which they have no place for. */
export const shownOf = ([west, south, east, north]: Box): Box => {
  const [lng, lat] = [within(180), within(85)]
  return [lng(west), lat(south), lng(east), lat(north)]
}
const within = (limit: number) => (value: number) => Math.min(Math.max(value, -limit), limit)

/** A box of degrees, given as SQL, in EPSG:3857, where it is a box too. */
export const mercatorBox = (edges: readonly string[]): string =>
  `st_transform(st_makeenvelope(${edges.map((edge) => `${edge}::float8`).join(', ')}, 4326), 3857)`

/** A box that holds everything within so many metres of a place. */
export function boxAround([lng, lat]: Position, metres: number): Box {
  const dy = metres / METRES_PER_DEGREE
  const dx = dy / Math.cos((lat * Math.PI) / 180)
  return [lng - dx, lat - dy, lng + dx, lat + dy]
}
