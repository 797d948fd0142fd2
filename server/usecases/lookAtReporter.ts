import { recordAudit } from '../db/audit.ts'
import type { Actor, Database } from '../db/database.ts'
import { caseRow, reporterOf } from '../db/incidents.ts'

/** Who reported a case, in clear; the look is recorded with it. Undefined where there is no case, or nobody was named. */
export function lookAtReporter(
  database: Database,
  actor: Actor,
  id: string,
): Promise<{ name: string; phone: string } | undefined> {
  return database.transaction(actor, async (tx) => {
    if (!(await caseRow(tx, id))) return undefined
    const reporter = await reporterOf(tx, id)
    if (reporter) await recordAudit(tx, 'reporterSeen', `incident:${id}`)
    return reporter
  })
}
