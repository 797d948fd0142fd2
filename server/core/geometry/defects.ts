import { coverageFaults } from './faults.ts'
import { difference, intersection, invalidity, unionOfShapes } from './geos.ts'
import type { Line, Point, Polygon, Shape } from './lattice.ts'
import { areaM2, perimeterM } from './metres.ts'
import { boxesMeet, boxOf, distanceToSegment, edgeKey, outlineEdges, ringsOf } from './shape.ts'

/** What is wrong with a coverage, each thing once and with its ground where it has any. */
export interface Defects {
  /** Ground that no shape covers any more. */
  readonly gaps: readonly Polygon[]
  /** Ground that two shapes cover; the shapes by index. */
  readonly overlaps: readonly { readonly one: number; readonly other: number; readonly polygon: Polygon }[]
  /** Ground beyond what was to be covered, and the shape that does. */
  readonly beyond: readonly { readonly one: number; readonly polygon: Polygon }[]
  /** Edges that do not meet their neighbour's, though no ground lies between; those that hang together in one. */
  readonly loose: readonly (readonly Line[])[]
}

/** Narrower than this, ground lies between two edges that were meant to be one: nothing to see, nothing to measure. */
const THREAD_M = 0.03
/** An edge this near to a defect is that defect's edge (lattice units). */
const NEAR = 4
const NONE: Defects = { gaps: [], overlaps: [], beyond: [], loose: [] }

/** How shapes that should cover exactly the ground of others, each part once, fail to. */
export function coverageDefects(shapes: readonly Shape[], ground: readonly Shape[]): Defects {
  const faults = [
    ...coverageFaults(shapes),
    ...unlike(outlineEdges(shapes), outlineEdges(ground)),
    ...unlike(outlineEdges(ground), outlineEdges(shapes)),
  ]
  if (faults.length === 0) return NONE
  // Areas of a shape that crosses itself mean nothing.
  if ([...shapes, ...ground].some(invalidity)) return { ...NONE, loose: connected(faults) }

  const [whole, covered] = [unionOfShapes(ground), unionOfShapes(shapes)]
  const gaps = difference(whole, covered).filter(hasWidth)
  const overlaps = overlapsOf(shapes)
  const beyond = shapes.flatMap((shape, one) =>
    difference(shape, whole)
      .filter(hasWidth)
      .map((polygon) => ({ one, polygon })),
  )
  const named = [...gaps, ...overlaps.map(({ polygon }) => polygon), ...beyond.map(({ polygon }) => polygon)]
  const isNamed = (edge: Line) => named.some((polygon) => isEdgeOf(polygon, edge))
  return { gaps, overlaps, beyond, loose: connected(faults).filter((edges) => !edges.some(isNamed)) }
}

function overlapsOf(shapes: readonly Shape[]): Defects['overlaps'] {
  const boxes = shapes.map((shape) => boxOf(ringsOf(shape)))
  return shapes.flatMap((shape, one) =>
    shapes.slice(one + 1).flatMap((otherShape, i) => {
      const other = one + 1 + i
      if (!boxesMeet(boxes[one]!, boxes[other]!)) return []
      return intersection(shape, otherShape)
        .filter(hasWidth)
        .map((polygon) => ({ one, other, polygon }))
    }),
  )
}

const hasWidth = (polygon: Polygon): boolean => (2 * areaM2([polygon])) / perimeterM([polygon]) >= THREAD_M

/** Edges that the others do not have. */
function unlike(edges: readonly [Point, Point][], others: readonly [Point, Point][]): Line[] {
  const keys = new Set(others.map(([a, b]) => edgeKey(a, b)))
  return edges.filter(([a, b]) => !keys.has(edgeKey(a, b)))
}

/** True if the line runs along the polygon's edge, or has one of its corners. */
function isEdgeOf(polygon: Polygon, line: Line): boolean {
  if (!boxesMeet(boxOf(polygon), boxOf([line]), NEAR)) return false
  const isNear = (point: Point, path: Line): boolean =>
    path.some((b, i) => i > 0 && distanceToSegment(point, path[i - 1] as Point, b) <= NEAR)
  return (
    line.some((point) => polygon.some((ring) => isNear(point, ring))) ||
    polygon.some((ring) => ring.some((corner) => isNear(corner, line)))
  )
}

/** The lines in groups that share points. */
function connected(lines: readonly Line[]): Line[][] {
  const groups: { points: Set<string>; lines: Line[] }[] = []
  for (const line of lines) {
    const points = new Set(line.map(String))
    const touching = groups.filter((group) => [...points].some((point) => group.points.has(point)))
    const joined = { points, lines: [line] }
    for (const group of touching) {
      groups.splice(groups.indexOf(group), 1)
      for (const point of group.points) joined.points.add(point)
      joined.lines.unshift(...group.lines)
    }
    groups.push(joined)
  }
  return groups.map((group) => group.lines)
}
