import { expect, test } from 'vitest'
import type { DraftBeat, DraftView } from '../../client/editor/draft.ts'
import { sameBeats } from '../../client/editor/sameBeats.ts'

const beat = (id: string, x: number): DraftBeat => ({
  ...{ id, code: id, name: id, street: '140303001' },
  coordinates: [
    [
      [
        [0, 0],
        [x, 0],
        [x, 1],
        [0, 0],
      ],
    ],
  ],
})
const view = (...beats: DraftBeat[]) =>
  ({ beats, beatsBefore: [beat('A', 1)], layer: 'grids' }) as unknown as DraftView

test('beats that are as before are the same value; one that moved makes the list another', () => {
  const same = sameBeats()
  const first = same(view(beat('A', 1), beat('B', 2)))
  const again = same(view(beat('A', 1), beat('B', 2)))
  expect(again.beats).toBe(first.beats)
  expect(again.beatsBefore).toBe(first.beatsBefore)
  const moved = same(view(beat('A', 1), beat('B', 3)))
  expect(moved.beats).not.toBe(first.beats)
  expect(moved.beats[1]?.coordinates[0]?.[0]?.[1]).toEqual([3, 0])
  expect(same(view(beat('A', 1))).beats).toHaveLength(1)
})
