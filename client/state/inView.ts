import { create } from 'zustand'
import type { CaseSummary } from '#contract/incident.ts'
import { isOpen } from '#core/incident/lifecycle.ts'
import * as api from '../api/incidentEndpoints.ts'
import { askedBy } from './caseFilter.ts'
import { type Arrival, useCases } from './cases.ts'

/** Cases in the part of the map that is looked at, where the queue holds only a part of all. */
interface InView {
  readonly cases: readonly CaseSummary[]
  /** West, south, east, north; nothing is asked while the queue has them all, or where places are counted. */
  look(bounds: readonly number[], isNear: boolean): Promise<void>
}

const PAGE = 200
const MOST_PAGES = 3

export const useInView = create<InView>()((set) => {
  /** The newest question wins, however late an older one answers. */
  let asked = 0
  return {
    cases: [],
    async look(bounds, isNear) {
      const number = ++asked
      const { next, filter } = useCases.getState()
      if (next === null || !isNear) return set({ cases: [] })
      const cases: CaseSummary[] = []
      let cursor: string | null = null
      for (let pages = 0; pages < MOST_PAGES; pages++) {
        const answer = await api.cases({
          ...askedBy(filter),
          ...{ bbox: bounds.map((degrees) => degrees.toFixed(6)), limit: String(PAGE), cursor },
        })
        if (number !== asked || !answer.ok) return
        cases.push(...answer.value.cases)
        cursor = answer.value.next
        if (cursor === null) break
      }
      set({ cases })
    },
  }
})

/** All that is known to stand on the map, each case as it was last heard of. */
export function shownOnMap(
  queue: readonly CaseSummary[],
  inView: readonly CaseSummary[],
  arrivals: readonly Pick<Arrival, 'case'>[],
): readonly CaseSummary[] {
  if (inView.length === 0) return queue
  const byId = new Map<string, CaseSummary>()
  for (const one of [...inView, ...arrivals.map((arrival) => arrival.case), ...queue])
    if ((byId.get(one.id)?.version ?? 0) <= one.version) byId.set(one.id, one)
  return [...byId.values()].filter(({ state }) => isOpen(state))
}
