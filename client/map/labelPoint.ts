import type { Position } from '#core/geometry/lattice.ts'

type Coordinates = readonly (readonly (readonly Position[])[])[]

const SCAN_LINES = 12
/** Degrees; well under the lattice. */
const TOUCHING = 1e-9

/** The stretches of the parallel at `y` that lie inside. */
const insideAt = (coordinates: Coordinates, y: number): [number, number][] => {
  const crossings: number[] = []
  for (const ring of coordinates.flat())
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = ring[i - 1]!
      const [bx, by] = ring[i]!
      if (ay > y !== by > y) crossings.push(ax + ((y - ay) / (by - ay)) * (bx - ax))
    }
  crossings.sort((a, b) => a - b)
  const stretches: [number, number][] = []
  for (let i = 1; i < crossings.length; i += 2) {
    const [west, east] = [crossings[i - 1]!, crossings[i]!]
    const before = stretches.at(-1)
    // Neighbours that are labelled together meet at their shared edge.
    if (before && west - before[1] < TOUCHING) before[1] = east
    else stretches.push([west, east])
  }
  return stretches
}

/**
 * Where a name fits: the middle of the widest stretch of some parallel, a parallel near the middle preferred.
 * Always inside, which a centroid of a bent grid is not.
 */
export const labelPoint = (coordinates: Coordinates): Position => {
  const ys = coordinates.flat(2).map(([, y]) => y)
  const [south, north] = [Math.min(...ys), Math.max(...ys)]
  let best: { worth: number; at: Position } = { worth: -1, at: coordinates[0]![0]![0]! }
  for (let i = 1; i < SCAN_LINES; i++) {
    // Off the lattice, so that no vertex lies on the line.
    const y = south + ((north - south) * (i + 0.013)) / SCAN_LINES
    const offMiddle = Math.abs(i / SCAN_LINES - 0.5)
    for (const [west, east] of insideAt(coordinates, y)) {
      const worth = (east - west) * (1 - offMiddle)
      if (worth > best.worth) best = { worth, at: [(west + east) / 2, y] }
    }
  }
  return best.at
}

export type Bounds = readonly [west: number, south: number, east: number, north: number]

/** The box around positions; null for none. */
export const boundsOf = (positions: Iterable<Position>): Bounds | null => {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of positions) {
    west = Math.min(west, x)
    south = Math.min(south, y)
    east = Math.max(east, x)
    north = Math.max(north, y)
  }
  return west <= east ? [west, south, east, north] : null
}
