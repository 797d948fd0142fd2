import { randomUUID } from 'node:crypto'
import { toLattice } from '#core/geometry/lattice.ts'
import { gridOf } from '#core/plan/change.ts'
import type { NewPlanComment, PlanComment } from '../contract/planComment.ts'
import { recordAudit } from '../db/audit.ts'
import type { Actor, Database } from '../db/database.ts'
import { addComment } from '../db/planComments.ts'
import { lockedPlan } from '../db/plans.ts'
import { done, type Outcome, rejected } from './outcome.ts'
import type { PlanStates } from './planStates.ts'

/** Adds a comment to a plan, whatever its status: it may be about a grid of the draft or of its base. */
export async function commentPlan(
  database: Database,
  states: PlanStates,
  actor: Actor,
  writerName: string,
  id: string,
  { text, at, grid }: NewPlanComment,
): Promise<Outcome<PlanComment>> {
  return database.transaction(actor, async (tx) => {
    const row = await lockedPlan(tx, id, 'to read')
    if (!row) return rejected('not_found')
    if (grid !== undefined) {
      const plan = await states.of(tx, row)
      if (!gridOf(plan, grid) && !plan.base.grids.has(grid))
        return rejected('unknown_grid', { grids: [grid] })
    }
    const comment = { id: randomUUID(), plan: id, text, at: at && toLattice(at), grid: grid ?? null }
    const stored = await addComment(tx, { ...comment, name: writerName })
    await recordAudit(tx, 'commentWritten', `plan:${id}`, { comment: comment.id })
    return done(stored)
  })
}
