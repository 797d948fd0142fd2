import { difference } from '../../geometry/geos.ts'
import { toDegrees } from '../../geometry/lattice.ts'
import { areaM2 } from '../../geometry/metres.ts'
import { boxesMeet, boxOf, ringsOf } from '../../geometry/shape.ts'
import type { Building, Grid } from '../plan.ts'
import type { Check } from './subject.ts'

/** Less than this outside (m²) comes from laying lines on the lattice, or is a doorstep. */
const CUT_M2 = 0.5

/**
 * A boundary runs through a building: some of its footprint lies outside the grid that has it.
 * ```
 *   A  ┌─┼──┐ B
 *      │ │  │
 *      └─┼──┘
 * ```
 */
export const buildingCutByBoundary: Check = ({ grids, buildings }) =>
  grids.flatMap((grid) => {
    const edges = ringsOf(grid.shape).flatMap((ring) =>
      ring.slice(1).map((b, i) => boxOf([[ring[i] ?? b, b]])),
    )
    const mayBeCut = ({ footprint }: Building) => {
      const box = boxOf(ringsOf(footprint))
      return edges.some((edge) => boxesMeet(edge, box))
    }
    return (buildings.get(grid.id) ?? [])
      .filter((building) => mayBeCut(building) && outsideM2(building, grid) > CUT_M2)
      .map((building) => ({
        code: 'building_cut_by_boundary',
        severity: 'warning',
        grid: grid.id,
        building: building.id,
        at: toDegrees(building.position),
      }))
  })

const outsideM2 = (building: Building, grid: Grid): number =>
  areaM2(difference(building.footprint, grid.shape))
