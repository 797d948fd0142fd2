import { invertChange } from '#core/plan/change.ts'
import { recordAudit } from '../db/audit.ts'
import type { Actor, Database } from '../db/database.ts'
import { markCommand, newestDone } from '../db/planCommands.ts'
import { type Edited, editPlan } from './editPlan.ts'
import { done, type Outcome, rejected } from './outcome.ts'
import type { PlanStates } from './planStates.ts'

/** Takes the newest command of a draft back. */
export function undoCommand(
  database: Database,
  states: PlanStates,
  actor: Actor,
  id: string,
  expectedRevision: number | undefined,
): Promise<Outcome<Edited>> {
  return editPlan(database, states, actor, id, expectedRevision, async (tx) => {
    const newest = await newestDone(tx, id)
    if (!newest) return rejected('nothing_to_undo')
    await markCommand(tx, id, newest.seq, 'undone')
    await recordAudit(tx, 'commandUndone', `plan:${id}`, { seq: newest.seq })
    return done(invertChange(newest.change))
  })
}
