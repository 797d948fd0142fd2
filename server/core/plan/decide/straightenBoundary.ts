import { difference, straightenedCoverage } from '../../geometry/geos.ts'
import type { Point, Shape } from '../../geometry/lattice.ts'
import { areaM2, localMetres } from '../../geometry/metres.ts'
import { holdsPoint, sameShape } from '../../geometry/shape.ts'
import { buildingsByGrid, gridOf } from '../change.ts'
import type { CommandOf } from '../commands.ts'
import type { Building, Grid, Plan } from '../plan.ts'
import { accepted, type Decision, refused } from './decision.ts'
import { rowsOf } from './redraw.ts'

const MOST_TOLERANCE_M = 100
/** How often the tolerance is halved when a building would change sides or be cut. */
const MOST_TRIES = 8
/** More of a footprint outside its grid than this (m²), and than before, counts as cut. */
const CUT_M2 = 0.5

/**
 * Straightens the edges between the given grids; their edges with others stay. No building changes sides and none
 * is cut that was not: where it would be, the tolerance is halved until it is not.
 */
export function straightenBoundary(plan: Plan, command: CommandOf<'straightenBoundary'>): Decision {
  const { toleranceM } = command
  if (!(toleranceM > 0 && toleranceM <= MOST_TOLERANCE_M)) return refused('tolerance_invalid')
  const ids = [...new Set(command.grids)]
  const unknown = ids.filter((id) => gridOf(plan, id) === undefined)
  if (unknown.length > 0) return refused('unknown_grid', { grids: unknown })
  const grids = ids.map((id) => gridOf(plan, id) as Grid)
  if (new Set(grids.map(({ community }) => community)).size > 1)
    return refused('other_community', { grids: ids })
  const locked = grids.filter((grid) => grid.locked)
  if (locked.length > 0) return refused('grid_locked', { grids: locked.map(({ id }) => id) })

  const residents = buildingsByGrid(plan)
  const metres = localMetres(grids[0]?.shape[0]?.[0]?.[0] as Point)
  const unitM = Math.sqrt(metres.xPerUnit * metres.yPerUnit)
  for (let n = 0, tolerance = toleranceM / unitM; n < MOST_TRIES; n++, tolerance /= 2) {
    const shapes = straightenedCoverage(
      grids.map(({ shape }) => shape),
      tolerance,
    )
    const disturbs = grids.some((grid, i) =>
      (residents.get(grid.id) ?? []).some((building) =>
        isDisturbed(building, grid.shape, shapes[i] as Shape),
      ),
    )
    if (disturbs) continue
    const changed = grids.flatMap((grid, i) => {
      const shape = shapes[i] as Shape
      return sameShape(grid.shape, shape) ? [] : [[grid.id, shape] as const]
    })
    return accepted(rowsOf(new Map(grids.map((grid) => [grid.id, grid])), [], new Map(changed), []))
  }
  return refused('nothing_changes')
}

function isDisturbed({ position, footprint }: Building, before: Shape, after: Shape): boolean {
  if (!holdsPoint(after, position)) return true
  const corners = footprint.flat(2) as Point[]
  if (corners.every((corner) => holdsPoint(after, corner))) return false
  return areaM2(difference(footprint, after)) > Math.max(CUT_M2, areaM2(difference(footprint, before)))
}
