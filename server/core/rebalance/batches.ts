import { grouped } from '../grouped.ts'
import { type Instance, partsOf } from './instance.ts'
import { orderOf } from './order.ts'

/** Units that go to one grid at once. */
export interface Batch {
  readonly units: readonly number[]
  readonly to: number
}

/**
 * Few batches, each of which leaves every grid in one piece; what goes to grid `made` is one of them if it can be.
 * Null where there is no such order.
 */
export function batchesOf(instance: Instance, target: ArrayLike<number>, made?: number): Batch[] | null {
  const grid = instance.own.slice()
  const batches: Batch[] = []
  for (;;) {
    const left = [...grid.keys()].filter((u) => grid[u] !== target[u])
    if (left.length === 0) return batches
    const wayOf = (u: number) => (target[u] === made ? 'made' : `${grid[u]} ${target[u]}`)
    const groups = [...grouped(left, wayOf).values()]
    const isPossible = (group: readonly number[]) => isWhole(instance, moved(grid, group, target))
    const units =
      groups.find(isPossible) ??
      groups.flatMap((group) => clustersOf(instance, group)).find(isPossible) ??
      orderOf({ ...instance, own: grid }, target)[0]?.map(({ unit }) => unit) ??
      []
    const ways = new Set(units.map((u) => target[u]))
    if (ways.size !== 1) return null
    for (const u of units) grid[u] = target[u]!
    batches.push({ units, to: grid[units[0]!]! })
  }
}

/** Parts of a set of units that lie apart. */
function clustersOf({ start, to }: Instance, units: readonly number[]): number[][] {
  const left = new Set(units)
  return units.flatMap((first) => {
    if (!left.delete(first)) return []
    const cluster = [first]
    for (const u of cluster)
      for (let i = start[u]!; i < start[u + 1]!; i++) if (left.delete(to[i]!)) cluster.push(to[i]!)
    return [cluster]
  })
}

function moved(grid: Int32Array, units: readonly number[], target: ArrayLike<number>): Int32Array {
  const after = grid.slice()
  for (const u of units) after[u] = target[u]!
  return after
}

export const isWhole = (instance: Instance, grid: ArrayLike<number>): boolean =>
  partsOf(instance, grid).every((parts) => parts.length <= 1)
