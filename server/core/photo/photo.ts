import { standsAt } from './bytes.ts'
import { strippedJpeg } from './jpeg.ts'
import { PNG_SIGNATURE, strippedPng } from './png.ts'
import type { Stripped } from './stripped.ts'
import { strippedWebp } from './webp.ts'

export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const
export type PhotoType = (typeof PHOTO_TYPES)[number]

export const MAX_PHOTO_BYTES = 8 * 1024 * 1024
/** What a page can still draw: a picture of few bytes may unfold to many pixels. */
const MAX_PHOTO_PIXELS = 120_000_000
/** Of one step of a case, or of its report. */
export const PHOTOS_PER_STEP = 9

/** Why a file is not taken as a photo. */
export type PhotoRefusalCode = 'photo_type_unknown' | 'photo_damaged' | 'photo_too_large'

export type PhotoJudgement =
  | {
      readonly ok: true
      readonly photo: { readonly type: PhotoType; readonly bytes: Uint8Array<ArrayBuffer> }
    }
  | { readonly ok: false; readonly code: PhotoRefusalCode }

const STRIPPED: Record<PhotoType, (bytes: Uint8Array) => Stripped | null> = {
  'image/jpeg': strippedJpeg,
  'image/png': strippedPng,
  'image/webp': strippedWebp,
}

/**
 * A file as it is kept: what draws the picture, and nothing that says where, when, with what or by whom it was taken.
 * What it is, its bytes say, not its name. The same file gives the same bytes, and what was judged once stays as it is.
 */
export function judgedPhoto(file: Uint8Array): PhotoJudgement {
  if (file.length > MAX_PHOTO_BYTES) return { ok: false, code: 'photo_too_large' }
  const type = photoTypeOf(file)
  if (!type) return { ok: false, code: 'photo_type_unknown' }
  const stripped = STRIPPED[type](file)
  if (!stripped || stripped.width * stripped.height === 0) return { ok: false, code: 'photo_damaged' }
  const { bytes, width, height } = stripped
  if (width * height > MAX_PHOTO_PIXELS) return { ok: false, code: 'photo_too_large' }
  return { ok: true, photo: { type, bytes } }
}

/** By its first bytes; null for whatever is no photo. */
function photoTypeOf(file: Uint8Array): PhotoType | null {
  if (standsAt(file, 0, '\xff\xd8\xff')) return 'image/jpeg'
  if (standsAt(file, 0, PNG_SIGNATURE)) return 'image/png'
  return standsAt(file, 0, 'RIFF') && standsAt(file, 8, 'WEBP') ? 'image/webp' : null
}
