/**
 * Cells: the part of a grid that is nearer to a building's footprint than to any other footprint of the same grid.
 * They are derived, never stored. Distance is to the outline, not the centroid: slab blocks are long. The outline
 * is sampled and the samples' Voronoi diagram (d3-delaunay) taken; two groups of buildings are told apart by the
 * Voronoi edges whose two samples belong to different groups.
 */
import { Delaunay } from 'd3-delaunay'
import type { Line, Point, Shape } from './lattice.ts'
import { type LocalMetres, localMetres } from './metres.ts'
import { distanceToSegment, ringsOf } from './shape.ts'

/** Dense enough that the border between two parallel slabs 10 m apart bends by less than 20 cm. */
const SAMPLE_STEP_M = 2
/** A long outline gets fewer samples per metre. */
const MOST_SAMPLES = 400
/**
 * The border between two groups is drawn straighter than the samples give it, as a surveyor would between two rows
 * of houses: it may leave the middle by this share of the clearance to the nearest footprint, within limits.
 */
const STRAIGHTEN_SHARE = 0.6
const STRAIGHTEN_LEAST_M = 0.75
const STRAIGHTEN_MOST_M = 6
/** Past the outermost footprints the border runs on straight, farther than any grid is wide. */
const BEYOND_M = 30_000

export interface Parting {
  /** Lines that part the plane between the two groups; in lattice units, not yet rounded. */
  readonly lines: readonly Line[]
  /** True if the point is nearer to a footprint of the first group. */
  readonly isFirst: (point: Point) => boolean
}

/**
 * Parts the plane into what is nearer to the footprints of `first` and what is nearer to those of `second`.
 * @throws if either group is empty
 */
export function parting(first: readonly Shape[], second: readonly Shape[]): Parting {
  const origin = first[0]?.[0]?.[0]?.[0]
  if (origin === undefined || second.length === 0) throw new Error('expected footprints in both groups')
  const metres = localMetres(origin)
  const samples: number[] = []
  for (const shape of first) sample(shape, metres, samples)
  const firstCount = samples.length / 2
  for (const shape of second) sample(shape, metres, samples)

  const delaunay = new Delaunay(Float64Array.from(samples))
  const clearanceAt = ([x, y]: Point): number => {
    const nearest = delaunay.find(x, y)
    return Math.hypot(x - (samples[2 * nearest] as number), y - (samples[2 * nearest + 1] as number))
  }
  return {
    lines: borders(delaunay, firstCount).map((line) => straightened(line, clearanceAt).map(metres.back)),
    isFirst: (point) => {
      const [x, y] = metres.of(point)
      return delaunay.find(x, y) < firstCount
    },
  }
}

/** Adds points along the outline, corners included, in metres: x, y, x, y … */
export function sample(shape: Shape, metres: LocalMetres, samples: number[]): void {
  const rings = ringsOf(shape).map((ring) => ring.map(metres.of))
  const lengthM = rings.reduce((sum, ring) => sum + lineLength(ring), 0)
  const stepM = Math.max(SAMPLE_STEP_M, lengthM / MOST_SAMPLES)
  for (const ring of rings)
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = ring[i - 1] as Point
      const [bx, by] = ring[i] as Point
      const steps = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / stepM))
      for (let s = 0; s < steps; s++) samples.push(ax + ((bx - ax) * s) / steps, ay + ((by - ay) * s) / steps)
    }
}

const lineLength = (line: Line): number =>
  line.reduce((sum, [x, y], i) => {
    const previous = line[i - 1]
    return previous ? sum + Math.hypot(x - previous[0], y - previous[1]) : 0
  }, 0)

/**
 * The Voronoi edges between samples below `firstCount` and the others, chained into lines. With two groups each
 * triangle has none or two sides that part them, so the chains never branch.
 */
