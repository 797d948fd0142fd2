import type { Line, Point } from './lattice.ts'
import { type Box, boxesMeet, boxOf, distanceToSegment } from './shape.ts'

type Edge = readonly [Point, Point]

/** Nearer than this to the outline, a cut's vertex lies on it (lattice units: 2 cm). */
const ON_OUTLINE = 2
/** Each pass may bring a line to another edge of a winding outline; in practice one or two passes settle it. */
const MOST_PASSES = 6

/**
 * The cuts, so that they meet the outline only at its vertices: where a cut crosses an outline edge or ends on it,
 * it goes through the nearer end of that edge instead. Noding then adds no vertex to the outline. A cut that comes
 * down to one vertex is none.
 */
export function cutsOffOutline(cuts: readonly Line[], outline: readonly Edge[]): Line[] {
  const cutBox = boxOf(cuts)
  const edges = outline
    .map((edge) => ({ edge, box: boxOf([edge]) }))
    .filter(({ box }) => boxesMeet(box, cutBox, ON_OUTLINE))
  const settled = cuts.map((cut) => {
    let line: Line = cut.map((point) => vertexFor(point, edges))
    for (let pass = 0; pass < MOST_PASSES; pass++) {
      const next = throughVertices(line, edges)
      if (next.length === line.length) break
      line = next
    }
    return withoutRepeats(line)
  })
  return settled.filter(({ length }) => length > 1)
}

type Indexed = { readonly edge: Edge; readonly box: Box }

/** The point, rounded to the lattice, or the nearer end of the outline edge on which it lies. */
function vertexFor(point: Point, edges: readonly Indexed[]): Point {
  const at: Point = [Math.round(point[0]), Math.round(point[1])]
  for (const { edge, box } of edges) {
    if (!boxesMeet(box, [at[0], at[1], at[0], at[1]], ON_OUTLINE)) continue
    if (distanceToSegment(at, ...edge) <= ON_OUTLINE) return nearerEnd(at, edge)
  }
  return at
}

/** One pass over the segments: each crossing with an outline edge becomes a vertex at that edge's nearer end. */
function throughVertices(line: Line, edges: readonly Indexed[]): Line {
  const next: Point[] = [line[0] as Point]
  for (let i = 1; i < line.length; i++) {
    const [p, q] = [line[i - 1] as Point, line[i] as Point]
    const box = boxOf([[p, q]])
    const crossings: { share: number; vertex: Point }[] = []
    for (const { edge, box: edgeBox } of edges) {
      if (!boxesMeet(box, edgeBox)) continue
      const share = crossing(p, q, edge)
      if (share === null) continue
      const at: Point = [p[0] + share * (q[0] - p[0]), p[1] + share * (q[1] - p[1])]
      crossings.push({ share, vertex: nearerEnd(at, edge) })
    }
    for (const { vertex } of crossings.sort((a, b) => a.share - b.share)) {
      const last = next.at(-1) as Point
      if (last[0] !== vertex[0] || last[1] !== vertex[1]) next.push(vertex)
    }
    const last = next.at(-1) as Point
    if (i === line.length - 1 || last[0] !== q[0] || last[1] !== q[1]) next.push(q)
  }
  return next
}

/** Where along p→q (0–1) it crosses an edge that it does not already meet at an end; null if nowhere. */
function crossing(p: Point, q: Point, [a, b]: Edge): number | null {
  for (const end of [a, b])
    if ((p[0] === end[0] && p[1] === end[1]) || (q[0] === end[0] && q[1] === end[1])) return null
  const [dx, dy] = [q[0] - p[0], q[1] - p[1]]
  const [ex, ey] = [b[0] - a[0], b[1] - a[1]]
  const cross = dx * ey - dy * ex
  if (cross === 0) return null
  const along = ((a[0] - p[0]) * ey - (a[1] - p[1]) * ex) / cross
  const across = ((a[0] - p[0]) * dy - (a[1] - p[1]) * dx) / cross
  if (along < 0 || along > 1 || across < 0 || across > 1) return null
  // The segment already passes through this vertex as nearly as the lattice allows: noding snaps it there.
  for (const end of [a, b]) if (distanceToSegment(end, p, q) < 0.5) return null
  return along
}

function nearerEnd([x, y]: Point, [a, b]: Edge): Point {
  return Math.hypot(x - a[0], y - a[1]) <= Math.hypot(x - b[0], y - b[1]) ? a : b
}

const withoutRepeats = (line: Line): Line =>
  line.filter(([x, y], i) => {
    const previous = line[i - 1]
    return previous === undefined || previous[0] !== x || previous[1] !== y
  })
