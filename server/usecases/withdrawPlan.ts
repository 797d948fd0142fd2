import { recordAudit } from '../db/audit.ts'
import type { Actor, Database } from '../db/database.ts'
import { lockedPlan, markDraft, markWithdrawn } from '../db/plans.ts'
import { done, type Outcome, rejected } from './outcome.ts'
import { worksOn } from './planRoles.ts'

/** A submitted plan becomes a draft again and loses its signatures; a draft is given up. */
export async function withdrawPlan(database: Database, actor: Actor, id: string): Promise<Outcome<null>> {
  return database.transaction(actor, async (tx) => {
    const row = await lockedPlan(tx, id, 'to write')
    if (!row) return rejected('not_found')
    if (!worksOn(actor, row.kind)) return rejected('role_forbids')
    if (row.status === 'submitted') await markDraft(tx, id)
    else if (row.status === 'draft') await markWithdrawn(tx, id)
    else return rejected('plan_closed', { status: row.status })
    await recordAudit(tx, 'planWithdrawn', `plan:${id}`, { from: row.status, signatures: row.signatures })
    return done(null)
  })
}
