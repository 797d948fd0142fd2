import { beyond, type Instance } from './instance.ts'

/** Grids that can give to one another, as arcs of a small graph. */
export interface Arcs {
  readonly from: Int32Array
  readonly to: Int32Array
  /** The most that can go along each. */
  readonly capacity: Float64Array
}

/** What has to go where, if households could be divided at will. */
export interface Transport {
  /** Along each arc. */
  readonly flow: Float64Array
  /** The sum of all flows: no answer moves less. */
  readonly moved: number
  /** What still lies outside the bands: no answer leaves less. */
  readonly violation: number
  /** Where it is stuck. */
  readonly stuck: readonly Stuck[]
}

/**
 * Grids that together have too much or too little, whatever is done: `high`, all to which their surplus could be
 * passed on are as full as they may be; `low`, all from which they could be filled have no more to give.
 */
interface Stuck {
  readonly side: 'high' | 'low'
  readonly grids: readonly number[]
  readonly households: number
}

/** The arcs along which units of a grid may go to another: each with what all such units weigh. */
export function arcsOf(instance: Instance): Arcs {
  const { units, grids, weight, own, price } = instance
  const most = new Float64Array(grids * grids)
  for (let u = 0; u < units; u++) {
    const home = own[u]!
    for (let g = 0; g < grids; g++)
      if (g !== home && price[u * grids + g]! < Infinity) most[home * grids + g]! += weight[u]!
  }
  const pairs = [...most.keys()].filter((i) => most[i]! > 0)
  return {
    from: Int32Array.from(pairs, (i) => Math.floor(i / grids)),
    to: Int32Array.from(pairs, (i) => i % grids),
    capacity: Float64Array.from(pairs, (i) => most[i]!),
  }
}

/** Worth more than any path through all grids: bringing a household into the band comes before how far it goes. */
const URGENT = 1e5

/**
 * The cheapest transport of households that brings the loads into their bands, as far as that is possible at all:
 * minimum-cost flow by successive shortest paths (Busacker & Gowen 1961), each arc at cost 1. It cannot see
 * contiguity nor that buildings are whole, so it is a bound; and it says in which direction to go.
 */
export function transport(
  load: ArrayLike<number>,
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  arcs: Arcs,
): Transport {
  const grids = load.length
  const [source, sink] = [grids, grids + 1]
  const network = new Network(grids + 2)
  for (let i = 0; i < arcs.from.length; i++) network.add(arcs.from[i]!, arcs.to[i]!, arcs.capacity[i]!, 1)
  for (let g = 0; g < grids; g++) {
    const has = load[g]!
    const [least, most] = [low[g]!, high[g]!]
    // What must leave or come, then what may.
    network.add(source, g, Math.max(0, has - most), -URGENT)
    network.add(source, g, Math.max(0, Math.min(has, most) - Math.max(least, 0)), 0)
    network.add(g, sink, Math.max(0, least - has), -URGENT)
    network.add(g, sink, Math.max(0, Math.min(most, 1e12) - Math.max(has, least)), 0)
  }
  network.run(source, sink)
  const flow = Float64Array.from(arcs.from, (_, i) => network.flowOn(i))
  const after = Float64Array.from(load)
  flow.forEach((amount, i) => {
    after[arcs.from[i]!]! -= amount
    after[arcs.to[i]!]! += amount
  })
  const stuck = (['high', 'low'] as const).flatMap((side): Stuck[] => {
    const seeds = Array.from(after.keys()).filter((g) =>
      side === 'high' ? after[g]! > high[g]! + 1e-6 : after[g]! < low[g]! - 1e-6,
    )
    if (seeds.length === 0) return []
    const households = seeds.reduce((sum, g) => sum + beyond(after[g]!, low[g]!, high[g]!), 0)
    return [{ side, grids: network.reach(seeds, side === 'high', grids), households }]
  })
  return {
    stuck,
    flow,
    moved: flow.reduce((sum, amount) => sum + amount, 0),
    violation: after.reduce((sum, has, g) => sum + beyond(has, low[g]!, high[g]!), 0),
  }
}

/** Arcs in pairs: 2i goes forward, 2i + 1 takes back. */
class Network {
  readonly #from: number[] = []
  readonly #to: number[] = []
  readonly #left: number[] = []
  readonly #cost: number[] = []
  readonly #nodes: number

  constructor(nodes: number) {
    this.#nodes = nodes
  }

  add(from: number, to: number, capacity: number, cost: number): void {
    this.#from.push(from, to)
    this.#to.push(to, from)
    this.#left.push(capacity, 0)
    this.#cost.push(cost, -cost)
  }

  flowOn(arc: number): number {
    return this.#left[2 * arc + 1]!
  }

  /** The nodes below `most` that something can be sent to from the seeds (or, backwards, that can send to them). */
  reach(seeds: readonly number[], isForward: boolean, most: number): number[] {
    const found = new Set(seeds)
    for (const node of found)
      for (let arc = 0; arc < this.#from.length; arc++) {
        const [at, next] = isForward ? [this.#from[arc]!, this.#to[arc]!] : [this.#to[arc]!, this.#from[arc]!]
        if (at === node && next < most && this.#left[arc]! > 1e-9) found.add(next)
      }
    return [...found].sort((a, b) => a - b)
  }

  /** Sends along the cheapest path, again and again, as long as that pays. */
  run(source: number, sink: number): void {
    for (;;) {
      const arrival = this.#cheapestPaths(source)
      if (!arrival || arrival.cost[sink]! >= 0) return
      const path: number[] = []
      for (let node = sink; node !== source; node = this.#from[path.at(-1)!]!) path.push(arrival.by[node]!)
      const amount = Math.min(...path.map((arc) => this.#left[arc]!))
      for (const arc of path) {
        this.#left[arc]! -= amount
        this.#left[arc ^ 1]! += amount
      }
    }
  }

  /** Bellman–Ford with a queue; there is no negative cycle while only cheapest paths are used. */
  #cheapestPaths(source: number): { cost: Float64Array; by: Int32Array } | null {
    const cost = new Float64Array(this.#nodes).fill(Infinity)
    const by = new Int32Array(this.#nodes).fill(-1)
    cost[source] = 0
    for (let round = 0; round < this.#nodes; round++) {
      let isChanged = false
      for (let arc = 0; arc < this.#from.length; arc++) {
        if (this.#left[arc]! <= 1e-9) continue
        const reached = cost[this.#from[arc]!]! + this.#cost[arc]!
        if (reached < cost[this.#to[arc]!]! - 1e-9) {
          cost[this.#to[arc]!] = reached
          by[this.#to[arc]!] = arc
          isChanged = true
        }
      }
      if (!isChanged) return { cost, by }
    }
    return null
  }
}
