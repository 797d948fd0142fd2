import { toDegrees } from '../../geometry/lattice.ts'
import { holdsPoint } from '../../geometry/shape.ts'
import { buildingsOf, gridOf } from '../change.ts'
import type { Building, Grid } from '../plan.ts'
import type { Check } from './subject.ts'

/**
 * A building that nobody visits: its grid does not exist, or it stands where no grid is. An error where the plan
 * makes it so, a warning where it was so before.
 */
export const buildingWithoutGrid: Check = ({ plan, grids, neighbours }) => {
  const communities = new Set(neighbours.map(({ community }) => community))
  const changed = new Set(grids.map(({ id }) => id))
  const isOrphan = (building: Building): boolean => {
    const grid = gridOf(plan, building.grid)
    if (!grid) return true
    const isTouched = changed.has(grid.id) || plan.buildings.has(building.id)
    return isTouched && !isHeld(building, [grid]) && !isHeld(building, neighbours)
  }
  const wasOrphan = ({ id }: Building): boolean => {
    const building = plan.base.buildings.get(id)
    if (!building) return false
    return !plan.base.grids.has(building.grid) || !isHeld(building, [...plan.base.grids.values()])
  }
  return buildingsOf(plan)
    .filter((building) => communities.has(building.community) && isOrphan(building))
    .map((building) => ({
      code: 'building_without_grid',
      severity: wasOrphan(building) ? 'warning' : 'error',
      grid: building.grid,
      building: building.id,
      at: toDegrees(building.position),
    }))
}

const isHeld = ({ position, community }: Building, grids: readonly Grid[]): boolean =>
  grids.some((grid) => grid.community === community && holdsPoint(grid.shape, position))
