import type { Plan } from '../plan/plan.ts'
import { forbid } from './addition.ts'
import { type Restructuring, realised } from './division.ts'
import { type Instance, movedOf } from './instance.ts'
import type { Problem } from './problem.ts'
import type { RestructuringEffort } from './restructuring.ts'
import { type Answer, isBetter, searched } from './search.ts'

const TRIAL_ROUNDS = 2
const MOST_ATTEMPTS = 4

/**
 * One grid less: of `candidates` the one without which fewest households are outside the band and fewest change grid,
 * its buildings shared out among its neighbours. Null where none can be dissolved.
 */
export function dissolution(
  plan: Plan,
  problem: Problem,
  candidates: readonly number[],
  { seed, rounds, isStopped }: RestructuringEffort,
): Restructuring | null {
  const trials = candidates.flatMap((gone) => {
    const instance = without(problem, gone)
    if (!instance || isStopped()) return []
    const answer = searched(instance, {
      ...{ seed, isStopped, rounds: candidates.length > 1 ? TRIAL_ROUNDS : rounds },
    })
    return [{ gone, instance, answer, disturbance: disturbanceOf(problem, answer) }]
  })
  const [best] = trials.sort((a, b) => (isBetter(a.disturbance, b.disturbance) ? -1 : 1))
  if (!best) return null
  const { gone } = best
  let { instance, answer } = best
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const again = searched(instance, { seed: seed + attempt, rounds, isStopped })
    if (attempt > 0 || isBetter(again, answer)) answer = again
    const made = realised(plan, problem, {
      ...{ kind: 'dissolve', grid: problem.grids[gone]!.id, target: answer.grid, gone },
    })
    if (!('failed' in made)) return made
    if (isStopped()) return null
    forbid(problem, problem.instance, made.failed, answer.grid)
    const next = without(problem, gone)
    if (!next) return null
    instance = next
  }
  return null
}

/** What changes for the people, whichever grid it is that goes. */
const disturbanceOf = ({ instance }: Problem, { grid, violation }: Answer) => ({
  violation,
  cost: movedOf(instance, grid, instance.weight),
})

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
