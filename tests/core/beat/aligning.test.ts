import { expect, test } from 'vitest'
import { aligning, together } from '#core/beat/aligning.ts'
import { draftAlignment } from '#core/beat/draft.ts'
import { type Mend, mends } from '#core/beat/mends.ts'
import { beyondBand } from '#core/plan/balance.ts'
import type { Plan } from '#core/plan/plan.ts'
import { world } from '../../../data/generate.ts'
import { withBeats } from '../../support/beats.ts'
import { communityPlan } from '../../support/community.ts'
import { performed } from '../../support/drawing.ts'

const gridsOf = () => 0
const banded = (plan: Plan, low: number, high: number): Plan => ({
  ...plan,
  band: { under: low, low, high, over: high },
})
const aligned = (plan: Plan, beatWeight: number) => together([...aligning(plan, { beatWeight, gridsOf })])
const read = (plan: Plan, beatWeight: number) => {
  const { changes, unsolved, proven } = aligned(plan, beatWeight)
  return [
    ...changes.map(({ grid, side, households, to }) => `${grid} ${side} ${households} ${to[0]?.name}`),
    ...unsolved.map(({ grid, reason }) => `${grid} ${reason}`),
    ...(proven ? [] : ['not proven']),
  ]
}
const DRAWING = `
  A A A B B C C C
  A A A B B C C C`
const BEATS = `
  P P Q Q Q Q R R
  P P Q Q Q Q R R`

test('the cheaper side gives way; the weight of a household that changes beat decides', () => {
  const plan = banded(withBeats(DRAWING, BEATS), 0, 300)
  expect(read(plan, 3)).toEqual(['A grids 60 B', 'C grids 60 B'])
  expect(read(plan, 0.5)).toEqual(['A beats 60 P', 'C beats 60 R'])
})

test('no grid leaves the household band: of two neighbours one at most gives to the grid between them', () => {
  const plan = banded(withBeats(DRAWING, BEATS), 60, 190)
  expect(read(plan, 3)).toEqual(['A grids 60 B', 'C beats 60 R'])
  expect(read(banded(withBeats(DRAWING, BEATS), 120, 180), 3)).toEqual(['A grids 60 B', 'C beats 60 R'])
  expect(read(banded(withBeats(DRAWING, BEATS), 140, 180), 3)).toEqual(['A beats 60 P', 'C beats 60 R'])
})

test('what no side can mend is told', () => {
  expect(read(withBeats('A A A', 'P P Q', 'PQ'), 1)).toEqual(['A no_beat_of_the_street_beside'])
})

/** Every combination of mends of one community, tried. */
function cheapestByHand(plan: Plan, beatWeight: number): number {
  const before = new Map(draftAlignment(plan).map((row) => [row.id, row]))
  const wrong = [...before.values()].filter(({ mismatch }) => mismatch)
  const offers = wrong.map(({ id }) => {
    const { grids, beats } = mends(plan, id, gridsOf)
    return [grids, beats].flatMap((side) => ('possible' in side ? [] : side))
  })
  const all = offers.reduce<Mend[][]>(
    (sets, ways) => sets.flatMap((set) => ways.map((way) => [...set, way])),
    [[]],
  )
  const outside = (households: number) => Math.abs(beyondBand(households, plan.band))
  const prices = all.flatMap((set) => {
    const rows = draftAlignment(set.flatMap(({ commands }) => commands).reduce(performed, plan))
    const isKept = rows.every(
      ({ id, households }) => outside(households) <= outside(before.get(id)?.households ?? 0),
    )
    if (!isKept || rows.some(({ mismatch }) => mismatch)) return []
    return set.reduce(
      (sum, { side, households }) => sum + households * (side === 'beats' ? beatWeight : 1),
      0,
    )
  })
  return Math.min(...prices)
}

const demo = world('kuangqu', 1)
const communityOf = new Map(demo.grids.map(({ id, community }) => [id, community]))
const communities = [...new Set(demo.misaligned.map(({ grid }) => communityOf.get(grid) ?? ''))]

test.each(communities)('%s of the demo: as cheap as the cheapest of all combinations', (community) => {
  const plan: Plan = { ...communityPlan(demo, community), kind: 'joint' }
  for (const beatWeight of [0.5, 1, 3]) {
    const { changes, unsolved, proven } = aligned(plan, beatWeight)
    expect([unsolved, proven]).toEqual([[], true])
    const price = changes.reduce(
      (sum, { side, households }) => sum + households * (side === 'beats' ? beatWeight : 1),
      0,
    )
    expect(price).toBe(cheapestByHand(plan, beatWeight))
  }
})

test('a street of the demo: performed one after the other, every grid lies in one beat and none left the band', () => {
  const plan: Plan = { ...communityPlan(demo, '140303005'), kind: 'joint' }
  const { changes } = aligned(plan, 2)
  const before = new Map(draftAlignment(plan).map((row) => [row.id, row]))
  const after = draftAlignment(changes.flatMap(({ commands }) => commands).reduce(performed, plan))
  expect(after.filter(({ mismatch }) => mismatch)).toEqual([])
  const outside = (households: number) => Math.abs(beyondBand(households, plan.band))
  for (const { id, households } of after)
    expect(outside(households)).toBeLessThanOrEqual(outside(before.get(id)?.households ?? 0))
})
