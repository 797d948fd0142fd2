import { expect, test } from 'vitest'
import { buildingsOf } from '#core/plan/change.ts'
import type { Plan, Uuid } from '#core/plan/plan.ts'
import { beatByBuilding } from '#core/rebalance/beats.ts'
import type { Wish } from '#core/rebalance/problem.ts'
import { commandOf } from '#core/rebalance/proposal.ts'
import { type Effort, rebalanced } from '#core/rebalance/rebalance.ts'
import { world } from '../../../data/generate.ts'
import { highsSolver } from '../../../server/optimiser/highs.ts'
import { communityPlan } from '../../support/community.ts'
import { at, performed, planFrom } from '../../support/drawing.ts'

const COMMUNITY = '140303005006'
const wish = (low: number, high: number, beats?: Wish['beats']): Wish => ({
  ...{ low, high, goal: 'overload', householdsPerPlace: 0, ...(beats && { beats }) },
  ...{ pricePerBuilding: 1e-3, pricePerM: 1e-7, barriers: 'forbidden', rings: 1 },
})
const solverOf = await highsSolver()
const effort: Effort = {
  ...{ seed: 1, rounds: 6, seconds: 5, solverOf },
  clock: () => performance.now(),
  isStopped: () => false,
  onProposal: () => {},
}

/** Counted from the plan itself. */
function offBeat(plan: Plan, of: ReadonlyMap<Uuid, Uuid>): number {
  const counts: Record<string, Record<string, number>> = {}
  for (const { id, grid, households } of buildingsOf(plan)) {
    const beat = of.get(id)
    if (beat) counts[grid] = { ...counts[grid], [beat]: (counts[grid]?.[beat] ?? 0) + households }
  }
  return Object.values(counts).reduce((sum, ofGrid) => {
    const sorted = Object.values(ofGrid).sort((a, b) => a - b)
    return sum + sorted.slice(0, -1).reduce((a, b) => a + b, 0)
  }, 0)
}

test('with beats priced, of two ways out of the overload the one is taken that keeps grids to their beats', () => {
  // B is overloaded; the building beside A has 30 households, the one beside C 35, but is of C's beat.
  const plan = planFrom('A A B B B B C C', (column) => [20, 20, 30, 40, 40, 35, 20, 20][column] as number)
  const of = new Map([0, 1, 2, 3, 4, 5, 6, 7].map((column) => [at(column, 0), column < 5 ? 'west' : 'east']))
  const moved = (beats?: Wish['beats']) => rebalanced(plan, COMMUNITY, wish(30, 120, beats), effort)
  expect(moved()).toMatchObject({ households: 30, proof: 'optimal', offBeat: null })
  expect(moved({ of, price: 1 })).toMatchObject({
    ...{ households: 35, proof: 'optimal', bound: { outside: 0, households: 35 } },
    ...{ moves: [{ buildings: [at(5, 0)], to: 'C' }], offBeat: { before: 35, after: 0 } },
  })
})

test('nobody is overloaded: a building still changes to the grid of its beat where that is worth it', () => {
  const plan = planFrom('A A A B B B', 30)
  const of = new Map([0, 1, 2, 3, 4, 5].map((column) => [at(column, 0), column < 2 ? 'west' : 'east']))
  const moved = (price: number) => rebalanced(plan, COMMUNITY, wish(30, 150, { of, price }), effort)
  expect(moved(0.5)).toMatchObject({ moves: [], offBeat: { before: 30, after: 30 } })
  expect(moved(2)).toMatchObject({ households: 30, proof: 'optimal', offBeat: { before: 30, after: 0 } })
})

test('a building in no beat is nobody’s stranger', () => {
  const plan = planFrom('A A B B', 30)
  const of = new Map([[at(0, 0), 'west']])
  expect(rebalanced(plan, COMMUNITY, wish(30, 150, { of, price: 9 }), effort)).toMatchObject({
    ...{ moves: [], proof: 'optimal', offBeat: { before: 0, after: 0 } },
  })
})

test('where nobody is overloaded, real communities in which beats are cut are cut less, or as they were, and some not at all', () => {
  const demo = world('kuangqu', 1)
  const communities = [...new Set(demo.grids.map(({ community }) => community))]
  const cut = communities.flatMap((community) => {
    const plan = communityPlan(demo, community)
    const of = beatByBuilding(plan, demo.beats)
    return offBeat(plan, of) > 0 ? [{ community, plan, of }] : []
  })
  const left = cut.slice(0, 6).map(({ community, plan, of }) => {
    const proposal = rebalanced(plan, community, wish(0, 720, { of, price: 3 }), {
      ...effort,
      rounds: 3,
      seconds: 0,
    })
    const after = proposal.moves.map(commandOf).reduce(performed, plan)
    expect(proposal.offBeat).toEqual({ before: offBeat(plan, of), after: offBeat(after, of) })
    expect(proposal.offBeat?.after).toBeLessThanOrEqual(proposal.offBeat?.before as number)
    return proposal.offBeat?.after
  })
  expect(left).toContain(0)
})
