import { toDegrees } from '../../geometry/lattice.ts'
import { holdsPoint } from '../../geometry/shape.ts'
import type { Check } from './subject.ts'

/** A building's grid is the grid that holds its position. The commands keep it so; imported data may not. */
export const buildingOutsideItsGrid: Check = ({ grids, buildings }) =>
  grids.flatMap((grid) =>
    (buildings.get(grid.id) ?? [])
      .filter(({ position }) => !holdsPoint(grid.shape, position))
      .map((building) => ({
        code: 'building_outside_its_grid',
        severity: 'error',
        grid: grid.id,
        building: building.id,
        at: toDegrees(building.position),
      })),
  )
