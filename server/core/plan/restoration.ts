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

/** Grids as they were published at some instant, in canonical form, and in which of them each building was. */
export interface Version {
  readonly grids: readonly Grid[]
  readonly gridByBuilding: ReadonlyMap<Uuid, Uuid>
}

/**
 * What makes the plan's grids those of an earlier version again: shapes and labels; retired grids come back as
 * themselves, and those made since are retired. Buildings go where they were, and those that came later to the grid
 * that now holds them; what is counted in them stays as it is today. A community that had no grids then is left alone.
 */
export function restoration(plan: Plan, { grids, gridByBuilding }: Version): Decision {
  const communities = new Set(grids.map(({ community }) => community))
  const restored = new Map(grids.map((grid) => [grid.id, grid]))

  const gridRows = grids.flatMap((after): RowChange[] => {
    const before = gridOf(plan, after.id) ?? null
    return before && isSame(before, after) ? [] : [{ table: 'grids', id: after.id, before, after }]
  })
  const retiredRows = gridsOf(plan)
    .filter(({ id, community }) => communities.has(community) && !restored.has(id))
    .map((before): RowChange => ({ table: 'grids', id: before.id, before, after: null }))

  const homeOf = ({ id, grid, position }: Building): Uuid | undefined =>
    gridByBuilding.get(id) ??
    [grid, ...restored.keys()].find((one) => holdsPoint(restored.get(one)?.shape ?? [], position))
  const buildingRows = buildingsOf(plan).flatMap((before): RowChange[] => {
    const grid = communities.has(before.community) ? homeOf(before) : undefined
    if (grid === undefined || grid === before.grid) return []
    return [{ table: 'buildings', id: before.id, before, after: { ...before, grid } }]
  })
  return accepted([...gridRows, ...retiredRows, ...buildingRows])
}

const isSame = (a: Grid, b: Grid): boolean =>
  a.code === b.code && a.name === b.name && a.type === b.type && sameShape(a.shape, b.shape)
