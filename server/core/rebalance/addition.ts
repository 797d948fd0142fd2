import type { Plan } from '../plan/plan.ts'
import { forbid, type Restructuring, realised, widened } from './division.ts'
import { affordable, type RestructuringEffort } from './effort.ts'
import type { Instance } from './instance.ts'
import type { Problem, Wish } from './problem.ts'
import { isBetter, searched } from './search.ts'
import { State } from './state.ts'

/** From so many buildings the new grid is tried to be grown. */
const MOST_SEEDS = 8
const TRIAL_ROUNDS = 2
const MOST_ATTEMPTS = 4

/**
 * One grid more, made of what `heavy` grids have too much of, so that as many households as possible are in the band
 * and as few as possible change grid. Null where none can be made.
 */
export function addition(
  plan: Plan,
  problem: Problem,
  { low, high, pricePerBuilding }: Wish,
  heavy: readonly number[],
  { seed, rounds, isStopped, newId }: RestructuringEffort,
): Restructuring | null {
  const made = problem.instance.grids
  const wide = widened(problem.instance)
  const { grids, weight, price } = wide
  wide.low[made] = low
  wide.high[made] = high
  for (let u = 0; u < wide.units; u++)
    if (!problem.isFixed[u])
      price[u * grids + made] = weight[u]! + pricePerBuilding * problem.units[u]!.length
  const id = newId()
  const [first, ...others] = seedsIn(wide, heavy, made).map((unit) => {
    const instance: Instance = { ...wide, own: wide.own.map((g, u) => (u === unit ? made : g)) }
    return { instance, answer: searched(instance, { seed, rounds: TRIAL_ROUNDS, isStopped }) }
  })
  const begun = first && others.reduce((best, one) => (isBetter(one.answer, best.answer) ? one : best), first)
  for (let attempt = 0; attempt < MOST_ATTEMPTS && begun; attempt++) {
    const { grid: target } = searched(begun.instance, {
      ...{ seed: seed + attempt, rounds: affordable(rounds, wide.units), isStopped },
    })
    if (isStopped()) return null
    const division = realised(plan, problem, {
      ...{ kind: 'add', grid: null, target, newGrid: { id, low, high } },
    })
    if (!('failed' in division)) return division
    forbid(problem, wide, division.failed, target)
  }
  return null
}

/** Units with which the new grid may begin: evenly from those of the heavy grids that these can do without. */
function seedsIn(instance: Instance, heavy: readonly number[], made: number): number[] {
  const state = new State(instance, instance.own)
  const isHeavy = new Set(heavy)
  const free = [...instance.own.keys()].filter(
    (u) =>
      isHeavy.has(instance.own[u]!) &&
      instance.price[u * instance.grids + made]! < Infinity &&
      state.leaving(u)?.length === 1,
  )
  const count = Math.min(affordable(MOST_SEEDS, instance.units), free.length)
  return Array.from({ length: count }, (_, i) => free[Math.floor(((i + 0.5) * free.length) / count)]!)
}
