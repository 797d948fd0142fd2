import { z } from 'zod'
import { PHOTO_TYPES, type PhotoType } from '#core/photo/photo.ts'
import type { Transaction } from './database.ts'
import { only, parsed } from './row.ts'

/** An upload that no step of a case has used is kept this long. */
const KEPT = '24 hours'

const Type = z.enum(PHOTO_TYPES)
/** A file goes to the database and back as Base64: as bytes, which PGlite spells out, 8 MB take 3 s there, so 0.5 s. */
const written = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64')
const Bytes = z.string().transform((text) => Buffer.from(text, 'base64'))

export interface Photo {
  readonly type: PhotoType
  readonly bytes: Uint8Array
}

/**
 * Lets a photo wait under its id until a step of a case has it; false where the id stands for another photo, or
 * somebody else's. The same photo again changes nothing.
 */
export async function addUpload(tx: Transaction, id: string, { type, bytes }: Photo): Promise<boolean> {
  const { user, scope } = tx.actor
  const added = await tx.query(
    `insert into photo_uploads (id, uploaded_by, scope, type, bytes)
     values ($1, $2, $3, $4, decode($5, 'base64')) on conflict (id) do nothing returning id`,
    [id, user, scope, type, written(bytes)],
  )
  if (added.length > 0) return true
  const same = await tx.query(
    `select id from photo_uploads where id = $1 and uploaded_by = $2 and bytes = decode($3, 'base64')`,
    [id, user, written(bytes)],
  )
  return same.length > 0
}

/** How many photos of the actor wait to be used. */
export async function uploadsWaiting(tx: Transaction): Promise<number> {
  const rows = await tx.query('select count(*)::int as n from photo_uploads where uploaded_by = $1', [
    tx.actor.user,
  ])
  return z.object({ n: z.int() }).parse(rows[0]).n
}

const WaitingRow = z.object({ id: z.string(), type: Type, size: z.int() })
export type WaitingPhoto = z.infer<typeof WaitingRow>

/**
 * Those of the photos that wait under this account and that the case (null for a new one) has not had before, locked
 * until the transaction ends; always in the same order.
 */
export async function lockedUploads(
  tx: Transaction,
  uploadedBy: string,
  incident: string | null,
  ids: readonly string[],
): Promise<WaitingPhoto[]> {
  const rows = await tx.query(
    `select u.id, u.type, octet_length(u.bytes) as size from photo_uploads u
      where u.id = any($1::uuid[]) and u.uploaded_by = $2
        and not exists (select from incident_photos p where p.incident = $3::uuid and p.id = u.id)
      order by u.id for update of u`,
    [ids, uploadedBy, incident],
  )
  return parsed(WaitingRow, rows)
}

/** Moves photos that are locked to a step of a case that is locked, or new. */
export async function attachUploads(
  tx: Transaction,
  ids: readonly string[],
  step: { readonly incident: string; readonly area: string; readonly version: number },
): Promise<void> {
  await tx.query(
    `with taken as (delete from photo_uploads where id = any($1::uuid[]) returning id, type, bytes)
     insert into incident_photos (incident, id, version, area, type, bytes)
     select $2, id, $3, $4, type, bytes from taken`,
    [ids, step.incident, step.version, step.area],
  )
}

/** The photos of a case in the actor's scope that are kept. */
export async function photosKept(tx: Transaction, incident: string): Promise<Set<string>> {
  const rows = await tx.query(
    'select id from incident_photos where incident = $1 and starts_with(area, $2)',
    [incident, tx.actor.scope],
  )
  return new Set(rows.map(({ id }) => String(id)))
}

/** A photo of a case in the actor's scope, or undefined. */
export async function photoOf(tx: Transaction, incident: string, id: string): Promise<Photo | undefined> {
  const rows = await tx.query(
    `select type, encode(bytes, 'base64') as bytes from incident_photos where incident = $1 and id = $2 and starts_with(area, $3)`,
    [incident, id, tx.actor.scope],
  )
  return only(z.object({ type: Type, bytes: Bytes }), rows)
}

export async function forgetOldUploads(tx: Transaction): Promise<void> {
  await tx.query(`delete from photo_uploads where uploaded_at < now() - interval '${KEPT}'`)
}
