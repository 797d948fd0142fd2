import { areaM2 } from '../geometry/metres.ts'
import { buildingsOf, gridOf } from './change.ts'
import type { Band, Building, Grid, Plan, Uuid } from './plan.ts'

export type BandName = 'under' | 'low' | 'in' | 'high' | 'over'

/** Where a number of households stands: `low`–`high` (both included) is in the band. */
export function bandOf(households: number, { under, low, high, over }: Band): BandName {
  if (households < under) return 'under'
  if (households < low) return 'low'
  if (households <= high) return 'in'
  return households <= over ? 'high' : 'over'
}

/** How far outside the band: positive too many, negative too few, 0 inside. */
export const beyondBand = (households: number, { low, high }: Band): number =>
  households > high ? households - high : Math.min(0, households - low)

export interface BalanceRow {
  readonly grid: Uuid
  readonly code: string
  readonly name: string
  readonly retired: boolean
  readonly householdsBefore: number
  readonly householdsAfter: number
  readonly buildingsBefore: number
  readonly buildingsAfter: number
  readonly placesBefore: number
  readonly placesAfter: number
  readonly areaM2Before: number
  readonly areaM2After: number
  readonly bandBefore: BandName
  readonly bandAfter: BandName
}

/** Every grid of the plan, published and as drafted, by code. The sums before and after are equal. */
export function balance(plan: Plan): BalanceRow[] {
  const before = tallies(plan.base.buildings.values())
  const after = tallies(buildingsOf(plan))
  const ids = new Set([...plan.base.grids.keys(), ...plan.grids.keys()])
  const rows = [...ids].flatMap((id): BalanceRow[] => {
    const published = plan.base.grids.get(id)
    const drafted = gridOf(plan, id)
    const grid = drafted ?? published
    if (grid === undefined) return []
    const [was, is] = [before.get(id) ?? NOTHING, after.get(id) ?? NOTHING]
    const areaBefore = published ? areaOf(published) : 0
    return [
      {
        grid: id,
        code: grid.code,
        name: grid.name,
        retired: drafted === undefined,
        householdsBefore: was.households,
        householdsAfter: is.households,
        buildingsBefore: was.buildings,
        buildingsAfter: is.buildings,
        placesBefore: was.places,
        placesAfter: is.places,
        areaM2Before: areaBefore,
        areaM2After: drafted === published ? areaBefore : drafted ? areaOf(drafted) : 0,
        bandBefore: bandOf(was.households, plan.band),
        bandAfter: bandOf(is.households, plan.band),
      },
    ]
  })
  return rows.sort((a, b) => (a.code < b.code ? -1 : 1))
}

interface Tally {
  readonly households: number
  readonly buildings: number
  readonly places: number
}
const NOTHING: Tally = { households: 0, buildings: 0, places: 0 }

function tallies(buildings: Iterable<Building>): Map<Uuid, Tally> {
  const byGrid = new Map<Uuid, Tally>()
  for (const { grid, households, places } of buildings) {
    const known = byGrid.get(grid) ?? NOTHING
    byGrid.set(grid, {
      households: known.households + households,
      buildings: known.buildings + 1,
      places: known.places + places,
    })
  }
  return byGrid
}

/** Rows are never changed in place, so an area is worked out once for each. */
const areas = new WeakMap<Grid, number>()
function areaOf(grid: Grid): number {
  const known = areas.get(grid) ?? areaM2(grid.shape)
  areas.set(grid, known)
  return known
}
