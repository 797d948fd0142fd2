import { PHOTOS_PER_STEP } from '#core/photo/photo.ts'
import type { Attachment } from '../contract/incident.ts'
import type { Transaction } from '../db/database.ts'
import { lockedUploads } from '../db/photos.ts'
import type { CaseOutcome } from './caseOutcome.ts'
import { done, rejected } from './outcome.ts'

/**
 * What comes along with a step of a case (null for a new one): each photo was sent before by the same account and waits
 * to be used, and is told as it is kept. Whoever goes on has them locked, and moves them to the case with
 * `attachUploads`.
 */
export async function attachedPhotos(
  tx: Transaction,
  uploadedBy: string,
  incident: string | null,
  attachments: readonly Attachment[],
): Promise<CaseOutcome<{ readonly attachments: Attachment[]; readonly photos: string[] }>> {
  const named = attachments.filter(({ kind }) => kind === 'photo').map(({ id }) => id)
  if (named.length === 0) return done({ attachments: [...attachments], photos: [] })
  if (named.length > PHOTOS_PER_STEP) return rejected('too_many_photos')
  const waiting = new Map(
    (await lockedUploads(tx, uploadedBy, incident, named)).map((photo) => [photo.id, photo]),
  )
  const missing = named.filter((id, n) => !waiting.has(id) || named.indexOf(id) !== n)
  if (missing.length > 0) return rejected('photo_unknown', { photos: missing })
  return done({
    attachments: attachments.map((one) => {
      const photo = waiting.get(one.id)
      return photo ? { ...one, type: photo.type, bytes: photo.size } : one
    }),
    photos: named,
  })
}
