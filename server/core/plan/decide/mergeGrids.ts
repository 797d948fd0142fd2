import { unionOfCoverage } from '../../geometry/union.ts'
import { buildingsOf, gridOf } from '../change.ts'
import type { CommandOf } from '../commands.ts'
import type { Plan, RowChange } from '../plan.ts'
import { accepted, type Decision, refused } from './decision.ts'

/**
 * ```
 *  A A B        A A A
 *  A A B   →    A A A     B is retired; its code is never given again
 * ```
 */
export function mergeGrids(plan: Plan, { from, into }: CommandOf<'mergeGrids'>): Decision {
  const [leaving, staying] = [gridOf(plan, from), gridOf(plan, into)]
  if (leaving === undefined) return refused('unknown_grid', { grids: [from] })
  if (staying === undefined) return refused('unknown_grid', { grids: [into] })
  if (leaving === staying) return refused('nothing_changes')
  if (leaving.community !== staying.community) return refused('other_community', { grids: [from, into] })
  const locked = [leaving, staying].filter((grid) => grid.locked)
  if (locked.length > 0) return refused('grid_locked', { grids: locked.map(({ id }) => id) })
  return accepted([
    { table: 'grids', id: from, before: leaving, after: null },
    {
      table: 'grids',
      id: into,
      before: staying,
      after: { ...staying, shape: unionOfCoverage([staying.shape, leaving.shape]) },
    },
    ...buildingsOf(plan)
      .filter((building) => building.grid === from)
      .map(
        (building): RowChange => ({
          table: 'buildings',
          id: building.id,
          before: building,
          after: { ...building, grid: into },
        }),
      ),
  ])
}
