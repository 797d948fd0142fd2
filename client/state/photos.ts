import { create } from 'zustand'
import { PHOTOS_PER_STEP } from '#core/photo/photo.ts'
import { sendPhoto } from '../api/photoEndpoints.ts'
import { type Failure, isPassing } from '../api/request.ts'
import { scaledPhoto } from './scaledPhoto.ts'
import { type Upload, type UploadEvent, uploadsAfter } from './uploads.ts'

interface Photos {
  /** By what they are for: the report, or the step of a case. */
  readonly drafts: Readonly<Record<string, readonly Upload[]>>
  /** Takes pictures into a draft and sends them, one after the other; false where not all have room. */
  add(draft: string, files: readonly File[]): boolean
  remove(draft: string, id: string): void
  retry(draft: string, id: string): void
  /** The server has them no longer, or never had: they are sent anew. */
  resend(draft: string, ids: readonly string[]): void
  /** The draft was done, or given up. */
  forget(draft: string): void
}

export const REPORT_PHOTOS = 'report'
export const photosOfCase = (id: string): string => `case ${id}`
export const NO_UPLOADS: readonly Upload[] = []

/** The photos that a step was refused for, because the server does not have them. */
export const photosUnknown = ({ code, about }: Failure): readonly string[] =>
  code === 'photo_unknown' && Array.isArray(about?.photos) ? about.photos.map(String) : []

/** A line that is gone may be back. */
const RETRY_MS = 5_000

/** What a store should not hold: the files of the uploads by id, and how to break one off. */
const files = new Map<string, { readonly file: Blob; readonly stop: AbortController }>()

export const usePhotos = create<Photos>()((set, state) => {
  const uploadsOf = (draft: string) => state().drafts[draft] ?? NO_UPLOADS
  const happened = (draft: string, event: UploadEvent) => {
    const { [draft]: uploads = NO_UPLOADS, ...others } = state().drafts
    const after = uploadsAfter(uploads, event)
    set({ drafts: after.length > 0 ? { ...others, [draft]: after } : others })
  }

  let last: Promise<unknown> = Promise.resolve()
  const send = (draft: string, id: string) => {
    last = last.then(async () => {
      const waiting = files.get(id)
      // Removed while others were sent, or asked for twice.
      if (!waiting || uploadsOf(draft).some((one) => one.id === id && one.taken)) return
      const photo = await scaledPhoto(waiting.file)
      const answer = await sendPhoto(id, photo, waiting.stop.signal, (share) =>
        happened(draft, { kind: 'told', id, share }),
      )
      if (!files.has(id)) return
      if (answer.ok) return happened(draft, { kind: 'taken', id, taken: answer.value })
      happened(draft, { kind: 'failed', id, failure: answer.failure })
      if (isPassing(answer.failure)) setTimeout(() => state().retry(draft, id), RETRY_MS)
    })
  }
  const sendAgain = (draft: string, id: string, as: string) => {
    const kept = files.get(id)
    if (!kept) return
    files.delete(id)
    files.set(as, kept)
    happened(draft, { kind: 'again', id, as })
    send(draft, as)
  }
  const drop = ({ id, preview }: Upload) => {
    files.get(id)?.stop.abort()
    files.delete(id)
    URL.revokeObjectURL(preview)
  }

  return {
    drafts: {},
    add(draft, chosen) {
      const fitting = chosen.slice(0, PHOTOS_PER_STEP - uploadsOf(draft).length)
      const photos = fitting.map((file) => {
        const id = crypto.randomUUID()
        files.set(id, { file, stop: new AbortController() })
        return { id, name: file.name, preview: URL.createObjectURL(file) }
      })
      happened(draft, { kind: 'chosen', photos })
      for (const { id } of photos) send(draft, id)
      return fitting.length === chosen.length
    },
    remove(draft, id) {
      for (const upload of uploadsOf(draft)) if (upload.id === id) drop(upload)
      happened(draft, { kind: 'removed', id })
    },
    retry(draft, id) {
      if (uploadsOf(draft).some((upload) => upload.id === id && upload.failure)) sendAgain(draft, id, id)
    },
    resend(draft, ids) {
      for (const id of ids) sendAgain(draft, id, crypto.randomUUID())
    },
    forget(draft) {
      uploadsOf(draft).forEach(drop)
      const { [draft]: _, ...drafts } = state().drafts
      set({ drafts })
    },
  }
})
