import { type Point, toDegrees } from '#core/geometry/lattice.ts'
import type { Uuid } from '#core/plan/plan.ts'
import { PlanComment } from '../contract/planComment.ts'
import type { Transaction } from './database.ts'
import { pointToEwkb } from './ewkb.ts'
import { announcePlan } from './plans.ts'
import { only, PointColumn, parsed, Timestamp } from './row.ts'

const CommentRow = PlanComment.extend({
  at: PointColumn.transform((point): [number, number] => [...toDegrees(point)]).nullable(),
  writtenAt: Timestamp,
  resolvedAt: Timestamp.nullable(),
})

const COMMENT = `
  select id, text, at, grid, written_by as "writtenBy", name, written_at as "writtenAt",
         resolved_by as "resolvedBy", resolved_at as "resolvedAt"
    from plan_comments`

/** The comments on a plan, oldest first. */
export async function planComments(tx: Transaction, plan: Uuid): Promise<PlanComment[]> {
  return parsed(CommentRow, await tx.query(`${COMMENT} where plan = $1 order by written_at, id`, [plan]))
}

export interface CommentToAdd {
  readonly id: Uuid
  readonly plan: Uuid
  readonly text: string
  readonly at: Point | null
  readonly grid: Uuid | null
  readonly name: string
}

/** Stores a comment in the actor's name and tells whoever watches the plan. */
export async function addComment(
  tx: Transaction,
  { id, plan, text, at, grid, name }: CommentToAdd,
): Promise<PlanComment> {
  await tx.query(
    `insert into plan_comments (id, plan, text, at, grid, written_by, name) values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, plan, text, at && pointToEwkb(at), grid, tx.actor.user, name],
  )
  await announcePlan(tx, plan)
  const row = await comment(tx, plan, id)
  if (!row) throw new Error(`comment ${id} was not stored`)
  return row
}

/** Marks an open comment as resolved and tells whoever watches the plan; answers false if it was resolved already. */
export async function markResolved(tx: Transaction, plan: Uuid, id: Uuid): Promise<boolean> {
  const rows = await tx.query(
    `update plan_comments set resolved_by = $3, resolved_at = clock_timestamp()
      where plan = $1 and id = $2 and resolved_at is null returning id`,
    [plan, id, tx.actor.user],
  )
  if (rows.length === 0) return false
  await announcePlan(tx, plan)
  return true
}

/** A comment on a plan, or undefined. */
export async function comment(tx: Transaction, plan: Uuid, id: Uuid): Promise<PlanComment | undefined> {
  return only(CommentRow, await tx.query(`${COMMENT} where plan = $1 and id = $2`, [plan, id]))
}
