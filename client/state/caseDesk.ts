import { create } from 'zustand'
import type { CaseDetail, CaseSummary } from '#contract/incident.ts'
import type { Action } from '#core/incident/case.ts'
import { isQuiet } from '#core/incident/lifecycle.ts'
import * as api from '../api/incidentEndpoints.ts'
import type { Failure } from '../api/request.ts'
import { useCases } from './cases.ts'
import { photosOfCase, photosUnknown, usePhotos } from './photos.ts'
import { useSession } from './session.ts'

/** What somebody has begun to write for an action: kept while they look elsewhere, and when somebody else was first. */
export interface Draft {
  readonly action: Action
  readonly fields: Readonly<Record<string, unknown>>
}

/** The case that lies open on the desk. */
interface CaseDesk {
  readonly id: string | null
  readonly detail: CaseDetail | null
  readonly status: 'closed' | 'loading' | 'ready' | 'failed'
  readonly failure: Failure | null
  /** Why the last action was not done. */
  readonly refusal: Failure | null
  readonly isActing: boolean
  readonly drafts: Readonly<Record<string, Draft>>
  show(id: string | null): void
  reload(): Promise<void>
  begin(action: Action | null): void
  write(fields: Readonly<Record<string, unknown>>): void
  /** Does what was begun, or an action that needs nothing; true where it was done. */
  act(action: Action, fields?: Readonly<Record<string, unknown>>): Promise<boolean>
}

/** Somebody else was first, and the page shows what was before. */
const isStale = ({ status }: Failure) => status === 409

export const useCaseDesk = create<CaseDesk>()((set, state) => {
  /** Without what was begun for a case: done, or given up. */
  const draftless = (id: string) => {
    usePhotos.getState().forget(photosOfCase(id))
    const { [id]: _, ...drafts } = state().drafts
    return drafts
  }
  return {
    id: null,
    detail: null,
    status: 'closed',
    failure: null,
    refusal: null,
    isActing: false,
    drafts: {},
    show(id) {
      if (id === state().id) return
      set({ id, detail: null, status: id ? 'loading' : 'closed', failure: null, refusal: null })
      if (id) void state().reload()
    },
    async reload() {
      const { id } = state()
      if (!id) return
      const answer = await api.caseDetail(id)
      if (state().id !== id) return
      if (!answer.ok)
        return set(({ detail }) => ({ failure: answer.failure, status: detail ? 'ready' : 'failed' }))
      const { detail } = state()
      if (detail && detail.version > answer.value.version) return
      const first = state().drafts[id] && detail ? stepBySomebodyElse(detail, answer.value) : null
      set({ detail: answer.value, status: 'ready', failure: null, ...(first && { refusal: first }) })
    },
    begin(action) {
      const { id, drafts } = state()
      if (!id) return
      if (!action) return set({ drafts: draftless(id), refusal: null })
      if (drafts[id]?.action === action) return
      set({ drafts: { ...drafts, [id]: { action, fields: {} } }, refusal: null })
    },
    write(fields) {
      const { id, drafts } = state()
      const draft = id ? drafts[id] : undefined
      if (id && draft)
        set({ drafts: { ...drafts, [id]: { ...draft, fields: { ...draft.fields, ...fields } } } })
    },
    async act(action, fields = {}) {
      const { id, detail, isActing } = state()
      if (!id || !detail || isActing) return false
      set({ isActing: true, refusal: null })
      const answer = await api.actOnCase(id, { action, expectedVersion: detail.version, ...fields })
      set({ isActing: false })
      if (answer.ok) {
        useCases.getState().take(summaryOf(answer.value))
        // Something else may have been begun: only what was done is through.
        if (state().drafts[id]?.action === action) set({ drafts: draftless(id) })
        if (state().id === id) set({ detail: answer.value })
        return true
      }
      if (state().id === id) set({ refusal: answer.failure })
      usePhotos.getState().resend(photosOfCase(id), photosUnknown(answer.failure))
      // What was written stays; it may be done once the new state was looked at.
      if (isStale(answer.failure)) await state().reload()
      return false
    },
  }
})

/** What somebody did while somebody else was writing: told as the server would have told it. */
function stepBySomebodyElse(before: CaseDetail, after: CaseDetail): Failure | null {
  const me = useSession.getState().session?.user
  const step = after.timeline.findLast(
    ({ version, action, by }) =>
      version > before.version && by.person !== me && action !== 'report' && !isQuiet(action),
  )
  if (!step) return null
  return { code: 'already_handled', status: 409, about: { action: step.action, by: step.by } }
}

const summaryOf = (detail: CaseDetail): CaseSummary => detail
