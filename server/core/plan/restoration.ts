import { holdsPoint, sameShape } from '../geometry/shape.ts'
import { buildingsOf, gridOf, gridsOf } from './change.ts'
import { accepted, type Decision } from './decide/decision.ts'
import type { Building, Grid, Plan, RowChange, Uuid } from './plan.ts'

/**
 * A step that only the server can make, because what was published earlier is not part of a plan: the grids of an
 * earlier instant, as the next version.
 */
export interface RestoreVersion {
  readonly type: 'restoreVersion'
  /** An instant with zone. */
  readonly asOf: string
}

/**
 * What makes the plan's grids those of an earlier version again (in canonical form): shapes and labels; retired grids
 * come back as themselves, and those made since are retired. Every building goes to the grid that now holds it, which
 * for one that stood then is the grid it was in; what is counted in it stays as it is today. A community that had no
 * grids then is left alone.
 */
export function restoration(plan: Plan, grids: readonly Grid[]): Decision {
  const communities = new Set(grids.map(({ community }) => community))
  const restored = new Map(grids.map((grid) => [grid.id, grid]))

  const gridRows = grids.flatMap((after): RowChange[] => {
    const before = gridOf(plan, after.id) ?? null
    return before && isSame(before, after) ? [] : [{ table: 'grids', id: after.id, before, after }]
  })
  const retiredRows = gridsOf(plan)
    .filter(({ id, community }) => communities.has(community) && !restored.has(id))
    .map((before): RowChange => ({ table: 'grids', id: before.id, before, after: null }))

  const holds = (id: Uuid, { position }: Building) => holdsPoint(restored.get(id)?.shape ?? [], position)
  const buildingRows = buildingsOf(plan).flatMap((before): RowChange[] => {
    if (!communities.has(before.community) || holds(before.grid, before)) return []
    const grid = [...restored.keys()].find((id) => holds(id, before))
    if (grid === undefined) return []
    return [{ table: 'buildings', id: before.id, before, after: { ...before, grid } }]
  })
  return accepted([...gridRows, ...retiredRows, ...buildingRows])
}

const isSame = (a: Grid, b: Grid): boolean =>
  a.code === b.code && a.name === b.name && a.type === b.type && sameShape(a.shape, b.shape)
