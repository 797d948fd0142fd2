import { beyond, costOf, type Instance } from './instance.ts'

/**
 * An assignment that a search changes move by move, with what it needs to know kept up to date: loads, and which
 * units touch another grid. Every grid stays in one piece.
 */
export class State {
  readonly instance: Instance
  readonly grid: Int32Array
  readonly load: Float64Array
  readonly count: Int32Array
  violation = 0
  cost = 0
  /** How many neighbours of each unit are in another grid. */
  readonly #foreign: Int32Array
  /** Units with a neighbour in another grid, and where each stands in the list (−1: not). */
  readonly frontier: number[] = []
  readonly #place: Int32Array
  /** Marks of the current walk, and what it has reached; kept, as walks are many. */
  readonly #mark: Int32Array
  readonly #reached: Int32Array
  #walk = 0

  constructor(instance: Instance, grid: ArrayLike<number>) {
    const { units, grids } = instance
    this.instance = instance
    this.grid = Int32Array.from(grid)
    this.load = new Float64Array(grids)
    this.count = new Int32Array(grids)
    this.#foreign = new Int32Array(units)
    this.#place = new Int32Array(units).fill(-1)
    this.#mark = new Int32Array(units)
    this.#reached = new Int32Array(units)
    this.reset(grid)
  }

  reset(grid: ArrayLike<number>): void {
    const { instance, load, count } = this
    const { units, weight, start, to, bridge, low, high } = instance
    this.grid.set(grid)
    load.fill(0)
    count.fill(0)
    this.frontier.length = 0
    this.#place.fill(-1)
    for (let u = 0; u < units; u++) {
      load[grid[u]!]! += weight[u]!
      count[grid[u]!]! += 1
      let foreign = 0
      for (let i = start[u]!; i < start[u + 1]!; i++)
        if (bridge[i] === -1 && grid[to[i]!] !== grid[u]) foreign += 1
      this.#foreign[u] = foreign
      if (foreign > 0) this.#enter(u)
    }
    this.violation = load.reduce((sum, has, g) => sum + beyond(has, low[g]!, high[g]!), 0)
    this.cost = costOf(instance, grid)
  }

  /** The grids that a unit touches, other than its own, that it may go to; written into `into`, answers how many. */
  targets(u: number, into: Int32Array): number {
    const { start, to, bridge, price, grids } = this.instance
    const home = this.grid[u]!
    let found = 0
    for (let i = start[u]!; i < start[u + 1]!; i++) {
      if (bridge[i] !== -1) continue
      const g = this.grid[to[i]!]!
      if (g === home || price[u * grids + g] === Infinity) continue
      let isKnown = false
      for (let k = 0; k < found; k++) if (into[k] === g) isKnown = true
      if (!isKnown) into[found++] = g
    }
    return found
  }

  /** Whether a unit has a neighbour in a grid. */
  touches(u: number, g: number): boolean {
    const { start, to, bridge } = this.instance
    for (let i = start[u]!; i < start[u + 1]!; i++)
      if (bridge[i] === -1 && this.grid[to[i]!] === g) return true
    return false
  }

  /** What moving `weight` from grid a to b does to the violation. */
  violationChange(weight: number, a: number, b: number): number {
    const { low, high } = this.instance
    const [has, had] = [this.load[a]!, this.load[b]!]
    return (
      beyond(has - weight, low[a]!, high[a]!) -
      beyond(has, low[a]!, high[a]!) +
      beyond(had + weight, low[b]!, high[b]!) -
      beyond(had, low[b]!, high[b]!)
    )
  }

  /** What moving one unit to grid b costs. */
  costChange(u: number, b: number): number {
    const { price, pricePerM, grids, start, to, borderM } = this.instance
    const a = this.grid[u]!
    let cost = price[u * grids + b]! - price[u * grids + a]!
    if (pricePerM > 0)
      for (let i = start[u]!; i < start[u + 1]!; i++) {
        const g = this.grid[to[i]!]!
        if (g === a) cost += pricePerM * borderM[i]!
        else if (g === b) cost -= pricePerM * borderM[i]!
      }
    return cost
  }

