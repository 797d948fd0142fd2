import { create } from 'zustand'
import { HandoverNews, type ShiftDesk } from '#contract/shift.ts'
import { liveNews } from '../api/liveNews.ts'
import type { Failure } from '../api/request.ts'
import * as api from '../api/shiftEndpoints.ts'
import { shift } from '../words/shift.ts'
import type { Words } from '../words/words.ts'
import { notify } from './notices.ts'
import { useSession } from './session.ts'
import { isDesk } from './workspace.ts'

/** How the desk goes from one shift to the next, and which page of it lies over the map. */
interface ShiftPages {
  readonly page: 'brief' | 'handover' | null
  readonly desk: ShiftDesk | null
  /** Why the desk could not be read. */
  readonly failure: Failure | null
  /** What is written for the next shift; sent as it is, it has one id however often it is sent. */
  readonly note: string
  readonly noteId: string | null
  readonly isSending: boolean
  /** Why the last step was not done. */
  readonly refusal: Failure | null
  show(page: ShiftPages['page']): void
  /** Follows the hand-overs of this desk until the answer is called. */
  follow(): () => void
  load(): Promise<void>
  write(note: string): void
  give(): Promise<void>
  take(id: string): Promise<void>
}

export const useShiftDesk = create<ShiftPages>()((set, state) => {
  const me = () => useSession.getState().session
  const sent = async (answering: ReturnType<typeof api.takeOver>, words: Words) => {
    set({ isSending: true, refusal: null })
    const answer = await answering
    set({ isSending: false, refusal: answer.ok ? null : answer.failure })
    if (answer.ok) notify('plain', words)
    await state().load()
    return answer.ok
  }
  return {
    ...{ page: null, desk: null, failure: null, isSending: false, refusal: null },
    ...{ note: '', noteId: null },
    show(page) {
      set({ page, refusal: null })
      if (page === 'handover') void state().load()
    },
    follow() {
      set({ desk: null })
      return liveNews({
        hear(kind, { area, payload }) {
          const news = kind === 'handover' ? HandoverNews.safeParse(payload) : null
          // Those of other desks are theirs.
          if (!news?.success || area !== me()?.scope || !isDesk(me())) return
          const { step, person, name } = news.data
          if (person !== me()?.user)
            notify('plain', step === 'given' ? shift.newsGiven : shift.newsTaken, { name })
          void state().load()
        },
        reset(layer) {
          if (layer === null) void state().load()
        },
      })
    },
    async load() {
      if (!isDesk(me())) return
      const answer = await api.shiftDesk()
      set(answer.ok ? { desk: answer.value, failure: null } : { failure: answer.failure })
    },
    write: (note) => set({ note, noteId: null }),
    async give() {
      const { noteId, note, isSending } = state()
      if (isSending) return
      const id = noteId ?? crypto.randomUUID()
      set({ noteId: id })
      if (await sent(api.handOver(id, note), shift.youGave)) set({ note: '', noteId: null })
    },
    async take(id) {
      if (!state().isSending) await sent(api.takeOver(id), shift.youTook)
    },
  }
})

/** How many hand-overs wait for this person to sign. */
export const useToTakeOver = (): number => {
  const user = useSession(({ session }) => session?.user)
  return useShiftDesk(
    ({ desk }) =>
      desk?.handovers.filter(({ taken, given }) => taken === null && given.person !== user).length ?? 0,
  )
}
