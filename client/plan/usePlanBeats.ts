import { useMemo } from 'react'
import type { DraftBeat, DraftView } from '../editor/draft.ts'
import type { BeatScene } from '../map/scene.ts'

const NONE: readonly never[] = []

/** The beats over a plan as it is drafted, and as they are published; null where they are not shown. */
export const usePlanBeats = (
  view: DraftView | null,
  isShown: boolean,
): { readonly after: BeatScene | null; readonly before: BeatScene | null } => {
  const { beats = NONE, beatsBefore = NONE, beneath = NONE } = view ?? {}
  const after = useMemo(() => scene(beats, beneath), [beats, beneath])
  const before = useMemo(() => scene(beatsBefore, NONE), [beatsBefore])
  return isShown && view ? { after, before } : { after: null, before: null }
}

const scene = (shapes: readonly DraftBeat[], beneath: BeatScene['beneath']): BeatScene => ({
  ...{ shapes, beneath, pieces: NONE, selected: null, selectedGrid: null },
})
