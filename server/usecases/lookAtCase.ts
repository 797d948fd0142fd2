import type { CaseDetail } from '../contract/incident.ts'
import { recordAudit } from '../db/audit.ts'
import type { Actor, Database } from '../db/database.ts'
import { isIncidentStaff } from './caseActor.ts'
import { type Asking, caseDetail } from './caseDetail.ts'

/** A case with all that whoever asks may know; where somebody's wristband is, is looked at on the record. */
export function lookAtCase(
  database: Database,
  actor: Actor,
  id: string,
  asking: Asking,
): Promise<CaseDetail | undefined> {
  return database.transaction(actor, async (tx) => {
    const detail = await caseDetail(tx, id, asking)
    if (detail?.channel === 'wristband' && isIncidentStaff(actor))
      await recordAudit(tx, 'wristbandLocated', `incident:${id}`)
    return detail
  })
}
