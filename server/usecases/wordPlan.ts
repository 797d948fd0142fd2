import type { PlanWords } from '../contract/plan.ts'
import { recordAudit } from '../db/audit.ts'
import type { Actor, Database } from '../db/database.ts'
import { describePlan } from '../db/plans.ts'
import { type Edited, editPlan } from './editPlan.ts'
import { done, type Outcome } from './outcome.ts'
import type { PlanStates } from './planStates.ts'

/** Gives a draft another name or reason. A new revision, but no command: undo does not take it back. */
export function wordPlan(
  database: Database,
  states: PlanStates,
  actor: Actor,
  id: string,
  { expectedRevision, ...words }: PlanWords,
): Promise<Outcome<Edited>> {
  return editPlan(database, states, actor, id, expectedRevision, async (tx) => {
    await describePlan(tx, id, words)
    await recordAudit(tx, 'planWorded', `plan:${id}`, words)
    return done([])
  })
}
