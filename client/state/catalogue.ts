import { create } from 'zustand'
import type { MatterVersion } from '#contract/matter.ts'
import * as api from '../api/incidentEndpoints.ts'

interface Catalogue {
  readonly matters: readonly MatterVersion[]
  load(): Promise<void>
}

/** 事项清单, with what is no longer chosen: old cases keep it. */
export const useCatalogue = create<Catalogue>()((set, state) => ({
  matters: [],
  async load() {
    if (state().matters.length > 0) return
    const answer = await api.matters()
    if (answer.ok) set({ matters: answer.value })
  },
}))

/** Those that a case can be given today. */
export const choosable = (matters: readonly MatterVersion[]): MatterVersion[] =>
  matters.filter(({ admission }) => admission === 'admitted')
