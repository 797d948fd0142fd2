import { create } from 'zustand'
import type { CaseSummary } from '#contract/incident.ts'
import * as api from '../api/incidentEndpoints.ts'
import type { Failure } from '../api/request.ts'
import { lightOf } from './lights.ts'

/** Seconds that pass on the map in one of ours. */
export const SPEEDS = [1, 10, 60, 600] as const
export const LENGTHS_H = [6, 24, 72] as const
/** A longer stretch would be more than a line of a screen's width tells. */
const LONGEST_H = 31 * 24

/** A stretch of the past, and the moment of it that is shown; null shows the present. */
interface Playback {
  /** So long a time up to now; null: a stretch that was chosen. */
  readonly hours: (typeof LENGTHS_H)[number] | null
  /** In milliseconds. */
  readonly from: number
  readonly to: number
  /** Reported in the stretch, or before it and still open when it began; the newest first. */
  readonly cases: readonly CaseSummary[]
  /** There were more than are read. */
  readonly isCut: boolean
  readonly isReading: boolean
  readonly failure: Failure | null
  readonly at: number | null
  readonly isPlaying: boolean
  readonly speed: (typeof SPEEDS)[number]
  /** The last hours, to now. */
  load(hours?: (typeof LENGTHS_H)[number]): Promise<void>
  /** Any stretch of the past; it begins where it is looked at first. */
  choose(from: number, to: number): Promise<void>
  seek(at: number | null): void
  play(isPlaying: boolean): void
  setSpeed(speed: (typeof SPEEDS)[number]): void
  /** So much of our time went by. */
  pass(ms: number): void
}

const HOUR_MS = 3_600_000
const PAGE = 200
const MOST_CASES = 5_000

export const usePlayback = create<Playback>()((set, state) => {
  /** The newest question wins, however late an older one answers. */
  let asked = 0
  const read = async (from: number, to: number) => {
    const number = ++asked
    const [start, end] = [new Date(from).toISOString(), new Date(to).toISOString()]
    const cases: CaseSummary[] = []
    let isCut = false
    set({ cases, isCut, failure: null, isReading: true })
    for (const part of [
      { since: start, until: end },
      { until: start, openAt: start },
    ]) {
      let cursor: string | null = null
      do {
        const answer = await api.cases({ ...part, order: 'newest', limit: String(PAGE), cursor })
        if (number !== asked) return
        if (!answer.ok) return set({ failure: answer.failure, isReading: false })
        cases.push(...answer.value.cases)
        cursor = answer.value.next
        isCut ||= cursor !== null && cases.length >= MOST_CASES
        set({ cases: [...cases], isCut })
      } while (cursor !== null && cases.length < MOST_CASES)
    }
    set({ isReading: false })
  }
  return {
    hours: 24,
    from: Date.now() - 24 * HOUR_MS,
    to: Date.now(),
    cases: [],
    isCut: false,
    isReading: false,
    failure: null,
    at: null,
    isPlaying: false,
    speed: 60,
    async load(hours = state().hours ?? 24) {
      const to = Date.now()
      const from = to - hours * HOUR_MS
      set({ hours, from, to, at: null, isPlaying: false })
      await read(from, to)
    },
    async choose(from, to) {
      set({ hours: null, from, to, at: from, isPlaying: false })
      await read(from, to)
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

/** The four numbers of the wall as they stood at an instant of a stretch that began at `from`. */
export function figuresAt(cases: readonly CaseSummary[], from: number, at: number) {
  const isIn = (time: string) => Date.parse(time) >= from && Date.parse(time) <= at
  const open = openAt(cases, at)
  const isClosedInTime = ({ state, stoppedAt, dueAt }: CaseSummary) =>
    state === 'closed' && stoppedAt !== null && isIn(stoppedAt) && stoppedAt <= dueAt
  return {
    reported: cases.filter(({ reportedAt }) => isIn(reportedAt)).length,
    open: open.length,
    overdue: open.filter((one) => lightOf(one, at) === 'red').length,
    closedOnTime: cases.filter(isClosedInTime).length,
  }
}

/** Why a stretch cannot be played, or null. */
export function stretchFault(from: number, to: number, now: number): 'empty' | 'future' | 'long' | null {
  if (!(from < to)) return 'empty'
  if (to > now) return 'future'
  return to - from > LONGEST_H * HOUR_MS ? 'long' : null
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
