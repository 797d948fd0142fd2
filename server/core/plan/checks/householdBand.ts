import { beyondBand } from '../balance.ts'
import { type Check, placeIn } from './subject.ts'

/** A basic grid outside the household band after the plan. */
export const householdBand: Check = ({ plan, grids, buildings }) =>
  grids.flatMap((grid) => {
    const households = (buildings.get(grid.id) ?? []).reduce((sum, building) => sum + building.households, 0)
    const beyond = beyondBand(households, plan.band)
    if (grid.type !== 'basic' || beyond === 0) return []
    return [
      {
        code: 'household_band',
        severity: 'warning',
        grid: grid.id,
        households,
        beyond,
        at: placeIn(grid),
      },
    ]
  })
