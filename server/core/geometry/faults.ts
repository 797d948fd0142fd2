import { segmentsMeet } from './clip.ts'
import { reportedFaults } from './geos.ts'
import { type Line, type Point, type Shape, samePoint } from './lattice.ts'
import { edgeKey, edgesOf, holdsPoint } from './shape.ts'

/**
 * The edges in which shapes are no coverage: they overlap, or touch without sharing their vertices. Empty: valid.
 * Shapes may touch nothing; a gap counts only if narrower than `gapWidth` (lattice units).
 *
 * GEOS 3.13 gives false alarm about an edge of the outline that ends where a hole of another shape touches the
 * outline, since it looks at that hole's corner alone. So an edge that it reports is looked at again.
 * ```
 *   ──┬──┬──    the right edge, where the hole of A touches the outline above B
 *   A │◇ │ B
 * ```
 */
export function coverageFaults(shapes: readonly Shape[], gapWidth = 0): Line[] {
  const reported = reportedFaults(shapes, gapWidth)
  if (reported.length === 0 || gapWidth > 0) return reported
  const edges = edgesOf(shapes)
  const isFreeOutline = (a: Point, b: Point): boolean => {
    const key = edgeKey(a, b)
    if (edges.get(key)?.sides !== 1) return false
    for (const [other, edge] of edges)
      if (other !== key && meetBesidesEnds(a, b, edge.a, edge.b)) return false
    const middle: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
    return shapes.every((shape) => edgesOf([shape]).has(key) || !holdsPoint(shape, middle))
  }
  return reported.filter((line) => !line.slice(1).every((b, i) => isFreeOutline(line[i] as Point, b)))
}

/** True if two segments have more in common than an end of both. */
function meetBesidesEnds(p: Point, q: Point, a: Point, b: Point): boolean {
  for (const [end, far] of [
    [p, q],
    [q, p],
  ] as const)
    for (const [otherEnd, otherFar] of [
      [a, b],
      [b, a],
    ] as const)
      if (samePoint(end, otherEnd)) {
        const [ux, uy] = [far[0] - end[0], far[1] - end[1]]
        const [vx, vy] = [otherFar[0] - end[0], otherFar[1] - end[1]]
        return ux * vy === uy * vx && ux * vx + uy * vy > 0
      }
  return segmentsMeet(p, q, a, b)
}
