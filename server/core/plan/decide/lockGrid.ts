import { gridOf } from '../change.ts'
import type { CommandOf } from '../commands.ts'
import type { Plan, Uuid } from '../plan.ts'
import { accepted, type Decision, refused } from './decision.ts'

/** A locked grid neither gives nor takes ground or buildings, and keeps its name, until it is unlocked. */
export const lockGrid = (plan: Plan, { grid }: CommandOf<'lockGrid'>): Decision => withLock(plan, grid, true)
export const unlockGrid = (plan: Plan, { grid }: CommandOf<'unlockGrid'>): Decision =>
  withLock(plan, grid, false)

function withLock(plan: Plan, id: Uuid, locked: boolean): Decision {
  const grid = gridOf(plan, id)
  if (grid === undefined) return refused('unknown_grid', { grids: [id] })
  if (grid.locked === locked) return refused('nothing_changes')
  return accepted([{ table: 'grids', id, before: grid, after: { ...grid, locked } }])
}
