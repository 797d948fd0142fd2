import type { Point, Polygon } from '#core/geometry/lattice.ts'
import type { Plot } from './plots.ts'
import type { Spot, Valley } from './valley.ts'

/** Between vertices of a boundary, so that it follows the bends of the valley. */
const STEP_M = 24

/**
 * The polygons of plots that together fill the town's frame. Every corner of a plot becomes a vertex of every plot
 * that it touches, and both sides of an edge get the same vertices: a coverage by construction.
 */
export function groundOf(plots: readonly Plot[], valley: Valley): Polygon[] {
  const cornersByLine = new Map<string, Set<number>>()
  const note = (line: string, at: number): void => {
    const corners = cornersByLine.get(line)
    if (corners) corners.add(at)
    else cornersByLine.set(line, new Set([at]))
  }
  for (const { west, east, north, south } of plots)
    for (const along of [west, east])
      for (const across of [north, south]) {
        note(`along ${along}`, across)
        note(`across ${across}`, along)
      }
  const sortedByLine = new Map([...cornersByLine].map(([line, at]) => [line, [...at].sort((a, b) => a - b)]))

  /** Lattice points from one place to another on the same line, the last left out. */
  const side = (from: Spot, to: Spot): Point[] => {
    const vertical = from.along === to.along
    const corners = sortedByLine.get(vertical ? `along ${from.along}` : `across ${from.across}`)!
    const [start, end] = vertical ? [from.across, to.across] : [from.along, to.along]
    const [low, high] = [Math.min(start, end), Math.max(start, end)]
    const between = corners.slice(firstNotBelow(corners, low), firstNotBelow(corners, high + 1))
    const points = between.slice(1).flatMap((until, i) => {
      const since = between[i]!
      const place = (at: number): Spot =>
        vertical ? { along: from.along, across: at } : { along: at, across: from.across }
      return stretch(place(since), place(until), valley)
    })
    const last = valley.onLattice(valley.metres(start < end ? to : from))
    return start < end ? points : [...points, last].reverse().slice(0, -1)
  }

  return plots.map(({ west, east, north, south }) => {
    const corners: Spot[] = [
      { along: west, across: north },
      { along: west, across: south },
      { along: east, across: south },
      { along: east, across: north },
    ]
    const ring = corners.flatMap((corner, i) => side(corner, corners[(i + 1) % 4]!))
    return [[...ring, ring[0]!]]
  })
}

/** A line of the town's frame on the ground; the same points in the other order for the other direction. */
export function lineOnGround(from: Spot, to: Spot, valley: Valley): Point[] {
  return [...stretch(from, to, valley), valley.onLattice(valley.metres(to))]
}

function stretch(from: Spot, to: Spot, valley: Valley): Point[] {
  const [ax, ay] = valley.metres(from)
  const [bx, by] = valley.metres(to)
  const steps = Math.max(1, Math.round(Math.hypot(bx - ax, by - ay) / STEP_M))
  return Array.from({ length: steps }, (_, i) =>
    valley.onLattice(
      valley.metres({
        along: from.along + ((to.along - from.along) * i) / steps,
        across: from.across + ((to.across - from.across) * i) / steps,
      }),
    ),
  )
}

/** Index of the first of the sorted numbers that is not below `value`. */
function firstNotBelow(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
