import type { Building, Grid, Plan, Uuid } from './plan.ts'

export interface Publication {
  /** Grids that get a new version. */
  readonly versions: readonly Grid[]
  /** Grids that end. */
  readonly retired: readonly Uuid[]
  /** Buildings that are now in another grid. */
  readonly moved: readonly Building[]
}

/** What publishing the plan writes: exactly the rows that differ from the base. A lock lives in the draft only. */
export function publication(plan: Plan): Publication {
  const rows = [...plan.grids]
  return {
    versions: rows.flatMap(([id, grid]) => {
      const published = plan.base.grids.get(id)
      return grid === null || (published && isSamePublished(grid, published)) ? [] : [grid]
    }),
    retired: rows.filter(([, grid]) => grid === null).map(([id]) => id),
    moved: [...plan.buildings.values()],
  }
}

const isSamePublished = (grid: Grid, published: Grid): boolean =>
  grid.shape === published.shape &&
  grid.name === published.name &&
  grid.code === published.code &&
  grid.type === published.type
