import { useMemo } from 'react'
import { create } from 'zustand'
import { CaseNews, type CasePage, type CaseSummary, type FiguresAnswer } from '#contract/incident.ts'
import * as api from '../api/incidentEndpoints.ts'
import { liveNews } from '../api/liveNews.ts'
import type { Failure } from '../api/request.ts'
import { askedBy, type CaseFilter, OPEN_CASES } from './caseFilter.ts'
import { isCalling } from './lights.ts'
import { continued, heard, type Queue, type Reading, settled } from './queue.ts'
import { useSession } from './session.ts'
import { type Period, periodStart } from './shift.ts'

export interface Arrival {
  readonly case: CaseSummary
  readonly action: CaseNews['action']
  /** When this page heard of it, in milliseconds. */
  readonly at: number
}

interface Cases extends Queue {
  readonly status: 'loading' | 'ready' | 'failed'
  readonly failure: Failure | null
  readonly filter: CaseFilter
  /** Open cases by state, of all that the filter fits. */
  readonly counts: CasePage['counts']
  readonly isLoadingMore: boolean
  /** The list is scrolled: what comes in waits. */
  readonly isHeld: boolean
  /** Changes once in a while, and whenever something is heard: lights go by it. */
  readonly now: number
  readonly period: Period
  readonly figures: FiguresAnswer | null
  /** Calls for help that are open, whatever the queue is narrowed to. */
  readonly calls: readonly CaseSummary[]
  /** What was heard lately, the newest first. */
  readonly arrivals: readonly Arrival[]
  /** Since when nothing is heard, in milliseconds; null while news comes through. */
  readonly lostAt: number | null
  /** Follows what happens until the answer is called. */
  follow(): () => void
  load(): Promise<void>
  more(): Promise<void>
  narrow(change: Partial<CaseFilter>): void
  hold(isHeld: boolean): void
  settle(): void
  showPeriod(period: Period): void
  /** What an action answered, before the stream tells it. */
  take(one: CaseSummary): void
}

const PAGE = 200
const TICK_MS = 10_000
/** Counts are asked for again this long after news, however much of it there is. */
const COUNT_AFTER_MS = 800
/** So many pages are read by themselves: enough for the map to have every open case, with its light, of a bad week. */
const PAGES_AT_ONCE = 10
const ARRIVALS_KEPT = 40
const NO_ROWS: Queue = { cases: [], next: null, waiting: [] }

export const useCases = create<Cases>()((set, state) => {
  /** The newest question wins, however late an older one answers. */
  let asked = 0
  let counting: ReturnType<typeof setTimeout> | undefined

  const reading = (): Reading => ({
    filter: state().filter,
    self: useSession.getState().session,
    now: Date.now(),
    isHeld: state().isHeld,
  })
  const page = (cursor: string | null) =>
    api.cases({ ...askedBy(state().filter), limit: String(PAGE), cursor })

  const figures = async () => {
    const { period } = state()
    const zone = useSession.getState().settings?.timeZone ?? 'Asia/Shanghai'
    const from = periodStart(period, Date.now(), zone)
    const answer = await api.figures({ from: from === null ? null : new Date(from).toISOString() })
    if (answer.ok && state().period === period) set({ figures: answer.value })
  }
  const calls = async () => {
    const answer = await api.cases({ state: 'open', channel: 'wristband', limit: String(PAGE) })
    if (answer.ok) set({ calls: answer.value.cases.filter(({ sos }) => sos) })
  }
  const count = async () => {
    counting = undefined
    // Of words that are looked for, a row tells only a part.
    if (state().filter.text.trim() !== '' && !state().isHeld) return state().load()
    const number = asked
    const [answer] = await Promise.all([api.cases({ ...askedBy(state().filter), limit: '1' }), figures()])
    if (answer.ok && number === asked) set({ counts: answer.value.counts })
  }
  const countSoon = () => {
    counting ??= setTimeout(() => void count(), COUNT_AFTER_MS)
  }

  const hear = ({ action, case: one }: CaseNews) => {
    const arrival: Arrival = { action, case: one, at: Date.now() }
    set((before) => ({
      ...heard(before, one, reading()),
      calls: called(before.calls, one),
      now: Date.now(),
      arrivals: [arrival, ...before.arrivals].slice(0, ARRIVALS_KEPT),
    }))
    countSoon()
  }

  return {
    status: 'loading',
    failure: null,
    ...NO_ROWS,
    filter: OPEN_CASES,
    counts: {},
    isLoadingMore: false,
    isHeld: false,
    now: Date.now(),
    period: 'today',
    figures: null,
    calls: [],
    arrivals: [],
    lostAt: null,
    follow() {
      const tick = setInterval(() => set({ now: Date.now() }), TICK_MS)
      const stop = liveNews({
        hear(kind, { payload }) {
          const news = kind === 'incident' ? CaseNews.safeParse(payload) : null
          if (news?.success) hear(news.data)
        },
        reset: (layer) => {
          if (layer === null || layer === 'incidents') void state().load()
        },
        line: (isOpen) => set({ lostAt: isOpen ? null : (state().lostAt ?? Date.now()) }),
      })
      // Also where no stream comes through.
      void state().load()
      return () => {
        stop()
        clearInterval(tick)
        clearTimeout(counting)
        counting = undefined
      }
    },
    async load() {
      const number = ++asked
      void figures()
      void calls()
      const answer = await page(null)
      if (number !== asked) return
      if (!answer.ok)
        return set((before) => ({
          failure: answer.failure,
          status: before.cases.length > 0 ? 'ready' : 'failed',
        }))
      const { cases, next, counts } = answer.value
      set({ cases, next, counts, waiting: [], status: 'ready', failure: null, now: Date.now() })
      for (let pages = 1; pages < PAGES_AT_ONCE && number === asked && state().next !== null; pages++)
        await state().more()
    },
    async more() {
      const { next, isLoadingMore } = state()
      if (next === null || isLoadingMore) return
      const number = asked
      set({ isLoadingMore: true })
      const answer = await page(next)
      set({ isLoadingMore: false })
      if (number !== asked) return
      if (answer.ok) set((before) => continued(before, answer.value))
      else set({ failure: answer.failure })
    },
    narrow(change) {
      set(({ filter }) => ({
        filter: { ...filter, ...change },
        status: 'loading',
        isHeld: false,
        ...NO_ROWS,
      }))
      void state().load()
    },
    hold: (isHeld) => {
      if (isHeld === state().isHeld) return
      set({ isHeld })
      if (!isHeld) state().settle()
    },
    settle: () => set((before) => settled(before, reading())),
    showPeriod(period) {
      set({ period })
      void figures()
    },
    take(one) {
      set((before) => ({ ...heard(before, one, reading()), calls: called(before.calls, one) }))
      countSoon()
    },
  }
})

/** Calls for help that nobody has answered, as far as they are known. */
export const useCalling = (): readonly CaseSummary[] => {
  const calls = useCases((state) => state.calls)
  return useMemo(() => calls.filter(isCalling), [calls])
}

const called = (calls: readonly CaseSummary[], one: CaseSummary): readonly CaseSummary[] =>
  one.sos ? [one, ...calls.filter(({ id }) => id !== one.id)] : calls
