import { describe, expect, test } from 'vitest'
import type { RebalanceJob } from '#contract/rebalance.ts'
import {
  chosenOf,
  isStale,
  movesOf,
  updated,
  type Variant,
  withGroup,
} from '../../client/state/rebalancing.ts'

const move = (name: string, group: number) => ({
  buildings: [{ id: name, name, households: 10 }],
  ...{ from: 'A', to: 'B', households: 10, reason: 'relieves' as const, group, fromAfter: 0, toAfter: 0 },
})
const proposal = (...moves: ReturnType<typeof move>[]) => ({
  ...{
    moves,
    households: 10,
    buildings: 1,
    outsideBefore: 10,
    outsideAfter: 0,
    grids: [],
    proof: 'optimal' as const,
  },
  ...{ above: 0, leastOutside: 0, stuck: [], relax: [], offBeat: null, alternatives: [] },
})
const community = (code: string, step: number, ...moves: ReturnType<typeof move>[]) => ({
  ...{ community: code, name: code, state: 'done' as const, step, proposal: proposal(...moves) },
})
const job = (step: number, ...communities: ReturnType<typeof community>[]): RebalanceJob =>
  ({
    ...{ id: 'job', plan: 'plan', revision: 3, state: 'running', step, planRevision: 3, goal: 'overload' },
    ...{ band: { low: 300, high: 500 }, communities },
    progress: { total: 2, answered: 1, done: 0, elapsedSeconds: 1 },
  }) as unknown as RebalanceJob
const variant = (rest: Partial<Variant> = {}): Variant => ({
  job: job(1, community('c', 1, move('a', 0), move('b', 1), move('c', 1))),
  ...{ left: new Set<string>(), taken: new Set<string>(), isAway: false, revision: 3 },
  ...rest,
})

test('what is left out and what was taken is not taken again; the order stays', () => {
  const names = (one: Variant) => chosenOf(one).map(({ buildings }) => buildings[0]!.name)
  expect(names(variant())).toEqual(['a', 'b', 'c'])
  expect(names(variant({ left: new Set(['c 1']), taken: new Set(['c 0']) }))).toEqual(['c'])
})

test('moves that hang together are chosen together', () => {
  const moves = movesOf(variant().job)
  expect(withGroup(moves[1]!, moves)).toEqual(['c 1', 'c 2'])
  expect(withGroup(moves[0]!, moves)).toEqual(['c 0'])
})

test('news of some communities leave the others as they are', () => {
  const before = job(1, community('c', 1, move('a', 0)), community('d', 1, move('d', 0)))
  const after = updated(before, job(2, community('d', 2)))
  expect(after.step).toBe(2)
  expect(after.communities.map(({ community, step }) => [community, step])).toEqual([
    ['c', 1],
    ['d', 2],
  ])
})

describe('a proposal is old', () => {
  test('when somebody else has changed the plan, or a step was taken back', () => {
    expect(isStale(variant(), { revision: 4, isSaved: true })).toBe(true)
    expect(isStale(variant({ revision: 5 }), { revision: 6, isSaved: false })).toBe(true)
  })
  test('not by the moves that were taken from it, saved or on their way', () => {
    expect(isStale(variant({ revision: 5 }), { revision: 5, isSaved: true })).toBe(false)
    expect(isStale(variant({ revision: 5 }), { revision: 4, isSaved: false })).toBe(false)
  })
})
