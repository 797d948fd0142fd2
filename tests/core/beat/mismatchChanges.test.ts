import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mismatchChanges } from '#core/beat/mismatchChanges.ts'

const mismatch = fc.constantFrom('no_beat', 'two_beats', 'other_station', null)
const moment = fc
  .array(fc.tuple(fc.constantFrom('A', 'B', 'C', 'D', 'E'), mismatch), { maxLength: 8 })
  .map((rows) => new Map(rows))
const wrong = (grids: ReadonlyMap<string, unknown>) =>
  [...grids.values()].filter((one) => one !== null).length

test('a mismatch opens where there was none, closes where there is none, or is of another kind', () => {
  const before = new Map([
    ...([
      ['had', 'two_beats'],
      ['has', null],
      ['gone', 'no_beat'],
    ] as const),
    ...([
      ['other', 'two_beats'],
      ['same', 'no_beat'],
      ['fine', null],
    ] as const),
  ])
  const after = new Map([
    ...([
      ['had', null],
      ['has', 'no_beat'],
      ['new', 'other_station'],
    ] as const),
    ...([
      ['other', 'other_station'],
      ['same', 'no_beat'],
      ['fine', null],
    ] as const),
  ])
  expect(mismatchChanges(before, after)).toEqual({
    opened: ['has', 'new'],
    closed: ['had', 'gone'],
    changed: ['other'],
  })
})

test('property: what was wrong, and opened, less what closed, is what is wrong', () => {
  fc.assert(
    fc.property(moment, moment, (before, after) => {
      const { opened, closed } = mismatchChanges(before, after)
      expect(wrong(before) + opened.length - closed.length).toBe(wrong(after))
      const back = mismatchChanges(after, before)
      expect([new Set(back.opened), new Set(back.closed)]).toEqual([new Set(closed), new Set(opened)])
    }),
  )
})
