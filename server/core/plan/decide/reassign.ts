import { type Face, recut } from '../../geometry/coverage.ts'
import { unionOfCoverage } from '../../geometry/geos.ts'
import { type Line, type Polygon, type Shape, toDegrees } from '../../geometry/lattice.ts'
import { areaM2, perimeterM } from '../../geometry/metres.ts'
import { holdsPoint } from '../../geometry/shape.ts'
import { buildingsOf, gridsIn } from '../change.ts'
import type { Building, Grid, Plan, RowChange, Uuid } from '../plan.ts'
import { accepted, type Decision, refused } from './decision.ts'

/** Narrower than this, a piece is an accident of drawing along an existing boundary. */
const SLIVER_WIDTH_M = 1

export interface Reassignment {
  /** Lines that part what changes hands from what stays. */
  readonly cuts: readonly Line[]
  /** True for a face that goes to `to`. Asked only of faces of other grids. */
  readonly taken: (face: Face, cuts: readonly Line[]) => boolean
  readonly to: Grid
  /** Pieces without a building that are cut off from their grid go along: always, or only slivers. */
  readonly leftovers: 'all' | 'slivers'
}

/**
 * Gives part of a community's ground to one grid, with the buildings on it. What every redrawing command ends in.
 * Refuses to take from a locked grid, to leave a grid without ground, and to touch the community's outline.
 */
export function reassigned(plan: Plan, { cuts, taken, to, leftovers }: Reassignment): Decision {
  if (to.locked) return refused('grid_locked', { grids: [to.id] })
  const grids = new Map(gridsIn(plan, to.community).map((grid) => [grid.id, grid]))
  const coverage = new Map([...grids].map(([id, grid]) => [id, grid.shape]))

  const lockedSources = new Set<Uuid>()
  const shapes = recut(coverage, cuts, (face, settled) => {
    if (face.was === to.id || !taken(face, settled)) return face.was
    if (!grids.get(face.was)?.locked) return to.id
    if (!isSliver(face.polygon)) lockedSources.add(face.was)
    return face.was
  })
  if (lockedSources.size > 0) return refused('grid_locked', { grids: [...lockedSources] })
  if (shapes === null) return refused('region_cuts_outline', at(cuts))

  const buildings = buildingsOf(plan).filter((building) => building.community === to.community)
  absorbLeftovers(shapes, coverage, buildings, to.id, leftovers)

  const emptied = [...shapes].filter(([, shape]) => shape === null).map(([id]) => id)
  if (emptied.length > 0) return refused('grid_would_be_empty', { grids: emptied })

  const gridRows = [...shapes].map(([id, shape]): RowChange => {
    const before = grids.get(id) as Grid
    return { table: 'grids', id, before, after: { ...before, shape: shape as Shape } }
  })
  return accepted([...gridRows, ...followingBuildings(buildings, shapes)])
}

/** The buildings on ground that changed hands, each with the grid that now holds its position. */
function followingBuildings(
  buildings: readonly Building[],
  shapes: ReadonlyMap<Uuid, Shape | null>,
): RowChange[] {
  return buildings.flatMap((building): RowChange[] => {
    const own = shapes.get(building.grid)
    if (!own || holdsPoint(own, building.position)) return []
    const holder = [...shapes].find(([, shape]) => shape !== null && holdsPoint(shape, building.position))
    if (holder === undefined) return []
    return [
      { table: 'buildings', id: building.id, before: building, after: { ...building, grid: holder[0] } },
    ]
  })
}

/** Gives `to` the pieces that a cut left behind: without a building, cut off from the rest, and next to `to`. */
function absorbLeftovers(
  shapes: Map<Uuid, Shape | null>,
  coverage: ReadonlyMap<Uuid, Shape>,
  buildings: readonly Building[],
  to: Uuid,
  leftovers: 'all' | 'slivers',
): void {
  const isInhabited = (polygon: Polygon) => buildings.some(({ position }) => holdsPoint([polygon], position))
  for (const [id, shape] of shapes) {
    const partsBefore = coverage.get(id)?.length ?? 0
    if (id === to || shape === null || shape.length <= partsBefore || !shape.some(isInhabited)) continue
    for (const piece of shape) {
      if (isInhabited(piece) || (leftovers === 'slivers' && !isSliver(piece))) continue
      const target = shapes.get(to) ?? coverage.get(to) ?? []
      const joined = unionOfCoverage([target, [piece]])
      if (joined.length > target.length) continue
      shapes.set(to, joined)
      shapes.set(
        id,
        (shapes.get(id) as Shape).filter((other) => other !== piece),
      )
    }
  }
}

const isSliver = (polygon: Polygon): boolean =>
  (2 * areaM2([polygon])) / perimeterM([polygon]) < SLIVER_WIDTH_M

const at = (cuts: readonly Line[]) => {
  const point = cuts[0]?.[0]
  return point ? { at: toDegrees(point) } : {}
}
