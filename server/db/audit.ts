import type { Actor, Transaction } from './database.ts'

/**
 * One row of the audit, in the name of the transaction's actor, or of whom the system does it for. `subject` names a
 * row: 'plan:<id>'.
 */
export async function recordAudit(
  tx: Transaction,
  action: string,
  subject: string,
  detail: Record<string, unknown> = {},
  by: Actor = tx.actor,
): Promise<void> {
  const { user, role, scope } = by
  await tx.query(
    `insert into audit (actor, role, scope, action, subject, detail) values ($1, $2, $3, $4, $5, $6)`,
    [user, role, scope, action, subject, JSON.stringify(detail)],
  )
}
