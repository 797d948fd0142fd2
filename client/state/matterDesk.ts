import { create } from 'zustand'
import type { MatterVersion } from '#contract/matter.ts'
import type { Session } from '#contract/session.ts'
import type { AdmissionState, Category } from '#core/incident/matters.ts'
import * as api from '../api/matterEndpoints.ts'
import type { Answer, Failure } from '../api/request.ts'
import { useCatalogue } from './catalogue.ts'
import {
  changeOf,
  EVERY_MATTER,
  formOf,
  type MatterFilter,
  type MatterForm,
  newForm,
  nextCode,
  rebased,
} from './matters.ts'

/** Stands for the code of a matter that is not proposed yet. */
export const NEW = 'new'

/** What somebody has entered for a matter and not saved. */
interface Draft {
  /** The version that it was begun over; null of a new matter. */
  readonly over: MatterVersion | null
  readonly form: MatterForm
}

interface MatterDesk {
  readonly filter: MatterFilter
  /** The code of the matter that lies open, or `NEW`. */
  readonly opened: string | null
  /** By code: kept while somebody looks elsewhere, and when somebody else was first. */
  readonly drafts: Readonly<Record<string, Draft>>
  readonly isSaving: boolean
  /** Why the last step was not done. */
  readonly refusal: Failure | null
  narrow(filter: Partial<MatterFilter>): void
  open(code: string | null): void
  begin(category: Category): void
  write(change: Partial<MatterForm>): void
  /** Gives up what was entered for the matter that lies open. */
  discard(): void
  /** Proposes the new matter, or changes the one that lies open; the matter as it then is, or null. */
  save(): Promise<MatterVersion | null>
  admit(admission: AdmissionState, reason: string, into?: string): Promise<MatterVersion | null>
}

export const useMatterDesk = create<MatterDesk>()((set, state) => {
  const known = (code: string | null) => useCatalogue.getState().matters.find((one) => one.code === code)
  const put = (code: string, draft: Draft | null) =>
    set(({ drafts: { [code]: _, ...others } }) => ({ drafts: draft ? { ...others, [code]: draft } : others }))

  /** Does a step once, takes over what it made, and where somebody was first, what they made. */
  async function done(
    opened: string,
    step: () => Promise<Answer<MatterVersion>>,
  ): Promise<MatterVersion | null> {
    if (state().isSaving) return null
    set({ isSaving: true, refusal: null })
    const answer = await step()
    set({ isSaving: false })
    if (answer.ok) {
      useCatalogue.getState().take(answer.value)
      put(opened, null)
      if (state().opened === opened) set({ opened: answer.value.code })
      return answer.value
    }
    if (state().opened === opened) set({ refusal: answer.failure })
    if (answer.failure.code !== 'matter_changed') return null
    await useCatalogue.getState().load()
    const draft = state().drafts[opened]
    const now = known(opened)
    if (draft?.over && now) put(opened, { over: now, form: rebased(draft.over, now, draft.form) })
    return null
  }

  return {
    filter: EVERY_MATTER,
    opened: null,
    drafts: {},
    isSaving: false,
    refusal: null,
    narrow: (filter) => set((now) => ({ filter: { ...now.filter, ...filter } })),
    open: (opened) => {
      if (opened !== state().opened) set({ opened, refusal: null })
    },
    begin(category) {
      const before = state().drafts[NEW]?.form
      const code = nextCode(useCatalogue.getState().matters, category)
      put(NEW, { over: null, form: before ? { ...before, code } : newForm(code) })
      set({ opened: NEW, refusal: null })
    },
    write(change) {
      const { opened, drafts } = state()
      const over = known(opened) ?? null
      const draft = opened && (drafts[opened] ?? (over && { over, form: formOf(over) }))
      if (!draft) return
      const form = { ...draft.form, ...change }
      // Typed back to what it was: nothing is entered.
      const isBlank = draft.over && JSON.stringify(form) === JSON.stringify(formOf(draft.over))
      put(opened, isBlank ? null : { ...draft, form })
    },
    discard() {
      const { opened } = state()
      if (!opened) return
      put(opened, null)
      set({ refusal: null, ...(opened === NEW && { opened: null }) })
    },
    async save() {
      const { opened, drafts } = state()
      const draft = opened && drafts[opened]
      if (!draft) return null
      const { over, form } = draft
      const { code, zh, en, ...rest } = form
      const name = { zh, en }
      if (!over)
        return done(opened, () =>
          api.proposeMatter({ ...rest, code, category: code.slice(0, 2) as Category, name }),
        )
      const change = { ...changeOf(over, form), reason: rest.reason.trim(), expectedVersion: over.version }
      return done(opened, () => api.changeMatter(code, change))
    },
    async admit(admission, reason, into) {
      const over = known(state().opened)
      if (!over) return null
      const { code, version: expectedVersion } = over
      const step = { admission, reason, expectedVersion, ...(into && { into }) }
      return done(code, () => api.admitMatter(code, step))
    },
  }
})

/** Who changes the catalogue; everybody else reads it. */
export const mayEditMatters = (session: Session | null): boolean => session?.role === 'admin'
