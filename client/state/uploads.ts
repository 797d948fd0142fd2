import type { Attachment, PhotoTaken } from '#contract/incident.ts'
import type { Failure } from '../api/request.ts'

/** A photo on its way from the desk into a step or a report. */
export interface Upload {
  /** Its id on the server too. */
  readonly id: string
  readonly name: string
  /** Where the page shows it from. */
  readonly preview: string
  /** How much of it is out, 0–1. */
  readonly share: number
  /** As the server has it. */
  readonly taken: PhotoTaken | null
  /** Why it is not there. */
  readonly failure: Failure | null
}

export type UploadEvent =
  | { readonly kind: 'chosen'; readonly photos: readonly Pick<Upload, 'id' | 'name' | 'preview'>[] }
  | { readonly kind: 'told'; readonly id: string; readonly share: number }
  | { readonly kind: 'taken'; readonly id: string; readonly taken: PhotoTaken }
  | { readonly kind: 'failed'; readonly id: string; readonly failure: Failure }
  /** Sent once more, under the same id or, where the server has forgotten that one, under a new one. */
  | { readonly kind: 'again'; readonly id: string; readonly as: string }
  | { readonly kind: 'removed'; readonly id: string }

const BEGUN = { share: 0, taken: null, failure: null } as const

/** The photos of a draft after something happened to them; what happens to one that was removed is forgotten. */
export function uploadsAfter(uploads: readonly Upload[], event: UploadEvent): readonly Upload[] {
  if (event.kind === 'chosen') return [...uploads, ...event.photos.map((photo) => ({ ...photo, ...BEGUN }))]
  if (event.kind === 'removed') return uploads.filter(({ id }) => id !== event.id)
  const after = (one: Upload): Upload => {
    switch (event.kind) {
      case 'told':
        return { ...one, share: event.share }
      case 'taken':
        return { ...one, share: 1, taken: event.taken }
      case 'failed':
        return { ...one, failure: event.failure }
      case 'again':
        return { ...one, ...BEGUN, id: event.as }
    }
  }
  return uploads.map((one) => (one.id === event.id ? after(one) : one))
}

/** Those that the server has, as a step names them. */
export const attachmentsOf = (uploads: readonly Upload[]): Attachment[] =>
  uploads.flatMap(({ id, name, taken }) =>
    taken ? [{ id, kind: 'photo', name: name.slice(-200), type: taken.type, bytes: taken.bytes }] : [],
  )

/** Some are still on their way, or did not arrive: a step without them would leave them behind. */
export const isUnfinished = (uploads: readonly Upload[]): boolean => uploads.some(({ taken }) => !taken)
