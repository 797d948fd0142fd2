import { create } from 'zustand'
import type { MatterVersion } from '#contract/matter.ts'
import * as api from '../api/matterEndpoints.ts'
import type { Failure } from '../api/request.ts'

interface Catalogue {
  readonly matters: readonly MatterVersion[]
  readonly status: 'loading' | 'ready' | 'failed'
  readonly failure: Failure | null
  /** Reads it anew; what is known stays until there is an answer. */
  load(): Promise<void>
  /** A matter as the server has just told it. */
  take(matter: MatterVersion): void
}

/** 事项清单, with what is no longer chosen: old cases keep it. */
export const useCatalogue = create<Catalogue>()((set) => ({
  matters: [],
  status: 'loading',
  failure: null,
  async load() {
    const answer = await api.matters()
    if (answer.ok) set({ matters: answer.value, status: 'ready', failure: null })
    else set(({ matters }) => ({ status: matters.length > 0 ? 'ready' : 'failed', failure: answer.failure }))
  },
  take: (matter) =>
    set(({ matters }) => ({ matters: [...matters.filter(({ code }) => code !== matter.code), matter] })),
}))

/** Those that a case can be given today. */
export const choosable = (matters: readonly MatterVersion[]): MatterVersion[] =>
  matters.filter(({ admission }) => admission === 'admitted')
