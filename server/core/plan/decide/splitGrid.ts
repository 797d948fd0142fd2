import type { Face } from '../../geometry/coverage.ts'
import { type Line, type Point, toDegrees } from '../../geometry/lattice.ts'
import { areaM2 } from '../../geometry/metres.ts'
import { holdsPoint } from '../../geometry/shape.ts'
import { buildingsByGrid, gridOf } from '../change.ts'
import type { CommandOf } from '../commands.ts'
import type { Building, Grid, Plan } from '../plan.ts'
import { type Decision, refused } from './decision.ts'
import { lineOf } from './drawn.ts'
import { gridToBe } from './labels.ts'
import { isSliver, redrawn } from './redraw.ts'

/**
 * Cuts a grid in two along a line. The part with more households keeps the grid, its code and its name; the other
 * becomes the new grid. The line may begin and end outside; it has to pass through the grid once.
 * ```
 *  A A A        A A B
 *  A A A   →    A A B     a line from top to bottom
 * ```
 */
export function splitGrid(plan: Plan, command: CommandOf<'splitGrid'>): Decision {
  const grid = gridOf(plan, command.grid)
  if (grid === undefined) return refused('unknown_grid', { grids: [command.grid] })
  if (grid.locked) return refused('grid_locked', { grids: [grid.id] })
  const made = gridToBe(plan, grid.community, grid.type, command.newGrid)
  if (!('community' in made)) return { ok: false, refusal: made }
  const line = lineOf(command.line)
  if ('code' in line) return { ok: false, refusal: line }

  return splitAlong(plan, grid, line, made)
}

/** The lesser part of a grid along a line becomes a grid that is to be made. */
export function splitAlong(plan: Plan, grid: Grid, line: Line, made: Omit<Grid, 'shape'>): Decision {
  const residents = buildingsByGrid(plan).get(grid.id) ?? []
  return redrawn(plan, {
    community: grid.community,
    cuts: [line],
    newGrids: [made],
    ownersOf: (faces) => {
      const parts = faces.filter((face) => face.was === grid.id && !isSliver(face.polygon))
      const at = toDegrees(line[0] as Point)
      if (parts.length < 2) return { code: 'line_does_not_split', grids: [grid.id], at }
      if (parts.length > 2) return { code: 'line_splits_too_often', grids: [grid.id], at }
      const [larger] = parts.sort((a, b) => weight(b, residents) - weight(a, residents))
      return faces.map((face) =>
        face.was !== grid.id || face === larger || isSliver(face.polygon) ? face.was : made.id,
      )
    },
  })
}

/** Households of a part; of two empty parts the larger weighs more. */
const weight = ({ polygon }: Face, residents: readonly Building[]): number =>
  residents
    .filter(({ position }) => holdsPoint([polygon], position))
    .reduce((sum, { households }) => sum + households, 0) +
  areaM2([polygon]) / 1e12
