import { toDegrees } from '../../geometry/lattice.ts'
import { holdsPoint } from '../../geometry/shape.ts'
import type { Check } from './subject.ts'

/**
 * A building stands in another grid than the one that has it. The commands keep the two alike; imported data may not.
 * Where it stands in none, `buildingWithoutGrid` tells.
 */
export const buildingOutsideItsGrid: Check = ({ grids, neighbours, buildings }) =>
  grids.flatMap((grid) =>
    (buildings.get(grid.id) ?? [])
      .filter(
        ({ position }) =>
          !holdsPoint(grid.shape, position) && neighbours.some(({ shape }) => holdsPoint(shape, position)),
      )
      .map((building) => ({
        code: 'building_outside_its_grid',
        severity: 'error',
        grid: grid.id,
        building: building.id,
        at: toDegrees(building.position),
      })),
  )
