/**
 * A rebalancing problem as flat arrays: minimum-change ("repair") districting. Which grid should each unit have, so
 * that every grid is in its band and in one piece, and as little as possible changes? A unit is a building, or the
 * buildings of a compound.
 */
export interface Instance {
  readonly units: number
  readonly grids: number
  /** What is balanced, by unit: households, persons or workload; not negative. */
  readonly weight: Float64Array
  /** The grid of each unit now, 0 … grids − 1. */
  readonly own: Int32Array
  /** The band, by grid; −Infinity and Infinity for a grid that is not measured. */
  readonly low: Float64Array
  readonly high: Float64Array
  /** Neighbours of unit u: `to[start[u]] … to[start[u + 1] − 1]`; both directions are there. */
  readonly start: Int32Array
  readonly to: Int32Array
  /** Metres of border with each neighbour. */
  readonly borderM: Float64Array
  /** −1; or the one grid in which these two count as neighbours: its parts lie apart already. */
  readonly bridge: Int32Array
  /** What it costs that unit u is in grid g, at `u * grids + g`; not negative, Infinity where it may not be. */
  readonly price: Float64Array
  /** What a metre of boundary between grids costs. */
  readonly pricePerM: number
}

/** Households and prices that differ by less are the same. */
export const EPSILON = 1e-6

export interface Neighbours {
  readonly a: number
  readonly b: number
  readonly borderM: number
  /** Left out: neighbours in every grid. */
  readonly onlyIn?: number
}

/** Adjacency both ways in compressed rows. */
export function adjacency(
  units: number,
  pairs: readonly Neighbours[],
): Pick<Instance, 'start' | 'to' | 'borderM' | 'bridge'> {
  const start = new Int32Array(units + 1)
  for (const { a, b } of pairs) {
    start[a + 1]! += 1
    start[b + 1]! += 1
  }
  for (let u = 0; u < units; u++) start[u + 1]! += start[u]!
  const next = start.slice()
  const to = new Int32Array(2 * pairs.length)
  const borderM = new Float64Array(2 * pairs.length)
  const bridge = new Int32Array(2 * pairs.length).fill(-1)
  const put = (from: number, { borderM: length, onlyIn }: Neighbours, towards: number) => {
    const i = next[from]!++
    to[i] = towards
    borderM[i] = length
    if (onlyIn !== undefined) bridge[i] = onlyIn
  }
  for (const pair of pairs) {
    put(pair.a, pair, pair.b)
    put(pair.b, pair, pair.a)
  }
  return { start, to, borderM, bridge }
}

/** What each grid has, with every unit in its grid of `grid`. */
export function loadsOf({ weight, grids }: Instance, grid: ArrayLike<number>): Float64Array {
  const loads = new Float64Array(grids)
  for (let u = 0; u < weight.length; u++) loads[grid[u]!]! += weight[u]!
  return loads
}

/** How many households too many or too few, over all grids. */
export const violationOf = (instance: Instance, grid: ArrayLike<number>): number =>
  loadsOf(instance, grid).reduce((sum, has, g) => sum + beyond(has, instance.low[g]!, instance.high[g]!), 0)
export const beyond = (load: number, low: number, high: number): number =>
  load > high ? load - high : load < low ? low - load : 0

/** What an assignment costs: the prices of its units and of its boundaries. */
export function costOf(instance: Instance, grid: ArrayLike<number>): number {
  const { units, grids, price, pricePerM, start, to, borderM } = instance
  let cost = 0
  let borders = 0
  for (let u = 0; u < units; u++) {
    cost += price[u * grids + grid[u]!]!
    for (let i = start[u]!; i < start[u + 1]!; i++)
      if (to[i]! > u && grid[to[i]!] !== grid[u]) borders += borderM[i]!
  }
  return cost + pricePerM * borders
}

/** What changes grid: the sum of `weight`, or of whatever else is given by unit. */
export const movedOf = ({ own }: Instance, grid: ArrayLike<number>, weight: ArrayLike<number>): number =>
  own.reduce((sum, home, u) => (grid[u] === home ? sum : sum + weight[u]!), 0)

/**
 * The parts in which each grid lies, as units; an independent check of what the search does, and where cuts for the
 * exact model come from.
 */
export function partsOf(instance: Instance, grid: ArrayLike<number>): number[][][] {
  const { units, grids, start, to, bridge } = instance
  const parts: number[][][] = Array.from({ length: grids }, () => [])
  const seen = new Uint8Array(units)
  for (let first = 0; first < units; first++) {
    if (seen[first]) continue
    const g = grid[first]!
    const part = [first]
    seen[first] = 1
    for (const u of part)
      for (let i = start[u]!; i < start[u + 1]!; i++) {
        const v = to[i]!
        if (seen[v] || grid[v] !== g || (bridge[i] !== -1 && bridge[i] !== g)) continue
        seen[v] = 1
        part.push(v)
      }
    parts[g]!.push(part)
  }
  return parts
}
