import type { Row } from './exact.ts'
import type { Instance } from './instance.ts'

/** The column of unit u in grid g at `u * grids + g`, or −1 where it may not be. */
export type ColumnAt = Int32Array

/** A solution of the model, whole or not: how much of each unit is in each grid, by column. */
type Values = ArrayLike<number>

/** A cut must be violated by more than this. */
const LEAST_VIOLATION = 0.02
const MOST_CUTS = 400

/**
 * Contiguity cuts that a solution violates. For a unit u in a grid, and the cheapest set S of units that parts it from
 * the heart of that grid: if S is worth less than u, then u is in the grid only if something of S is. Where all that
 * S closes in is too light to be the grid by itself (`least`, by grid) that holds without regard to the heart.
 */
export function separated(instance: Instance, at: ColumnAt, values: Values, least: Float64Array): Row[] {
  const { units, grids, own, weight } = instance
  const rows = new Map<string, Row>()
  for (let g = 0; g < grids; g++) {
    const share = (u: number): number => {
      const column = at[u * grids + g]!
      return column < 0 ? 0 : values[column]!
    }
    let heart = -1
    for (let u = 0; u < units; u++) if (share(u) > 0.5 && (heart < 0 || rank(u) > rank(heart))) heart = u
    function rank(u: number): number {
      return share(u) * 1e6 + (own[u] === g ? 1e3 : 0) + weight[u]! * 1e-3
    }
    if (heart < 0) continue
    for (let u = 0; u < units && rows.size < MOST_CUTS; u++) {
      if (
        u === heart ||
        share(u) < LEAST_VIOLATION ||
        (own[u] === g && share(u) > 1 - 1e-6 && isBeside(u, heart))
      )
        continue
      const cut = cheapestCut(instance, u, heart, g, share)
      if (cut === null || cut.worth > share(u) + share(heart) - 1 - LEAST_VIOLATION) continue
      const gates = cut.gates.flatMap((v) => (at[v * grids + g]! >= 0 ? [at[v * grids + g]!] : []))
      for (const row of alike(instance, at, least, cut)) rows.set(row.columns.join(), row)
      const isLight =
        cut.inside.reduce((sum, v) => sum + (at[v * grids + g]! < 0 ? 0 : weight[v]!), 0) < least[g]!
      const column = at[u * grids + g]!
      const row: Row = isLight
        ? { lower: -Infinity, upper: 0, columns: [column, ...gates], values: [1, ...gates.map(() => -1)] }
        : {
            lower: -Infinity,
            upper: 1,
            columns: [column, at[heart * grids + g]!, ...gates],
            values: [1, 1, ...gates.map(() => -1)],
          }
      rows.set(row.columns.join(), row)
    }
  }
  return [...rows.values()]

  function isBeside(u: number, v: number): boolean {
    for (let i = instance.start[u]!; i < instance.start[u + 1]!; i++) if (instance.to[i] === v) return true
    return false
  }
}

/** What holds for one grid holds for every other that what is closed in is too light for. */
function alike(
  { grids, weight }: Instance,
  at: ColumnAt,
  least: Float64Array,
  { gates, inside }: Cut,
): Row[] {
  const rows: Row[] = []
  for (let g = 0; g < grids; g++) {
    const column = (u: number): number => at[u * grids + g]!
    const members = inside.filter((u) => column(u) >= 0)
    if (members.reduce((sum, u) => sum + weight[u]!, 0) >= least[g]!) continue
    const ways = gates.map(column).filter((one) => one >= 0)
    for (const u of members)
      rows.push({
        lower: -Infinity,
        upper: 0,
        columns: [column(u), ...ways],
        values: [1, ...ways.map(() => -1)],
      })
  }
  return rows
}

interface Cut {
  /** Units that part u from the heart; and what they are worth together. */
  readonly gates: readonly number[]
  readonly worth: number
  /** What lies on the side of u. */
  readonly inside: readonly number[]
}

/**
 * The vertex cut of least worth between two units that are not neighbours, by augmenting paths (Edmonds & Karp 1972)
 * over split vertices; null where they are neighbours, or the cut is worth all of u.
 */
function cheapestCut(
  { start, to, bridge }: Instance,
  u: number,
  heart: number,
  g: number,
  share: (v: number) => number,
): Cut | null {
  /** What of each unit is used up, and by how much each step between two units is used. */
  const used = new Map<number, number>()
  const flow = new Map<string, number>()
  const limit = share(u)
  let total = 0
  const neighbours = (v: number): number[] => {
    const found: number[] = []
    for (let i = start[v]!; i < start[v + 1]!; i++)
      if (bridge[i] === -1 || bridge[i] === g) found.push(to[i]!)
    return found
  }
  if (neighbours(u).includes(heart)) return null
  for (;;) {
    // Nodes: `v in` is 2v, `v out` is 2v + 1.
    const by = new Map<number, number>([[2 * u + 1, -1]])
    const queue = [2 * u + 1]
    let isReached = false
    for (let head = 0; head < queue.length && !isReached; head++) {
      const node = queue[head]!
      const v = node >> 1
      const visit = (next: number) => {
        if (by.has(next)) return
        by.set(next, node)
        queue.push(next)
        if (next === 2 * heart) isReached = true
      }
      if (node & 1) {
        for (const w of neighbours(v)) if (w !== u && (w === heart || share(w) > 1e-9)) visit(2 * w)
        if (v !== u && (used.get(v) ?? 0) > 1e-9) visit(2 * v)
      } else {
        if (share(v) - (used.get(v) ?? 0) > 1e-9) visit(2 * v + 1)
        for (const w of neighbours(v)) if ((flow.get(`${w} ${v}`) ?? 0) > 1e-9) visit(2 * w + 1)
      }
    }
    if (!isReached) {
      const reached = new Set([...by.keys()])
      const inside = [...reached].filter((node) => node & 1).map((node) => node >> 1)
      const isInside = new Set(inside)
      // Whatever is entered but not passed; and what has no share at all and lies beside.
      const gates = new Set<number>()
      for (const v of inside) for (const w of neighbours(v)) if (!isInside.has(w)) gates.add(w)
      const worth = [...gates].reduce((sum, v) => sum + share(v), 0)
      return gates.has(heart) ? null : { gates: [...gates], worth, inside }
    }
    const path: number[] = [2 * heart]
    while (path[0] !== 2 * u + 1) path.unshift(by.get(path[0]!)!)
    let amount = limit - total
    for (let i = 1; i < path.length; i++) {
      const [a, b] = [path[i - 1]!, path[i]!]
      if (a >> 1 === b >> 1) {
        const v = a >> 1
        amount = Math.min(amount, b & 1 ? share(v) - (used.get(v) ?? 0) : (used.get(v) ?? 0))
      } else if (!(a & 1)) amount = Math.min(amount, flow.get(`${b >> 1} ${a >> 1}`) ?? 0)
    }
    for (let i = 1; i < path.length; i++) {
      const [a, b] = [path[i - 1]!, path[i]!]
      const [v, w] = [a >> 1, b >> 1]
      if (v === w) used.set(v, (used.get(v) ?? 0) + (b & 1 ? amount : -amount))
      else if (a & 1) flow.set(`${v} ${w}`, (flow.get(`${v} ${w}`) ?? 0) + amount)
      else flow.set(`${w} ${v}`, (flow.get(`${w} ${v}`) ?? 0) - amount)
    }
    total += amount
    if (total >= limit - LEAST_VIOLATION) return null
  }
}
