import { create } from 'zustand'
import type { Fill, Words } from '../words/words.ts'

export interface Notice {
  readonly id: number
  /** `lost` stays until it is dismissed: something that was done is no longer there. */
  readonly tone: 'plain' | 'bad' | 'lost'
  readonly words: Words
  readonly fill?: Fill
}
interface Notices {
  readonly notices: readonly Notice[]
  dismiss(id: number): void
}

/** Long enough to read the words; something that went wrong stays longer. */
const SHOWN_MS = { plain: 6_000, bad: 12_000 }
/** More at once would hide the map, and nobody reads three. */
const MOST_SHOWN = 2
let count = 0

export const useNotices = create<Notices>()((set) => ({
  notices: [],
  dismiss: (id) => set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
}))

/** What went wrong before is over: somebody has begun something else. */
export const hush = (): void =>
  useNotices.setState(({ notices }) => ({ notices: notices.filter(({ tone }) => tone !== 'bad') }))

/** Says something at the foot of the page; the same words twice in a row are shown once. */
export const notify = (tone: Notice['tone'], words: Words, fill?: Fill): void => {
  const id = ++count
  const notice: Notice = { id, tone, words, ...(fill && { fill }) }
  useNotices.setState(({ notices }) => ({
    notices: [...notices.filter((other) => other.words !== words).slice(1 - MOST_SHOWN), notice],
  }))
  if (tone !== 'lost') setTimeout(() => useNotices.getState().dismiss(id), SHOWN_MS[tone])
}
