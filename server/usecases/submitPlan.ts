import { findings } from '#core/plan/findings.ts'
import type { Plan } from '#core/plan/plan.ts'
import { publication } from '#core/plan/publication.ts'
import { recordAudit } from '../db/audit.ts'
import type { Actor, Database } from '../db/database.ts'
import { lockedPlan, markSubmitted } from '../db/plans.ts'
import { settings } from '../db/settings.ts'
import { baseChanged } from './baseChanged.ts'
import { done, type Outcome, type Rejection, rejected } from './outcome.ts'
import { worksOn } from './planRoles.ts'
import type { PlanStates } from './planStates.ts'

/** Hands a draft in for signing; from now on nobody edits it. */
export async function submitPlan(
  database: Database,
  states: PlanStates,
  actor: Actor,
  id: string,
): Promise<Outcome<null>> {
  return database.transaction(actor, async (tx) => {
    const row = await lockedPlan(tx, id, 'to write')
    if (!row) return rejected('not_found')
    if (!worksOn(actor, row.kind)) return rejected('role_forbids')
    if (row.status !== 'draft') return rejected('plan_not_draft', { status: row.status })
    const plan = await states.of(tx, row)
    const writes = Object.values(publication(plan)).some((rows) => rows.length > 0)
    if (!writes) return rejected('plan_empty')
    if (row.reason === '' && (await settings(tx))?.reasonRequired) return rejected('reason_missing')
    const blocked = (await baseChanged(tx, row, plan)) ?? blockedByFindings(plan)
    if (blocked) return blocked
    await markSubmitted(tx, id)
    await recordAudit(tx, 'planSubmitted', `plan:${id}`)
    return done(null)
  })
}

/** The rejection that lists the errors among the plan's findings, if there are any. */
export function blockedByFindings(plan: Plan): Rejection | undefined {
  const errors = findings(plan).filter(({ severity }) => severity === 'error')
  return errors.length > 0 ? rejected('findings_block', { findings: errors }) : undefined
}
