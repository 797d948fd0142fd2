import { create } from 'zustand'
import type { AlignmentPieces, GridAlignment, Mismatch } from '#contract/alignment.ts'
import type { BeatFeatures, BeatSummary, StationSummary } from '#contract/beat.ts'
import * as api from '../api/beatEndpoints.ts'
import type { Failure } from '../api/request.ts'

export type Filter = 'wrong' | Mismatch | 'all'

/** How the published grids lie in the police beats, and what somebody looks at in it. */
interface Alignment {
  readonly status: 'loading' | 'ready' | 'failed'
  readonly failure: Failure | null
  readonly grids: readonly GridAlignment[]
  readonly pieces: AlignmentPieces['features']
  readonly shapes: BeatFeatures['features']
  readonly beats: readonly BeatSummary[]
  readonly stations: readonly StationSummary[]
  readonly filter: Filter
  /** Ground too small to count is shown too. */
  readonly showsSlivers: boolean
  load(within: string): Promise<void>
  narrow(filter: Filter): void
  showSlivers(shows: boolean): void
}

export const useAlignment = create<Alignment>()((set, state) => {
  /** The newest request wins, however late an older one answers. */
  let asked = 0
  return {
    status: 'loading',
    failure: null,
    grids: [],
    pieces: [],
    shapes: [],
    beats: [],
    stations: [],
    filter: 'wrong',
    showsSlivers: false,
    async load(within) {
      const number = ++asked
      if (state().status === 'failed') set({ status: 'loading', failure: null })
      const [grids, pieces, shapes, beats, stations] = await Promise.all([
        api.alignment(within),
        api.alignmentPieces(within),
        api.beatFeatures(within),
        api.beats(within),
        api.stations(within),
      ])
      if (number !== asked) return
      const failed = [grids, pieces, shapes, beats, stations].find(({ ok }) => !ok)
      if (failed && !failed.ok) set({ failure: failed.failure, status: 'failed' })
      if (!(grids.ok && pieces.ok && shapes.ok && beats.ok && stations.ok)) return
      set({
        status: 'ready',
        failure: null,
        grids: grids.value,
        pieces: pieces.value.features,
        shapes: shapes.value.features,
        beats: beats.value,
        stations: stations.value,
      })
    },
    narrow: (filter) => set({ filter }),
    showSlivers: (showsSlivers) => set({ showsSlivers }),
  }
})

/** The worst first. */
export const MISMATCHES: readonly Mismatch[] = ['no_beat', 'two_beats', 'other_station']

/** Of the grids that the filter lets through those with the most households in the wrong place first. */
export const listed = (grids: readonly GridAlignment[], filter: Filter): GridAlignment[] =>
  grids
    .filter(
      ({ mismatch }) => filter === 'all' || (filter === 'wrong' ? mismatch !== null : mismatch === filter),
    )
    .sort(
      (a, b) =>
        misplaced(b) - misplaced(a) || rank(a.mismatch) - rank(b.mismatch) || (a.code < b.code ? -1 : 1),
    )
const rank = (mismatch: Mismatch | null): number =>
  mismatch === null ? MISMATCHES.length : MISMATCHES.indexOf(mismatch)

/** Households that a mend would have to touch: outside the main beat, or all of them where the beat is wrong. */
export const misplaced = ({ mismatch, households, beats }: GridAlignment): number => {
  if (mismatch === null) return 0
  return mismatch === 'two_beats' ? households - (beats[0]?.households ?? 0) : households
}
