import type { Plan } from '../plan/plan.ts'
import { forbid, type Restructuring, realised } from './division.ts'
import { affordable, type RestructuringEffort } from './effort.ts'
import { type Instance, loadsOf, movedOf } from './instance.ts'
import type { Problem } from './problem.ts'
import { isBetter, searched } from './search.ts'

const TRIAL_ROUNDS = 2
const MOST_ATTEMPTS = 4

/**
 * One grid less: of `candidates` (in a very large community, of the lightest of them) the one without which fewest
 * households are outside the band and fewest change grid, its buildings shared out among its neighbours. Null where
 * none can be dissolved.
 */
export function dissolution(
  plan: Plan,
  problem: Problem,
  candidates: readonly number[],
  { seed, rounds, isStopped }: RestructuringEffort,
): Restructuring | null {
  const { units, price } = problem.instance
  const own: Problem = { ...problem, instance: { ...problem.instance, price: price.slice() } }
  const gone = candidates.length === 1 ? candidates[0] : leastMissed(own, candidates, { seed, isStopped })
  for (let attempt = 0; attempt < MOST_ATTEMPTS && gone !== undefined; attempt++) {
    const instance = without(own, gone)
    if (!instance) return null
    const answer = searched(instance, {
      ...{ seed: seed + attempt, rounds: affordable(rounds, units), isStopped },
    })
    if (isStopped()) return null
    const made = realised(plan, problem, {
      ...{ kind: 'dissolve', grid: problem.grids[gone]!.id, target: answer.grid, gone },
    })
    if (!('failed' in made)) return made
    forbid(own, own.instance, made.failed, answer.grid)
  }
  return null
}

/** The candidate whose going disturbs least, as far as a short search says. */
function leastMissed(
  problem: Problem,
  candidates: readonly number[],
  { seed, isStopped }: Pick<RestructuringEffort, 'seed' | 'isStopped'>,
): number | undefined {
  const { instance } = problem
  const load = loadsOf(instance, instance.own)
  const lightest = [...candidates].sort((a, b) => load[a]! - load[b]!)
  const trials = lightest.slice(0, affordable(candidates.length, instance.units)).flatMap((gone) => {
    const rest = without(problem, gone)
    if (!rest) return []
    const { grid, violation } = searched(rest, { seed, rounds: TRIAL_ROUNDS, isStopped })
    return [{ gone, violation, cost: movedOf(instance, grid, instance.weight) }]
  })
  const [first, ...others] = trials
  return first && others.reduce((best, one) => (isBetter(one, best) ? one : best), first).gone
}

/** The problem without a grid: its units begin in neighbours that have room. Null where they cannot all leave. */
function without({ instance, isFixed, isClosed }: Problem, gone: number): Instance | null {
  const { units, grids, weight, start, to, bridge } = instance
  const own = instance.own.slice()
  const leaving = new Set([...own.keys()].filter((u) => own[u] === gone))
  if (isClosed[gone] || [...leaving].some((u) => isFixed[u])) return null
  const [low, high] = [instance.low.slice(), instance.high.slice()]
  ;[low[gone], high[gone]] = [-Infinity, Infinity]
  const price = instance.price.slice()
  for (let u = 0; u < units; u++) price[u * grids + gone] = Infinity

  const room = high.slice()
  own.forEach((g, u) => {
    room[g]! -= weight[u]!
  })
  while (leaving.size > 0) {
    let next: { readonly u: number; readonly g: number } | null = null
    for (const u of leaving)
      for (let i = start[u]!; i < start[u + 1]!; i++) {
        const g = own[to[i]!]!
        if (bridge[i] !== -1 || leaving.has(to[i]!) || price[u * grids + g] === Infinity) continue
        if (!next || room[g]! > room[next.g]!) next = { u, g }
      }
    if (!next) return null
    own[next.u] = next.g
    room[next.g]! -= weight[next.u]!
    leaving.delete(next.u)
  }
  return { ...instance, own, low, high, price }
}
