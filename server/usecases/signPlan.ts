import { recordAudit } from '../db/audit.ts'
import type { Actor, Database } from '../db/database.ts'
import { addSignature, lockedPlan } from '../db/plans.ts'
import { done, type Outcome, rejected } from './outcome.ts'
import { levelOf } from './signatures.ts'

/** Signs a submitted plan for the level of the signer's own scope. */
export async function signPlan(
  database: Database,
  actor: Actor,
  signerName: string,
  id: string,
): Promise<Outcome<null>> {
  return database.transaction(actor, async (tx) => {
    const row = await lockedPlan(tx, id, 'to write')
    if (!row) return rejected('not_found')
    if (row.status !== 'submitted') return rejected('plan_not_submitted', { status: row.status })
    const level = levelOf(actor.scope)
    if (row.signatures.some((signature) => signature.level === level))
      return rejected('already_signed', { level })
    await addSignature(tx, id, { level, name: signerName })
    await recordAudit(tx, 'planSigned', `plan:${id}`, { level })
    return done(null)
  })
}
