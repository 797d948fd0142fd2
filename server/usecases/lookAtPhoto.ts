import { recordAudit } from '../db/audit.ts'
import type { Actor, Database } from '../db/database.ts'
import { caseRow } from '../db/incidents.ts'
import { type Photo, photoOf } from '../db/photos.ts'
import { isIncidentStaff } from './caseActor.ts'

/**
 * A photo of a case, for whoever may read what the case tells; the look is recorded with it, because a photo of
 * somebody's door is about somebody. Undefined where there is none.
 */
export function lookAtPhoto(
  database: Database,
  actor: Actor,
  incident: string,
  id: string,
): Promise<Photo | undefined> {
  return database.transaction(actor, async (tx) => {
    const row = await caseRow(tx, incident)
    if (!row || (row.channel === 'wristband' && !isIncidentStaff(actor))) return undefined
    const photo = await photoOf(tx, incident, id)
    if (photo) await recordAudit(tx, 'photoSeen', `incident:${incident}`, { photo: id })
    return photo
  })
}
