/**
 * Single vertices of a boundary: moved, inserted, deleted. All grids that meet there follow, so the coverage stays
 * whole; the community's outline cannot be touched.
 */
import { coverageFaults } from '../../geometry/faults.ts'
import { invalidity } from '../../geometry/geos.ts'
import { type Point, type Ring, type Shape, samePoint, toDegrees, toLattice } from '../../geometry/lattice.ts'
import { localMetres } from '../../geometry/metres.ts'
import { canonical, distanceToSegment, edgeKey, edgesOf, ringsOf, sameShape } from '../../geometry/shape.ts'
import { buildingsOf, gridsIn, gridsOf } from '../change.ts'
import type { CommandOf } from '../commands.ts'
import type { Grid, Plan, Uuid } from '../plan.ts'
import { accepted, type Decision, refused } from './decision.ts'
import { rowsOf } from './redraw.ts'

/** A vertex is put into the nearest boundary within this distance. */
const INSERT_WITHIN_M = 1

/** The vertex at `from` goes to `to`, in every ring that has it. */
export function moveVertex(plan: Plan, command: CommandOf<'moveVertex'>): Decision {
  const [from, to] = [toLattice(command.from), toLattice(command.to)]
  return atVertex(plan, from, to, (ring) => {
    const open = ring.slice(0, -1).map((point) => (samePoint(point, from) ? to : point))
    return closed(open.filter((point, i) => !samePoint(point, open.at(i - 1) as Point)))
  })
}

/** The vertex at `at`, where just two grids meet, goes away. */
export function deleteVertex(plan: Plan, command: CommandOf<'deleteVertex'>): Decision {
  const at = toLattice(command.at)
  const edges = edgesOf(gridsOf(plan).map(({ shape }) => shape))
  const meeting = [...edges.values()].filter(({ a, b }) => samePoint(a, at) || samePoint(b, at))
  if (meeting.length > 2) return refused('vertex_is_junction', { at: command.at })
  return atVertex(plan, at, at, (ring) => closed(ring.slice(0, -1).filter((point) => !samePoint(point, at))))
}

/** A vertex at `to` comes into the boundary that runs past `at`. */
export function insertVertex(plan: Plan, command: CommandOf<'insertVertex'>): Decision {
  const [at, to] = [toLattice(command.at), toLattice(command.to)]
  const { of } = localMetres(at)
  const edges = [...edgesOf(gridsOf(plan).map(({ shape }) => shape)).values()]
  const nearest = edges
    .map((edge) => ({ edge, far: distanceToSegment([0, 0], of(edge.a), of(edge.b)) }))
    .reduce((best, one) => (one.far < best.far ? one : best), { edge: edges[0], far: Infinity })
  const { edge } = nearest
  if (edge === undefined || nearest.far > INSERT_WITHIN_M)
    return refused('vertex_unknown', { at: command.at })
  const host = gridsOf(plan).find(({ shape }) => edgesOf([shape]).has(edgeKey(edge.a, edge.b))) as Grid
  if (isOnOutline(gridsIn(plan, host.community), edge.a, edge.b))
    return refused('vertex_on_outline', { at: command.at })
  return changedRings(plan, host.community, to, (ring) =>
    ring.flatMap((b, i) => {
      const a = ring[i - 1]
      return a && edgeKey(a, b) === edgeKey(edge.a, edge.b) ? [to, b] : [b]
    }),
  )
}

function atVertex(plan: Plan, at: Point, place: Point, change: (ring: Ring) => Ring): Decision {
  const hosts = gridsOf(plan).filter(({ shape }) =>
    ringsOf(shape).some((ring) => ring.some((point) => samePoint(point, at))),
  )
  const community = hosts[0]?.community
  if (community === undefined) return refused('vertex_unknown', { at: toDegrees(at) })
  if (isOnOutline(gridsIn(plan, community), at)) return refused('vertex_on_outline', { at: toDegrees(at) })
  return changedRings(plan, community, place, (ring) =>
    ring.some((point) => samePoint(point, at)) ? change(ring) : ring,
  )
}

/** True if the point, or the edge, lies on the outline of the grids. */
function isOnOutline(grids: readonly Grid[], a: Point, b?: Point): boolean {
  const edges = edgesOf(grids.map(({ shape }) => shape))
  if (b) return edges.get(edgeKey(a, b))?.sides === 1
  return [...edges.values()].some(
    (edge) => edge.sides === 1 && (samePoint(edge.a, a) || samePoint(edge.b, a)),
  )
}

/** Changes the rings of a community; refuses what would cross, collapse or overlap. */
function changedRings(plan: Plan, community: string, place: Point, change: (ring: Ring) => Ring): Decision {
  const grids = new Map(gridsIn(plan, community).map((grid) => [grid.id, grid]))
  const shapes = new Map<Uuid, Shape>()
  for (const [id, { shape }] of grids) {
    const after = shape.map((polygon) => polygon.map(change))
    if (!sameShape(shape, after)) shapes.set(id, after)
  }
  const locked = [...shapes.keys()].filter((id) => grids.get(id)?.locked)
  if (locked.length > 0) return refused('grid_locked', { grids: locked })
  const collapsed = [...shapes.values()].some((shape) => ringsOf(shape).some((ring) => ring.length < 4))
  const flawed = collapsed || [...shapes.values()].some((shape) => invalidity(shape) !== null)
  const all = [...grids].map(([id, { shape }]) => shapes.get(id) ?? shape)
  if (flawed || coverageFaults(all).length > 0)
    return refused('vertex_would_cross', { at: toDegrees(place), grids: [...shapes.keys()] })
  const neat = new Map([...shapes].map(([id, shape]) => [id, canonical(shape)]))
  const buildings = buildingsOf(plan).filter((building) => building.community === community)
  return accepted(rowsOf(grids, [], neat, buildings))
}

const closed = (open: readonly Point[]): Ring => (open[0] ? [...open, open[0]] : [])
