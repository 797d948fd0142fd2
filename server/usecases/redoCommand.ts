import { recordAudit } from '../db/audit.ts'
import type { Actor, Database } from '../db/database.ts'
import { markCommand, oldestUndone } from '../db/planCommands.ts'
import { type Edited, editPlan } from './editPlan.ts'
import { done, type Outcome, rejected } from './outcome.ts'
import type { PlanStates } from './planStates.ts'

/** Does the command again that was undone last. */
export function redoCommand(
  database: Database,
  states: PlanStates,
  actor: Actor,
  id: string,
  expectedRevision: number | undefined,
): Promise<Outcome<Edited>> {
  return editPlan(database, states, actor, id, expectedRevision, async (tx) => {
    const undone = await oldestUndone(tx, id)
    if (!undone) return rejected('nothing_to_redo')
    await markCommand(tx, id, undone.seq, 'done')
    await recordAudit(tx, 'commandRedone', `plan:${id}`, { seq: undone.seq })
    return done(undone.change)
  })
}
