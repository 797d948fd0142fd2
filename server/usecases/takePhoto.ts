import { judgedPhoto } from '#core/photo/photo.ts'
import type { PhotoTaken } from '../contract/incident.ts'
import { recordAudit } from '../db/audit.ts'
import type { Actor, Database } from '../db/database.ts'
import { addUpload, uploadsWaiting } from '../db/photos.ts'
import type { CaseOutcome } from './caseOutcome.ts'
import { done, rejected } from './outcome.ts'

/** Of one account: more than anybody has in hand at once. */
const MOST_WAITING = 100

/**
 * Takes a photo without what its file tells of place, time and camera, under an id that whoever sends it has made, so
 * that sending it again changes nothing. It waits a day for the step of a case that it belongs to.
 */
export async function takePhoto(
  database: Database,
  actor: Actor,
  id: string,
  file: Uint8Array,
): Promise<CaseOutcome<PhotoTaken>> {
  const judgement = judgedPhoto(file)
  if (!judgement.ok) return rejected(judgement.code)
  const { type, bytes } = judgement.photo
  return database.transaction(actor, async (tx) => {
    if ((await uploadsWaiting(tx)) >= MOST_WAITING) return rejected('too_many_uploads')
    if (!(await addUpload(tx, id, judgement.photo))) return rejected('idempotency_key_reused')
    await recordAudit(tx, 'photoTaken', `photo:${id}`, { type, bytes: bytes.length })
    return done({ id, type, bytes: bytes.length })
  })
}
