import type { PlanComment } from '../contract/planComment.ts'
import { recordAudit } from '../db/audit.ts'
import type { Actor, Database } from '../db/database.ts'
import { comment, markResolved } from '../db/planComments.ts'
import { lockedPlan } from '../db/plans.ts'
import { done, type Outcome, rejected } from './outcome.ts'

/** Closes a comment; it stays to be read. */
export async function resolveComment(
  database: Database,
  actor: Actor,
  id: string,
  commentId: string,
): Promise<Outcome<PlanComment>> {
  return database.transaction(actor, async (tx) => {
    if (!(await lockedPlan(tx, id, 'to read'))) return rejected('not_found')
    const isNow = await markResolved(tx, id, commentId)
    const resolved = await comment(tx, id, commentId)
    if (!resolved) return rejected('not_found')
    if (!isNow) return rejected('already_resolved', { by: resolved.resolvedBy })
    await recordAudit(tx, 'commentResolved', `plan:${id}`, { comment: commentId })
    return done(resolved)
  })
}
