import { gridOf } from '../change.ts'
import type { CommandOf } from '../commands.ts'
import type { Plan } from '../plan.ts'
import { accepted, type Decision, refused } from './decision.ts'
import { givenName } from './labels.ts'

/** A name is 1–40 characters without line breaks, and no other grid of the community has it. */
export function renameGrid(plan: Plan, command: CommandOf<'renameGrid'>): Decision {
  const grid = gridOf(plan, command.grid)
  if (grid === undefined) return refused('unknown_grid', { grids: [command.grid] })
  if (grid.locked) return refused('grid_locked', { grids: [grid.id] })
  const name = givenName(plan, grid, command.name)
  if (typeof name !== 'string') return { ok: false, refusal: name }
  if (name === grid.name) return refused('nothing_changes')
  return accepted([{ table: 'grids', id: grid.id, before: grid, after: { ...grid, name } }])
}