function borders(delaunay: Delaunay<Delaunay.Point>, firstCount: number): Line[] {
  const { triangles, halfedges, points } = delaunay
  const isFirst = (corner: number) => (triangles[corner] as number) < firstCount
  const next = (e: number) => (e % 3 === 2 ? e - 2 : e + 1)
  const parts = (e: number) => isFirst(e) !== isFirst(next(e))
  const centre = (e: number) => circumcentre(points, triangles, Math.floor(e / 3))
  const seen = new Uint8Array(triangles.length)

  /** Walks from the side `e` of a triangle across it and on, until the hull or back to the start. */
  const walk = (entry: number): { line: Point[]; exit: number } => {
    const line: Point[] = []
    let e = entry
    for (;;) {
      seen[e] = 1
      line.push(centre(e))
      const a = next(e)
      const exit = parts(a) ? a : next(a)
      seen[exit] = 1
      const across = halfedges[exit] as number
      if (across === -1 || seen[across]) return { line, exit }
      e = across
    }
  }

  const lines: Line[] = []
  // Open chains begin and end on the hull, where the border runs on square to the hull's edge.
  for (let e = 0; e < triangles.length; e++) {
    if (halfedges[e] !== -1 || seen[e] || !parts(e)) continue
    const { line, exit } = walk(e)
    const [start, end] = [line[0] as Point, line.at(-1) as Point]
    lines.push([beyond(delaunay, e, start), ...line, beyond(delaunay, exit, end)])
  }
  for (let e = 0; e < triangles.length; e++) {
    if (seen[e] || !parts(e)) continue
    const { line } = walk(e)
    lines.push([...line, line[0] as Point])
  }
  return lines
}

/** Far out from a hull edge, square to it: where a Voronoi edge that never ends is taken to end. */
export function beyond({ triangles, points }: Delaunay<Delaunay.Point>, e: number, from: Point): Point {
  const a = triangles[e] as number
  const b = triangles[e % 3 === 2 ? e - 2 : e + 1] as number
  const [dx, dy] = [
    (points[2 * b] as number) - (points[2 * a] as number),
    (points[2 * b + 1] as number) - (points[2 * a + 1] as number),
  ]
  const [ox, oy] = [
    (points[2 * triangles[opposite(e)]!] as number) - (points[2 * a] as number),
    (points[2 * triangles[opposite(e)]! + 1] as number) - (points[2 * a + 1] as number),
  ]
  // Outward is the side of the edge away from the triangle's third corner.
  const side = dx * oy - dy * ox > 0 ? 1 : -1
  const length = Math.hypot(dx, dy)
  return [from[0] + (side * dy * BEYOND_M) / length, from[1] - (side * dx * BEYOND_M) / length]
}
const opposite = (e: number): number => (e % 3 === 0 ? e + 2 : e - 1)

/** The centre of a triangle's circle: a corner of the Voronoi diagram. */
export function circumcentre(
  points: ArrayLike<number>,
  triangles: ArrayLike<number>,
  triangle: number,
): Point {
  const [i, j, k] = [0, 1, 2].map((n) => 2 * (triangles[3 * triangle + n] as number)) as [
    number,
    number,
    number,
  ]
  const [ax, ay] = [points[i] as number, points[i + 1] as number]
  const [dx, dy] = [(points[j] as number) - ax, (points[j + 1] as number) - ay]
  const [ex, ey] = [(points[k] as number) - ax, (points[k + 1] as number) - ay]
  const d2 = dx * dx + dy * dy
  const e2 = ex * ex + ey * ey
  const cross = 2 * (dx * ey - dy * ex)
  // Three samples in a row have no circle; the middle of the longest side stands in for a centre far away.
  if (Math.abs(cross) < 1e-9) return [ax + (dx + ex) / 2, ay + (dy + ey) / 2]
  const x = (ey * d2 - dy * e2) / cross
  const y = (dx * e2 - ex * d2) / cross
  const reach = Math.hypot(x, y)
  const shrink = reach > BEYOND_M ? BEYOND_M / reach : 1
  return [ax + x * shrink, ay + y * shrink]
}

/** Douglas–Peucker with a tolerance for each vertex, from its clearance; keeps both ends. */
function straightened(line: Line, clearanceAt: (point: Point) => number): Line {
  const tolerance = line.map((point) =>
    Math.min(STRAIGHTEN_MOST_M, Math.max(STRAIGHTEN_LEAST_M, STRAIGHTEN_SHARE * clearanceAt(point))),
  )
  const kept = new Uint8Array(line.length)
  kept[0] = kept[line.length - 1] = 1
  const spans: [number, number][] = [[0, line.length - 1]]
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to] = span
    const [a, b] = [line[from] as Point, line[to] as Point]
    let [worst, index] = [1, -1]
    for (let i = from + 1; i < to; i++) {
      const excess = distanceToSegment(line[i] as Point, a, b) / (tolerance[i] as number)
      if (excess > worst) [worst, index] = [excess, i]
    }
    if (index < 0) continue
    kept[index] = 1
    spans.push([from, index], [index, to])
  }
  return line.filter((_, i) => kept[i])
}
