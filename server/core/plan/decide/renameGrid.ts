import { gridOf, gridsIn } from '../change.ts'
import type { CommandOf } from '../commands.ts'
import type { Plan } from '../plan.ts'
import { accepted, type Decision, refused } from './decision.ts'

const MOST_CHARACTERS = 40

/** A name is 1–40 characters without line breaks, and no other grid of the community has it. */
export function renameGrid(plan: Plan, command: CommandOf<'renameGrid'>): Decision {
  const grid = gridOf(plan, command.grid)
  if (grid === undefined) return refused('unknown_grid', { grids: [command.grid] })
  if (grid.locked) return refused('grid_locked', { grids: [grid.id] })
  const name = command.name.normalize('NFC').trim()
  if (name === '' || [...name].length > MOST_CHARACTERS || /\p{C}/u.test(name))
    return refused('name_invalid', { grids: [grid.id] })
  if (name === grid.name) return refused('nothing_changes')
  const namesake = gridsIn(plan, grid.community).find((other) => other.name === name)
  if (namesake) return refused('name_taken', { grids: [namesake.id] })
  return accepted([{ table: 'grids', id: grid.id, before: grid, after: { ...grid, name } }])
}
