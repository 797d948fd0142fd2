import { describe, expect, test } from 'vitest'
import { draftAlignment } from '#core/beat/draft.ts'
import { type Mend, type Mends, mends, type NoMend } from '#core/beat/mends.ts'
import { grouped } from '#core/grouped.ts'
import type { Plan } from '#core/plan/plan.ts'
import { world } from '../../../data/generate.ts'
import { withBeats } from '../../support/beats.ts'
import { communityPlan } from '../../support/community.ts'
import { performed } from '../../support/drawing.ts'

const told = (side: readonly Mend[] | NoMend) =>
  'possible' in side
    ? side.reason
    : side.map(
        ({ households, buildings, to }) => `${households}/${buildings} to ${to.map(({ name }) => name)}`,
      )
const read = ({ mismatch, grids, beats }: Mends) => [mismatch, told(grids), told(beats)]
const none = () => 0

test('a grid in two beats: its lesser part goes to the grid beside it of that beat, or the beat gives way', () => {
  const plan = withBeats(
    `
    A A A B B
    A A A C C`,
    `
    P P Q Q Q
    P P Q Q Q`,
  )
  // B and C take the part alike; whom it leaves nearer to the band comes first.
  expect(read(mends(plan, 'A', none))).toEqual(['two_beats', ['60/2 to B', '60/2 to C'], ['60/2 to P']])
  expect(read(mends(plan, 'B', none))).toEqual([null, [], []])
})

test('what one side cannot do has its reason', () => {
  const alone = withBeats('A A A', 'P P Q Q')
  expect(read(mends(alone, 'A', none))).toEqual([
    ...['two_beats', 'no_grid_of_that_beat_beside', ['30/1 to P']],
  ])
  const locked = performed(withBeats('A A A B', 'P P Q Q'), { type: 'lockGrid', grid: 'B' })
  expect(told(mends(locked, 'A', none).grids)).toBe('grid_locked')
  const partly = withBeats('A A A B', 'P P . Q')
  expect(read(mends(partly, 'A', none))).toEqual(['two_beats', 'in_no_beat', ['30/1 to P']])
})

test('a grid in no beat, or in that of another street, goes to the beat of its street along the longest edge', () => {
  const drawing = `
    B A A C
    B A A C
    B D D C`
  const beats = `
    P . . R
    P . . R
    P Q Q R`
  expect(read(mends(withBeats(drawing, beats), 'A', none))).toEqual([
    ...['no_beat', 'in_no_beat', ['120/4 to P']],
  ])
  expect(told(mends(withBeats(drawing, beats, 'PR'), 'A', none).beats)).toEqual(['120/4 to Q'])
  expect(told(mends(withBeats(drawing, beats, 'PQR'), 'A', none).beats)).toBe('no_beat_of_the_street_beside')
  // Every beat has one officer: the fifteenth grid is the last.
  const full = (beat: string) => (beat === 'P' ? 15 : 14)
  expect(told(mends(withBeats(drawing, beats), 'A', full).beats)).toEqual(['120/4 to R'])
  expect(read(mends(withBeats(drawing, beats.replaceAll('.', 'R'), 'R'), 'A', none))).toEqual([
    ...['other_station', 'other_streets_beat', ['120/4 to P']],
  ])
})

test('of a grid whose households live in another street’s beat the own street’s beat takes all', () => {
  const beats = `
    P P Q Q
    P P Q Q`
  const plan = withBeats('A A A B', beats, 'P')
  expect(read(mends(plan, 'A', none))).toEqual(['two_beats', 'other_streets_beat', ['60/2 to Q']])
})

describe('the demo district', () => {
  const demo = world('kuangqu', 1)
  const published = draftAlignment(communityPlan(demo, '140303'))
  const gridsByBeat = grouped(published, ({ beats }) => beats[0]?.beat)
  const gridsOf = (beat: string) => gridsByBeat.get(beat)?.length ?? 0
  const offers: string[] = []

  test.each(demo.misaligned)(
    '$mismatch $grid: what is offered leaves it in one beat of its street, and the others as they were',
    ({ grid, mismatch }) => {
      const community = published.find(({ id }) => id === grid)?.community ?? ''
      const plan: Plan = { ...communityPlan(demo, community), kind: 'joint' }
      const before = new Map(draftAlignment(plan).map((row) => [row.id, row]))
      const found = mends(plan, grid, gridsOf)
      expect(found.mismatch).toBe(mismatch)
      for (const side of [found.grids, found.beats]) {
        if ('possible' in side) continue
        expect(side.length).toBeGreaterThan(0)
        for (const { side: kind, commands, households, buildings, shifts } of side) {
          offers.push(`${kind} ${grid}`)
          const after = commands.reduce(performed, plan)
          const rows = new Map(draftAlignment(after).map((row) => [row.id, row]))
          expect(rows.get(grid)).toMatchObject({ class: 'full', mismatch: null })
          for (const [id, row] of rows) {
            if (id !== grid) expect(row.mismatch).toBe(before.get(id)?.mismatch)
            const shift = row.households - (before.get(id)?.households ?? 0)
            expect(shift).toBe(shifts.get(id) ?? 0)
          }
          if (kind === 'grids') expect(after.buildings.size).toBe(buildings)
          expect(households).toBeLessThanOrEqual(before.get(grid)?.households ?? 0)
        }
      }
    },
  )

  test('every mismatch can be mended from the beats’ side, and some from the grids’', () => {
    const sides = [...grouped(offers, (offer) => offer).keys()].map((offer) => offer.split(' ')[0])
    const counted = [...grouped(sides, (side) => side)].map(([side, { length }]) => [side, length])
    expect(Object.fromEntries(counted)).toEqual({ beats: demo.misaligned.length, grids: expect.any(Number) })
  })
})
