import type { Plan } from '../plan/plan.ts'
import { isWhole } from './batches.ts'
import { type Division, type Restructuring, realised } from './division.ts'
import { affordable, type RestructuringEffort } from './effort.ts'
import { adjacency, costOf, type Instance, type Neighbours, partsOf, violationOf } from './instance.ts'
import type { Problem, Wish } from './problem.ts'
import { isBetter, searched } from './search.ts'
import { State } from './state.ts'

/** Each part has half of the households, give or take this share of the half. */
const BALANCE = 0.1
/** What a household in the new part costs against a metre of border: of two equals the smaller part is the new one. */
const PRICE_BY_HOUSEHOLD = 1e-3
const MOST_ATTEMPTS = 3

/**
 * Splits a grid in two parts of about equal weight with the shortest border between them, which runs along barriers
 * where it can and through no compound. Null where it cannot be split.
 */
export function partition(
  plan: Plan,
  problem: Problem,
  { low, high }: Wish,
  g: number,
  { seed, rounds, isStopped, newId }: RestructuringEffort,
): Restructuring | null {
  const members = [...problem.units.keys()].filter((u) => problem.instance.own[u] === g)
  const instance = halvesOf(problem, members, { low, high })
  if (!instance || problem.isClosed[g]) return null
  const id = newId()
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const { grid } = searched(instance, {
      ...{ seed: seed + attempt, rounds: affordable(rounds, members.length), isStopped },
    })
    if (isStopped()) return null
    const part = exchanged(instance, grid)
    const target = problem.instance.own.slice()
    members.forEach((u, i) => {
      if (part[i] === 1) target[u] = problem.instance.grids
    })
    const division: Division = {
      ...{ kind: 'split', grid: problem.grids[g]!.id, target, newGrid: { id, low, high } },
    }
    const made = realised(plan, problem, division)
    if (!('failed' in made)) return made
  }
  return null
}

/** The grid alone, as two grids of which the second has one unit to begin with. */
function halvesOf(
  { instance, isFixed }: Problem,
  members: readonly number[],
  { low, high }: Pick<Wish, 'low' | 'high'>,
): Instance | null {
  const at = new Map(members.map((u, i) => [u, i]))
  const pairs: Neighbours[] = members.flatMap((u, a) => {
    const found: Neighbours[] = []
    for (let i = instance.start[u]!; i < instance.start[u + 1]!; i++) {
      const b = at.get(instance.to[i]!)
      if (b === undefined || b <= a) continue
      // A border along a barrier costs nothing; and only the old grid may lie across one.
      if (instance.bridge[i] === -1) found.push({ a, b, borderM: instance.borderM[i]! })
      else found.push({ a, b, borderM: 0, onlyIn: 0 })
    }
    return found
  })
  const weight = Float64Array.from(members, (u) => instance.weight[u]!)
  const half = weight.reduce((sum, one) => sum + one, 0) / 2
  const least = Math.max(half * (1 - BALANCE), half >= low ? low : 0)
  const most = Math.min(half * (1 + BALANCE), half <= high ? high : Infinity)
  const whole: Instance = {
    ...{ units: members.length, grids: 2, weight, own: new Int32Array(members.length) },
    ...{ low: new Float64Array(2).fill(least), high: new Float64Array(2).fill(most) },
    ...adjacency(members.length, pairs),
    price: Float64Array.from({ length: 2 * members.length }, (_, i) => {
      const u = i >> 1
      return i % 2 === 0 ? 0 : isFixed[members[u]!] ? Infinity : weight[u]! * PRICE_BY_HOUSEHOLD
    }),
    pricePerM: 1,
  }
  const state = new State(whole, whole.own)
  // What was reached last lies at the end.
  const ends = partsOf(whole, whole.own).flat(2).reverse()
  const first = ends.find((u) => whole.price[2 * u + 1]! < Infinity && state.leaving(u)?.length === 1)
  return first === undefined ? null : { ...whole, own: whole.own.map((_, u) => (u === first ? 1 : 0)) }
}

/** Old and new the other way round, where that is allowed and better. */
function exchanged(instance: Instance, grid: Int32Array): Int32Array {
  const other = grid.map((part) => 1 - part)
  const answer = (of: Int32Array) => ({ violation: violationOf(instance, of), cost: costOf(instance, of) })
  return isWhole(instance, other) && isBetter(answer(other), answer(grid)) ? other : grid
}
