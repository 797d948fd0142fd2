import type { Position } from '#core/geometry/lattice.ts'
import type { DraftBeat, DraftView } from './draft.ts'

type Coordinates = readonly (readonly (readonly Position[])[])[]

const isSameRing = (a: readonly Position[], b: readonly Position[]): boolean =>
  a.length === b.length && a.every(([x, y], i) => x === b[i]![0] && y === b[i]![1])
const isSameShape = (a: Coordinates, b: Coordinates): boolean =>
  a.length === b.length &&
  a.every(
    (polygon, i) =>
      polygon.length === b[i]!.length && polygon.every((ring, j) => isSameRing(ring, b[i]![j]!)),
  )
const isSame = (a: DraftBeat, b: DraftBeat): boolean =>
  a.id === b.id && a.name === b.name && a.code === b.code && isSameShape(a.coordinates, b.coordinates)

const kept = (before: readonly DraftBeat[], after: readonly DraftBeat[]): readonly DraftBeat[] =>
  before.length === after.length && before.every((beat, i) => isSame(beat, after[i]!)) ? before : after

/**
 * Views one after the other, in which beats that are as before are the same value: what comes from a worker is always
 * new, and the map would draw them again with every command.
 */
export const sameBeats = (): ((view: DraftView) => DraftView) => {
  let [beats, beatsBefore]: (readonly DraftBeat[])[] = [[], []]
  return (view) => {
    beats = kept(beats!, view.beats)
    beatsBefore = kept(beatsBefore!, view.beatsBefore)
    return { ...view, beats, beatsBefore }
  }
}
