import { toDegrees } from '../../geometry/lattice.ts'
import { crossings } from '../barriers.ts'
import type { Check } from './subject.ts'

/**
 * A river, a railway or a main road parts the houses of a grid, more than it did before the plan: whoever walks it
 * has to get across.
 * ```
 *   A A | A        A now has houses on both sides of the railway
 *   B B | B
 * ```
 */
export const gridCrossesBarrier: Check = ({ plan, grids, buildings }) =>
  grids.flatMap((grid) => {
    const { barriers } = plan.base
    const published = plan.base.grids.get(grid.id)
    return crossings(grid, buildings.get(grid.id) ?? [], barriers)
      .filter(({ barrier, parts }) => {
        if (!published) return true
        const before = [...plan.base.buildings.values()].filter((building) => building.grid === grid.id)
        const was = crossings(published, before, barriers).find((one) => one.barrier === barrier)
        return parts > (was?.parts ?? 1)
      })
      .map(({ barrier: { kind, name }, parts, at }) => ({
        code: 'grid_crosses_barrier',
        severity: 'warning',
        grid: grid.id,
        barrier: { kind, name },
        parts,
        at: toDegrees(at),
      }))
  })
