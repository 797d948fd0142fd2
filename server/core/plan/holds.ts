import { type Line, type Point, toDegrees } from '../geometry/lattice.ts'
import { boxesMeet, boxOf, distanceToSegment, edgeKey, edgesOf, ON_EDGE } from '../geometry/shape.ts'
import { applyChange, buildingOf, gridsOf } from './change.ts'
import type { Refusal } from './commands.ts'
import type { Change, Grid, Plan } from './plan.ts'

/** Why a change must not be made: what it would do to a building, a compound or a boundary that is held. */
export function brokenHold(plan: Plan, change: Change): Refusal | null {
  if (plan.holds.size === 0 || change.every(({ table }) => table === 'holds' || table === 'beats'))
    return null
  const after = applyChange(plan, change)
  const boundary = remembered(() => boundariesOf(gridsOf(after)))
  for (const hold of plan.holds.values()) {
    if (hold.kind === 'building') {
      const [was, is] = [buildingOf(plan, hold.id), buildingOf(after, hold.id)]
      if (was && was.grid !== is?.grid)
        return { code: 'building_locked', buildings: [hold.id], at: toDegrees(was.position) }
    } else if (hold.kind === 'compound') {
      const grids = new Set(hold.buildings.map((id) => buildingOf(after, id)?.grid))
      if (grids.size > 1) return { code: 'compound_would_part', buildings: hold.buildings }
    } else {
      const at = gapIn(hold.line, boundary())
      if (at) return { code: 'boundary_locked', at: toDegrees(at) }
    }
  }
  return null
}

type Boundaries = ReturnType<typeof edgesOf>

/** The edges that part two grids; not the outlines of communities, which never change. */
export const boundariesOf = (grids: readonly Grid[]): Boundaries =>
  new Map([...edgesOf(grids.map(({ shape }) => shape))].filter(([, { sides }]) => sides === 2))

/**
 * Where the line first leaves the boundaries; null where all of it is boundary. A vertex that a neighbour's new
 * boundary put on an edge does no harm.
 */
export function gapIn(line: Line, boundaries: Boundaries): Point | null {
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1] as Point, line[i] as Point]
    if (!boundaries.has(edgeKey(a, b)) && !isParted(a, b, boundaries)) return a
  }
  return null
}

/** Whether edges that lie on the segment lead from one end to the other. */
function isParted(a: Point, b: Point, boundaries: Boundaries): boolean {
  const box = boxOf([[a, b]])
  const on = (point: Point) => distanceToSegment(point, a, b) <= ON_EDGE
  const pieces = [...boundaries.values()].filter(
    (edge) => boxesMeet(boxOf([[edge.a, edge.b]]), box, ON_EDGE) && on(edge.a) && on(edge.b),
  )
  const along = ([x, y]: Point) => (x - a[0]) * (b[0] - a[0]) + (y - a[1]) * (b[1] - a[1])
  const chain = pieces.flatMap((edge) => [edge.a, edge.b]).sort((p, q) => along(p) - along(q))
  const stops = [a, ...chain, b].filter(
    (point, i, all) => i === 0 || along(point) > along(all[i - 1] as Point),
  )
  return stops.slice(1).every((stop, i) => boundaries.has(edgeKey(stops[i] as Point, stop)))
}

function remembered<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
