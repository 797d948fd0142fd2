import type { Command } from '#core/plan/commands.ts'
import { decide } from '#core/plan/decide.ts'
import { recordAudit } from '../db/audit.ts'
import type { Actor, Database } from '../db/database.ts'
import { addCommand } from '../db/planCommands.ts'
import { type Edited, editPlan } from './editPlan.ts'
import { done, type Outcome, rejected } from './outcome.ts'
import type { PlanStates } from './planStates.ts'

/** Decides a command again, under the lock, and stores it with what it changed; refuses with the code of `decide`. */
export function performCommand(
  database: Database,
  states: PlanStates,
  actor: Actor,
  id: string,
  { expectedRevision, command }: { readonly expectedRevision: number; readonly command: Command },
): Promise<Outcome<Edited>> {
  return editPlan(database, states, actor, id, expectedRevision, async (tx, plan) => {
    const decision = decide(plan, command)
    if (!decision.ok) {
      const { code, ...about } = decision.refusal
      return rejected(code, about)
    }
    await addCommand(tx, id, command, decision.change)
    await recordAudit(tx, 'commandPerformed', `plan:${id}`, { type: command.type })
    return done(decision.change)
  })
}
