import { sameGround, sameShape } from '../geometry/shape.ts'
import type { Beat, Building, Grid, Plan, Uuid } from './plan.ts'

export interface Publication {
  /** Grids that get a new version. */
  readonly versions: readonly Grid[]
  /** Grids that end. */
  readonly retired: readonly Uuid[]
  /** Buildings that are now in another grid. */
  readonly moved: readonly Building[]
  /** Beats that get a new version, and those that end. */
  readonly beats: readonly Beat[]
  readonly retiredBeats: readonly Uuid[]
}

/** What publishing the plan writes: exactly the rows that differ from the base. A lock lives in the draft only. */
export function publication(plan: Plan): Publication {
  const rows = [...plan.grids]
  return {
    versions: rows.flatMap(([, grid]) => (grid === null || !isRedrawn(plan, grid) ? [] : [grid])),
    retired: rows.filter(([, grid]) => grid === null).map(([id]) => id),
    moved: [...plan.buildings.values()],
    beats: [...plan.beats.values()].filter((beat) => beat !== null),
    retiredBeats: [...plan.beats].filter(([, beat]) => beat === null).map(([id]) => id),
  }
}

/** True if the draft's grid differs from the published one in more than its lock: it needs a new version. */
function isRedrawn(plan: Plan, grid: Grid): boolean {
  const published = plan.base.grids.get(grid.id)
  return !published || isRelabelled(grid, published) || !sameShape(grid.shape, published.shape)
}

/**
 * True if a person would call the grid changed: its ground or a label. Not so where only a neighbour's new boundary
 * put a vertex on its edge.
 */
export function isChanged(plan: Plan, grid: Grid): boolean {
  const published = plan.base.grids.get(grid.id)
  return !published || isRelabelled(grid, published) || !sameGround(published.shape, grid.shape)
}

const isRelabelled = (grid: Grid, published: Grid): boolean =>
  grid.name !== published.name || grid.code !== published.code || grid.type !== published.type
