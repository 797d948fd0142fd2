import { applyChange } from '#core/plan/change.ts'
import type { Change, Plan } from '#core/plan/plan.ts'
import type { Actor, Database, Transaction } from '../db/database.ts'
import { bumpRevision, lockedPlan, type PlanRow } from '../db/plans.ts'
import { done, type Outcome, rejected } from './outcome.ts'
import { worksOn } from './planRoles.ts'
import type { PlanStates } from './planStates.ts'

export interface Edited {
  readonly row: PlanRow
  readonly plan: Plan
  readonly change: Change
}

/**
 * What a command, undo and redo have in common: lock the draft, compare the revision, let `edit` decide and store,
 * count the revision up, and only after the commit remember the new state.
 */
export async function editPlan(
  database: Database,
  states: PlanStates,
  actor: Actor,
  id: string,
  expectedRevision: number | undefined,
  edit: (tx: Transaction, plan: Plan) => Promise<Outcome<Change>>,
): Promise<Outcome<Edited>> {
  const outcome = await database.transaction(actor, async (tx): Promise<Outcome<Edited>> => {
    const before = await lockedPlan(tx, id, 'to write')
    if (!before) return rejected('not_found')
    if (!worksOn(actor, before.kind)) return rejected('role_forbids')
    if (before.status !== 'draft') return rejected('plan_not_draft', { status: before.status })
    if (expectedRevision !== undefined && expectedRevision !== before.revision)
      return rejected('stale_revision', { revision: before.revision })
    const plan = await states.of(tx, before)
    const edited = await edit(tx, plan)
    if (!edited.ok) return edited
    await bumpRevision(tx, id)
    const row = await lockedPlan(tx, id, 'to write')
    if (!row) throw new Error(`plan ${id} vanished while it was locked`)
    return done({ row, plan: applyChange(plan, edited.value), change: edited.value })
  })
  if (outcome.ok) states.keep(id, outcome.value.row.revision, outcome.value.plan)
  return outcome
}
