import { recordAudit } from '../db/audit.ts'
import type { Actor, Database } from '../db/database.ts'
import { addSignature, lockedPlan } from '../db/plans.ts'
import { done, type Outcome, rejected } from './outcome.ts'
import { worksOn } from './planRoles.ts'
import { levelOf } from './signatures.ts'

/** Signs a submitted plan: a planner for the level of their own scope, a liaison for the police. */
export async function signPlan(
  database: Database,
  actor: Actor,
  signerName: string,
  id: string,
): Promise<Outcome<null>> {
  return database.transaction(actor, async (tx) => {
    const row = await lockedPlan(tx, id, 'to write')
    if (!row) return rejected('not_found')
    if (!worksOn(actor, row.kind)) return rejected('role_forbids')
    if (row.status !== 'submitted') return rejected('plan_not_submitted', { status: row.status })
    const level = actor.role === 'liaison' ? 'police' : levelOf(actor.scope)
    if (row.signatures.some((signature) => signature.level === level))
      return rejected('already_signed', { level })
    await addSignature(tx, id, { level, name: signerName })
    await recordAudit(tx, 'planSigned', `plan:${id}`, { level })
    return done(null)
  })
}
