/** What the search is compared with: written from their descriptions, run on the same instances in the same run. */
import { beyond, type Instance, partsOf, violationOf } from '#core/rebalance/instance.ts'
import { randomOf } from '#core/rebalance/random.ts'
import { State } from '#core/rebalance/state.ts'

/** Moves the unit that brings most into the bands, until none does. */
export function greedyRepair(instance: Instance): Int32Array {
  const state = new State(instance, instance.own)
  const targets = new Int32Array(instance.grids)
  for (;;) {
    let best: { unit: number; to: number; change: number } | null = null
    for (const unit of state.frontier) {
      const found = state.targets(unit, targets)
      for (let k = 0; k < found; k++) {
        const to = targets[k]!
        const change = state.violationChange(instance.weight[unit]!, state.grid[unit]!, to)
        if (change < (best?.change ?? -1e-9) && state.leaving(unit)?.length === 1) best = { unit, to, change }
      }
    }
    if (!best) return state.grid
    state.move([best.unit], best.to)
  }
}

/**
 * Recombination (DeFord, Duchin & Solomon 2021, "Recombination: A family of Markov chains for redistricting", Harvard
 * Data Science Review 3.1) as a repair: two neighbouring grids are joined, a random spanning tree is cut where both
 * halves come nearest to their bands, and what does not make it worse is kept, until all is in band.
 */
export function recomRepair(instance: Instance, seed: number, steps: number): Int32Array {
  const random = randomOf(seed)
  let grid = Int32Array.from(instance.own)
  for (let step = 0; step < steps && violationOf(instance, grid) > 0; step++) {
    const next = recombined(instance, grid, random)
    if (next && violationOf(instance, next) <= violationOf(instance, grid)) grid = next
  }
  return grid
}

function recombined(instance: Instance, grid: Int32Array, random: () => number) {
  const { units, start, to, weight, low, high } = instance
  const contacts: [number, number][] = []
  for (let u = 0; u < units; u++)
    for (let i = start[u]!; i < start[u + 1]!; i++)
      if (grid[to[i]!]! > grid[u]!) contacts.push([grid[u]!, grid[to[i]!]!])
  const pair = contacts[Math.floor(random() * contacts.length)]
  if (!pair) return null
  const [a, b] = pair
  const members = [...grid.keys()].filter((u) => grid[u] === a || grid[u] === b)
  const inside = new Set(members)
  // A tree from random edge weights is near enough to uniform here (Kruskal would give the minimum one): a random walk.
  const root = members[Math.floor(random() * members.length)]!
  const parent = new Map<number, number>([[root, -1]])
  const order: number[] = [root]
  for (let at = root, tries = 0; order.length < members.length && tries < 60 * members.length; tries++) {
    const ways: number[] = []
    for (let i = start[at]!; i < start[at + 1]!; i++) if (inside.has(to[i]!)) ways.push(to[i]!)
    const next = ways[Math.floor(random() * ways.length)]
    if (next === undefined) return null
    if (!parent.has(next)) {
      parent.set(next, at)
      order.push(next)
    }
    at = next
  }
  if (order.length < members.length) return null
  const below = new Map(members.map((u) => [u, weight[u]!]))
  for (const u of [...order].reverse()) {
    const up = parent.get(u)!
    if (up >= 0) below.set(up, below.get(up)! + below.get(u)!)
  }
  const total = below.get(root)!
  let best: { unit: number; isA: boolean; outside: number } | null = null
  for (const unit of order.slice(1)) {
    const part = below.get(unit)!
    for (const isA of [true, false]) {
      const [inA, inB] = isA ? [part, total - part] : [total - part, part]
      const outside = beyond(inA, low[a]!, high[a]!) + beyond(inB, low[b]!, high[b]!)
      if (!best || outside < best.outside || (outside === best.outside && random() < 0.3))
        best = { unit, isA, outside }
    }
  }
  if (!best) return null
  const cut = new Set([best.unit])
  for (const u of order) if (cut.has(parent.get(u)!)) cut.add(u)
  const next = Int32Array.from(grid)
  for (const u of members) next[u] = cut.has(u) === best.isA ? a : b
  if (members.some((u) => instance.price[u * instance.grids + next[u]!] === Number.POSITIVE_INFINITY))
    return null
  return partsOf(instance, next).every((parts) => parts.length <= 1) ? next : null
}
