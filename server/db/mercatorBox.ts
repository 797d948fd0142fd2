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
