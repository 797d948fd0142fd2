import { create } from 'zustand'
import type { CaseSummary } from '#contract/incident.ts'
import * as api from '../api/incidentEndpoints.ts'
import type { Failure } from '../api/request.ts'
import { lightOf } from './lights.ts'

/** Seconds that pass on the map in one of ours. */
export const SPEEDS = [1, 10, 60] as const
export const LENGTHS_H = [6, 24, 72] as const

/** A stretch of the past, and the moment of it that is shown; null shows the present. */
interface Playback {
  readonly hours: (typeof LENGTHS_H)[number]
  /** In milliseconds. */
  readonly from: number
  readonly to: number
  /** Reported in the stretch, the newest first. */
  readonly cases: readonly CaseSummary[]
  /** There were more than are read. */
  readonly isCut: boolean
  readonly failure: Failure | null
  readonly at: number | null
  readonly isPlaying: boolean
  readonly speed: (typeof SPEEDS)[number]
  load(hours?: (typeof LENGTHS_H)[number]): Promise<void>
  seek(at: number | null): void
  play(isPlaying: boolean): void
  setSpeed(speed: (typeof SPEEDS)[number]): void
  /** So much of our time went by. */
  pass(ms: number): void
}

const HOUR_MS = 3_600_000
const PAGE = 200
const MOST_PAGES = 10

export const usePlayback = create<Playback>()((set, state) => {
  /** The newest question wins, however late an older one answers. */
  let asked = 0
  return {
    hours: 24,
    from: Date.now() - 24 * HOUR_MS,
    to: Date.now(),
    cases: [],
    isCut: false,
    failure: null,
    at: null,
    isPlaying: false,
    speed: 60,
    async load(hours = state().hours) {
      const number = ++asked
      const to = Date.now()
      const from = to - hours * HOUR_MS
      set({ hours, from, to, at: null, isPlaying: false })
      const cases: CaseSummary[] = []
      let cursor: string | null = null
      for (let pages = 0; pages < MOST_PAGES; pages++) {
        const answer = await api.cases({
          ...{ since: new Date(from).toISOString(), until: new Date(to).toISOString() },
          ...{ order: 'newest', limit: String(PAGE), cursor },
        })
        if (number !== asked) return
        if (!answer.ok) return set({ failure: answer.failure })
        cases.push(...answer.value.cases)
        cursor = answer.value.next
        set({ cases: [...cases], isCut: cursor !== null, failure: null })
        if (cursor === null) return
      }
    },
    seek: (at) => set(({ from, to }) => ({ at: at === null ? null : Math.max(from, Math.min(to, at)) })),
    play: (isPlaying) =>
      set(({ at, from, to }) => ({
        isPlaying,
        ...(isPlaying && { at: at === null || at >= to ? from : at }),
      })),
    setSpeed: (speed) => set({ speed }),
    pass: (ms) =>
      set(({ at, to, speed, isPlaying }) => {
        if (!isPlaying || at === null) return {}
        const next = at + ms * speed
        return next >= to ? { at: to, isPlaying: false } : { at: next }
      }),
  }
})

/** Those that were open at an instant, as far as what is known now tells. */
export const openAt = (cases: readonly CaseSummary[], at: number): CaseSummary[] =>
  cases.filter(
    ({ reportedAt, stoppedAt }) =>
      Date.parse(reportedAt) <= at && (stoppedAt === null || Date.parse(stoppedAt) > at),
  )

/** The four numbers of the wall at an instant, of what was reported in the stretch. */
export function figuresAt(cases: readonly CaseSummary[], at: number) {
  const reported = cases.filter(({ reportedAt }) => Date.parse(reportedAt) <= at)
  const open = openAt(reported, at)
  const isClosedInTime = ({ state, stoppedAt, dueAt }: CaseSummary) =>
    state === 'closed' && stoppedAt !== null && Date.parse(stoppedAt) <= at && stoppedAt <= dueAt
  return {
    reported: reported.length,
    open: open.length,
    overdue: open.filter((one) => lightOf(one, at) === 'red').length,
    closedOnTime: reported.filter(isClosedInTime).length,
  }
}

/** How many were reported in each of so many equal parts of the stretch. */
export function reportsOver(
  cases: readonly Pick<CaseSummary, 'reportedAt'>[],
  from: number,
  to: number,
  parts: number,
): number[] {
  const counts = new Array<number>(parts).fill(0)
  for (const { reportedAt } of cases) {
    const part = Math.floor(((Date.parse(reportedAt) - from) / (to - from)) * parts)
    if (part >= 0 && part < parts) counts[part] = counts[part]! + 1
  }
  return counts
}
