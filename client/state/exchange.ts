import { create } from 'zustand'
import type { ExchangedRow } from '#contract/exchange.ts'
import type { Direction, ExchangeState } from '#core/incident/exchange.ts'
import * as api from '../api/exchangeEndpoints.ts'
import type { Failure } from '../api/request.ts'

interface Narrowing {
  readonly way: Direction | 'both'
  readonly state: ExchangeState | ''
  readonly days: number
}
/** What went between grids and police, as far as it is loaded. */
interface Exchange extends Narrowing {
  readonly status: 'loading' | 'ready' | 'failed'
  readonly failure: Failure | null
  readonly rows: readonly ExchangedRow[]
  readonly total: number
  readonly next: string | null
  narrow(change: Partial<Narrowing>): void
  load(within: string): Promise<void>
  more(within: string): Promise<void>
}

const DAY_MS = 86_400_000

export const useExchange = create<Exchange>()((set, state) => {
  let asked = 0
  /** The beginning that the first page was asked with: the next ones go on in the same list. */
  let from = ''
  const page = async (within: string, cursor: string | null) => {
    const number = ++asked
    const { way, state: stands } = state()
    const direction = way === 'both' ? null : way
    const answer = await api.exchange({ within, from, direction, state: stands, cursor })
    if (number !== asked) return
    if (!answer.ok) return set({ status: 'failed', failure: answer.failure })
    const { rows, total, next } = answer.value
    set({ status: 'ready', failure: null, rows: cursor ? [...state().rows, ...rows] : rows, total, next })
  }
  return {
    way: 'both',
    state: '',
    days: 30,
    status: 'loading',
    failure: null,
    rows: [],
    total: 0,
    next: null,
    narrow: (change) => set(change),
    load: (within) => {
      from = new Date(Date.now() - state().days * DAY_MS).toISOString()
      set({ status: 'loading', rows: [], next: null })
      return page(within, null)
    },
    more: (within) => page(within, state().next),
  }
})
