import { type Check, placeIn } from './subject.ts'

/** A basic grid is a set of buildings; an exclusive one (a park, a mine) may have none. */
export const gridWithoutBuilding: Check = ({ grids, buildings }) =>
  grids
    .filter((grid) => grid.type === 'basic' && !buildings.get(grid.id)?.length)
    .map((grid) => ({
      code: 'grid_without_building',
      severity: 'warning',
      grid: grid.id,
      at: placeIn(grid),
    }))