  /**
   * What has to leave with a unit so that the rest of its grid stays in one piece: itself, and all but the heaviest
   * of the parts into which the rest would fall. Null where nothing would stay.
   */
  leaving(u: number): readonly number[] | null {
    const home = this.grid[u]!
    if (this.count[home]! < 2) return null
    if (this.#isLinkedWithout(u, home)) return [u]
    // Not within a step or two of one another: walk the whole grid.
    const parts = this.#partsWithout(u, home)
    if (parts.length <= 1) return [u]
    const weightOf = (part: readonly number[]) => part.reduce((sum, v) => sum + this.instance.weight[v]!, 0)
    const heaviest = parts.reduce((best, part) => (weightOf(part) > weightOf(best) ? part : best))
    return [u, ...parts.filter((part) => part !== heaviest).flat()]
  }

  /** Moves units of one grid to another; they must leave the one whole and reach the other. */
  move(units: readonly number[], b: number): void {
    const { weight, start, to, bridge } = this.instance
    for (const u of units) {
      const a = this.grid[u]!
      this.violation += this.violationChange(weight[u]!, a, b)
      this.cost += this.costChange(u, b)
      this.load[a]! -= weight[u]!
      this.load[b]! += weight[u]!
      this.count[a]! -= 1
      this.count[b]! += 1
      this.grid[u] = b
      for (let i = start[u]!; i < start[u + 1]!; i++) {
        if (bridge[i] !== -1) continue
        const v = to[i]!
        const g = this.grid[v]
        if (g === a) this.#touch(v, 1).#touch(u, 1)
        else if (g === b) this.#touch(v, -1).#touch(u, -1)
      }
    }
  }

  #touch(u: number, by: number): this {
    const foreign = this.#foreign[u]! + by
    this.#foreign[u] = foreign
    const place = this.#place[u]!
    if (foreign > 0 && place < 0) this.#enter(u)
    else if (foreign === 0 && place >= 0) {
      const last = this.frontier.pop()!
      if (last !== u) {
        this.frontier[place] = last
        this.#place[last] = place
      }
      this.#place[u] = -1
    }
    return this
  }
  #enter(u: number): void {
    this.#place[u] = this.frontier.length
    this.frontier.push(u)
  }

  /** Whether the neighbours at home reach one another through each other and what lies next to them. */
  #isLinkedWithout(u: number, home: number): boolean {
    const { grid } = this
    const { start, to, bridge } = this.instance
    const mark = this.#mark
    const queue = this.#reached
    const walk = ++this.#walk
    mark[u] = walk
    let goals = 0
    for (let i = start[u]!; i < start[u + 1]!; i++) {
      const v = to[i]!
      if (grid[v] !== home || (bridge[i] !== -1 && bridge[i] !== home) || mark[v] === -walk) continue
      mark[v] = -walk
      if (goals++ === 0) queue[0] = v
    }
    if (goals <= 1) return true
    mark[queue[0]!] = walk
    let reached = 1
    // Twice as far as a ring of neighbours is long: beyond that the whole walk decides.
    const most = 4 * goals + 8
    for (let head = 0, tail = 1; head < tail && head < most; head++) {
      const v = queue[head]!
      for (let i = start[v]!; i < start[v + 1]!; i++) {
        const w = to[i]!
        if (mark[w] === walk || grid[w] !== home || (bridge[i] !== -1 && bridge[i] !== home)) continue
        if (mark[w] === -walk && ++reached === goals) return true
        mark[w] = walk
        queue[tail++] = w
      }
    }
    return false
  }

  #partsWithout(u: number, home: number): number[][] {
    const { start, to, bridge } = this.instance
    const walk = ++this.#walk
    this.#mark[u] = walk
    const parts: number[][] = []
    const enter = (i: number, part: number[]) => {
      const v = to[i]!
      if (this.#mark[v] === walk || this.grid[v] !== home) return
      if (bridge[i] !== -1 && bridge[i] !== home) return
      this.#mark[v] = walk
      part.push(v)
    }
    for (let i = start[u]!; i < start[u + 1]!; i++) {
      const part: number[] = []
      enter(i, part)
      for (const v of part) for (let k = start[v]!; k < start[v + 1]!; k++) enter(k, part)
      if (part.length > 0) parts.push(part)
    }
    return parts
  }
}
