import { EPSILON, type Instance, partsOf } from './instance.ts'
import { State } from './state.ts'

/** Units that change grid together, each to its grid. */
export type Step = readonly { readonly unit: number; readonly to: number }[]

/** Sets of moves larger than this are not tried one by one: all that is left goes together. */
const LARGEST_SET = 3

/**
 * The moves that lead from the input to `target`, in an order in which every grid is in one piece after each. Of those
 * that can be done, what brings most households into the band comes first. Where no single move can be done, the
 * smallest set that must go together is one step.
 */
export function orderOf(instance: Instance, target: ArrayLike<number>): Step[] {
  const state = new State(instance, instance.own)
  const left = new Set<number>()
  for (let u = 0; u < instance.units; u++) if (target[u] !== instance.own[u]) left.add(u)
  const steps: Step[] = []
  while (left.size > 0) {
    const units = nextSingle(state, target, left) ?? nextSet(state, target, [...left])
    steps.push(units.map((unit) => ({ unit, to: target[unit]! })))
    for (const unit of units) {
      state.move([unit], target[unit]!)
      left.delete(unit)
    }
  }
  return steps
}

function nextSingle(state: State, target: ArrayLike<number>, left: ReadonlySet<number>): number[] | null {
  const { weight } = state.instance
  let best: number | null = null
  let most = Infinity
  for (const unit of left) {
    const [from, to] = [state.grid[unit]!, target[unit]!]
    const change = state.violationChange(weight[unit]!, from, to)
    // Of equals the heavier one, so that few moves do most.
    const score = change - weight[unit]! * EPSILON
    if (score < most && state.touches(unit, to) && state.leaving(unit)?.length === 1)
      [best, most] = [unit, score]
  }
  return best === null ? null : [best]
}

/** The smallest set whose common move leaves every grid in one piece. */
function nextSet(state: State, target: ArrayLike<number>, left: readonly number[]): number[] {
  const { instance } = state
  const isWhole = (set: readonly number[]) => {
    const grid = state.grid.slice()
    for (const unit of set) grid[unit] = target[unit]!
    const parts = partsOf(instance, grid)
    return parts.every((of, g) => of.length <= 1 && (of.length === 1 || state.count[g] === 0))
  }
  const grown = (set: readonly number[], from: number, size: number): number[] | null => {
    if (set.length === size) return isWhole(set) ? [...set] : null
    for (let i = from; i < left.length; i++) {
      const found = grown([...set, left[i]!], i + 1, size)
      if (found) return found
    }
    return null
  }
  for (let size = 2; size <= Math.min(LARGEST_SET, left.length); size++) {
    const found = grown([], 0, size)
    if (found) return found
  }
  return [...left]
}
