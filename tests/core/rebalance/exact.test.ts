import { expect, test } from 'vitest'
import { proved } from '#core/rebalance/exact.ts'
import { violationOf } from '#core/rebalance/instance.ts'
import { randomOf } from '#core/rebalance/random.ts'
import { isBetter, searched } from '#core/rebalance/search.ts'
import { highsSolver } from '../../../server/optimiser/highs.ts'
import { instanceFrom, randomInstance } from '../../support/districts.ts'

const limits = {
  floor: { violation: 0, cost: 0 },
  grain: 1,
  clock: () => performance.now(),
  seconds: 20,
}

test('the exact model agrees with the search, or knows better, and never claims what is not so', async () => {
  const solverOf = await highsSolver()
  const random = randomOf(11)
  let better = 0
  for (let i = 0; i < 60; i++) {
    const town = { ...randomInstance(random), pricePerM: 0 }
    const found = searched(town, { seed: 1, rounds: 40 })
    const proof = proved(town, found, solverOf, limits)
    expect(proof.isProved).toBe(true)
    expect(isBetter(found, proof.answer)).toBe(false)
    if (isBetter(proof.answer, found)) better += 1
    // From nothing it comes to the same.
    const given = { grid: town.own, violation: violationOf(town, town.own), cost: 0 }
    const alone = proved(town, given, solverOf, limits)
    expect([alone.isProved, alone.answer.violation]).toEqual([true, proof.answer.violation])
    expect(alone.answer.cost).toBeCloseTo(proof.answer.cost)
  }
  expect(better).toBeLessThanOrEqual(3)
})

test('a grid in two pieces is no answer, however balanced', async () => {
  const solverOf = await highsSolver()
  // Without contiguity the far A would go to B at once.
  const town = instanceFrom('A20 A25 A20 B20 C20 C20', [30, 45])
  const found = searched(town, { seed: 1, rounds: 40 })
  const proof = proved(town, found, solverOf, limits)
  expect(proof).toMatchObject({ isProved: true, answer: { violation: 0, cost: 20 } })
  expect([...proof.answer.grid]).toEqual([0, 0, 1, 1, 2, 2])
})
