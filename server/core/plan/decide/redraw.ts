import { type Face, recut } from '../../geometry/coverage.ts'
import { type Line, type Polygon, type Shape, toDegrees } from '../../geometry/lattice.ts'
import { areaM2, perimeterM } from '../../geometry/metres.ts'
import { holdsPoint } from '../../geometry/shape.ts'
import { unionOfCoverage } from '../../geometry/union.ts'
import { buildingsOf, gridsIn } from '../change.ts'
import type { Refusal } from '../commands.ts'
import type { AreaCode, Building, Grid, Plan, RowChange, Uuid } from '../plan.ts'
import { accepted, type Decision, refused } from './decision.ts'

/** Narrower than this, a piece is an accident of drawing along an existing boundary. */
const SLIVER_WIDTH_M = 1

export interface Redrawing {
  readonly community: AreaCode
  /** Lines that part what changes hands from what stays. */
  readonly cuts: readonly Line[]
  /** The grid of each face, in order; or why it cannot be done. */
  readonly ownersOf: (faces: readonly Face[], cuts: readonly Line[]) => readonly Uuid[] | Refusal
  /** Grids that may lose a part that lies apart, which no cut need come near. */
  readonly involved?: ReadonlySet<Uuid>
  /** Grids that come into being, without their ground. */
  readonly newGrids?: readonly Omit<Grid, 'shape'>[]
  /** Pieces without a building that are cut off from their grid go to this grid too: always, or only slivers. */
  readonly leftovers?: { readonly to: Uuid; readonly which: 'all' | 'slivers' }
}

/**
 * Cuts the grids of a community and gives the faces to new owners, with the buildings on them: what every command
 * that draws ends in. Refuses to take from a locked grid or to give to one, to leave a grid without ground that is
 * not `partial`, and to touch the community's outline.
 */
export function redrawn(plan: Plan, redrawing: Redrawing): Decision {
  const { community, cuts, ownersOf, involved, newGrids = [], leftovers } = redrawing
  const grids = new Map(gridsIn(plan, community).map((grid) => [grid.id, grid]))
  const coverage = new Map([...grids].map(([id, grid]) => [id, grid.shape]))

  let refusal: Refusal | null = null
  const shapes = recut(
    coverage,
    cuts,
    (faces, settled) => {
      const owners = ownersOf(faces, settled)
      if ('code' in owners) {
        refusal = owners
        return faces.map(({ was }) => was)
      }
      const locked = new Set<Uuid>()
      const kept = faces.map((face, i) => {
        const owner = owners[i] as Uuid
        const lock = owner === face.was ? undefined : [face.was, owner].find((id) => grids.get(id)?.locked)
        if (lock === undefined) return owner
        if (!isSliver(face.polygon)) locked.add(lock)
        return face.was
      })
      if (locked.size > 0) refusal = { code: 'grid_locked', grids: [...locked] }
      return kept
    },
    involved,
  )
  if (refusal) return { ok: false, refusal }
  if (shapes === null) return refused('region_cuts_outline', placed(cuts))

  const buildings = buildingsOf(plan).filter((building) => building.community === community)
  if (leftovers) absorb(shapes, coverage, buildings, leftovers)
  const gone = [...shapes].flatMap(([id, shape]) => (shape === null ? [id] : []))
  const emptied = gone.filter((id) => !plan.partial?.has(id))
  if (emptied.length > 0) return refused('grid_would_be_empty', { grids: emptied })
  return accepted(rowsOf(grids, newGrids, shapes, buildings))
}

/** The rows of grids with new shapes (null: none is left), and of the buildings on ground that changed hands. */
export function rowsOf(
  grids: ReadonlyMap<Uuid, Grid>,
  newGrids: readonly Omit<Grid, 'shape'>[],
  shapes: ReadonlyMap<Uuid, Shape | null>,
  buildings: readonly Building[],
): RowChange[] {
  const gridRows = [...shapes].flatMap(([id, shape]): RowChange[] => {
    const before = grids.get(id) ?? null
    const made = newGrids.find((grid) => grid.id === id)
    const grid = before ?? made
    return grid ? [{ table: 'grids', id, before, after: shape && { ...grid, shape } }] : []
  })
  const followers = buildings.flatMap((building): RowChange[] => {
    const own = shapes.get(building.grid)
    if (own === undefined || holdsPoint(own ?? [], building.position)) return []
    const holder = [...shapes].find(([, shape]) => holdsPoint(shape ?? [], building.position))
    if (holder === undefined) return []
    return [
      { table: 'buildings', id: building.id, before: building, after: { ...building, grid: holder[0] } },
    ]
  })
  return [...gridRows, ...followers]
}

/** Gives one grid the pieces that a cut left behind: without a building, cut off from the rest, and next to it. */
function absorb(
  shapes: Map<Uuid, Shape | null>,
  coverage: ReadonlyMap<Uuid, Shape>,
  buildings: readonly Building[],
  { to, which }: NonNullable<Redrawing['leftovers']>,
): void {
  const isInhabited = (polygon: Polygon) => buildings.some(({ position }) => holdsPoint([polygon], position))
  for (const [id, shape] of shapes) {
    const partsBefore = coverage.get(id)?.length ?? 0
    if (id === to || shape === null || shape.length <= partsBefore || !shape.some(isInhabited)) continue
    for (const piece of shape) {
      if (isInhabited(piece) || (which === 'slivers' && !isSliver(piece))) continue
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

export const isSliver = (polygon: Polygon): boolean =>
  (2 * areaM2([polygon])) / perimeterM([polygon]) < SLIVER_WIDTH_M

const placed = (cuts: readonly Line[]) => {
  const point = cuts[0]?.[0]
  return point ? { at: toDegrees(point) } : {}
}
