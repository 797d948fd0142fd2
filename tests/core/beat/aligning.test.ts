import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aligning, together } from '#core/beat/aligning.ts'
import { draftAlignment } from '#core/beat/draft.ts'
import { type Mend, mends } from '#core/beat/mends.ts'
import { beyondBand } from '#core/plan/balance.ts'
import type { Plan } from '#core/plan/plan.ts'
import { world } from '../../../data/generate.ts'
import { withBeats } from '../../support/beats.ts'
import { communityPlan } from '../../support/community.ts'
import { performed, planFrom } from '../../support/drawing.ts'
import { patrolledBy } from '../../support/patrols.ts'

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

test('what is cheap for one may make it dear for the next: the sum counts', () => {
  // B has room for 60: not for the 10 of A and the 60 of C together.
  const inhabited = planFrom(DRAWING, (column) => (column === 2 ? 5 : 30))
  const plan = banded(patrolledBy(inhabited, BEATS), 100, 180)
  expect(read(plan, 3)).toEqual(['A beats 10 P', 'C grids 60 B'])
})

test('what no side can mend is told', () => {
  expect(read(withBeats('A A A', 'P P Q', 'PQ'), 1)).toEqual(['A no_beat_of_the_street_beside'])
})

const priceOf = (mends: readonly Mend[], beatWeight: number): number =>
  mends.reduce((sum, { side, households }) => sum + households * (side === 'beats' ? beatWeight : 1), 0)

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
    return priceOf(set, beatWeight)
  })
  return Math.min(...prices)
}

/** By arithmetic alone: every combination of what is offered, without those that leave the band farther. */
function leastPrice(plan: Plan, beatWeight: number): number {
  const rows = draftAlignment(plan)
  const had = new Map(rows.map(({ id, households }) => [id, households]))
  const offers = rows.flatMap(({ id, mismatch }) => {
    if (!mismatch) return []
    const { grids, beats } = mends(plan, id, gridsOf)
    return [[grids, beats].flatMap((side) => ('possible' in side ? [] : side))]
  })
  const all = offers.reduce<Mend[][]>(
    (sets, ways) => sets.flatMap((set) => ways.map((way) => [...set, way])),
    [[]],
  )
  const outside = (households: number) => Math.abs(beyondBand(households, plan.band))
  const prices = all.flatMap((set) => {
    const shifted = new Map(had)
    for (const { shifts } of set)
      for (const [id, shift] of shifts) shifted.set(id, (shifted.get(id) ?? 0) + shift)
    const isKept = [...shifted].every(([id, count]) => outside(count) <= outside(had.get(id) ?? 0))
    return isKept ? [priceOf(set, beatWeight)] : []
  })
  return Math.min(...prices)
}

test('whatever the households, the band and the weight: nothing cheaper was possible', () => {
  const drawing = `
    A A A B B C C C
    A A A B B C C C
    D D D E E F F F`
  // Beyond the ground P and R have more: giving way does not end them.
  const beats = `
    P P P Q Q Q Q R R R
    P P P Q Q Q Q R R R
    P P P Q Q Q Q R R R`
  const counts = fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 24, maxLength: 24 })
  const bands = fc.tuple(fc.integer({ min: 40, max: 160 }), fc.integer({ min: 0, max: 80 }))
  fc.assert(
    fc.property(counts, bands, fc.constantFrom(0.5, 1, 2, 5), (households, [low, width], weight) => {
      const inhabited = planFrom(drawing, (column, row) => households[8 * row + column] ?? 0)
      const plan = banded(patrolledBy(inhabited, beats, { west: 1 }), low, low + width)
      const { changes, proven } = aligned(plan, weight)
      expect([changes.length, proven]).toEqual([4, true])
      expect(priceOf(changes, weight)).toBeCloseTo(leastPrice(plan, weight), 9)
    }),
    { numRuns: 25 },
  )
})

const demo = world('kuangqu', 1)
const communityOf = new Map(demo.grids.map(({ id, community }) => [id, community]))
const communities = [...new Set(demo.misaligned.map(({ grid }) => communityOf.get(grid) ?? ''))]

test.each(communities)('%s of the demo: as cheap as the cheapest of all combinations', (community) => {
  const plan: Plan = { ...communityPlan(demo, community), kind: 'joint' }
  for (const beatWeight of [0.5, 1, 3]) {
    const { changes, unsolved, proven } = aligned(plan, beatWeight)
    expect([unsolved, proven]).toEqual([[], true])
    expect(priceOf(changes, beatWeight)).toBe(cheapestByHand(plan, beatWeight))
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
