/**
 * The exact model: is there an answer that is better than the one at hand? One binary column for each unit and each
 * grid that it may be in, a row for each band, and contiguity by separator cuts that are added as they are violated
 * (Oehrlein & Haunert 2017, "A cutting-plane method for contiguity-constrained spatial aggregation"; Validi, Buchanan
 * & Lykhovyd 2022, "Imposing contiguity constraints in political districting models").
 */
import { costOf, EPSILON, type Instance, partsOf, violationOf } from './instance.ts'
import { type Answer, isBetter } from './search.ts'
import { separated } from './separation.ts'

/** A row of a linear model: lower ≤ Σ values · columns ≤ upper. */
export interface Row {
  readonly lower: number
  readonly upper: number
  readonly columns: readonly number[]
  readonly values: readonly number[]
}
/** Minimise Σ cost · column, 0 ≤ column ≤ upper. */
export interface Model {
  readonly cost: readonly number[]
  readonly upper: readonly number[]
  readonly isWhole: readonly boolean[]
  readonly rows: readonly Row[]
}
/** What a solver says of a model: `bound` is never above the optimum. */
export interface Solved {
  readonly state: 'optimal' | 'infeasible' | 'stopped'
  readonly bound: number
  readonly columns: ArrayLike<number> | null
  /** Whole solutions that were met on the way. */
  readonly met: readonly ArrayLike<number>[]
}
/** A solver that holds a model, to which rows are added. */
export interface Solver {
  add(rows: readonly Row[]): void
  /** Stops after `seconds` at the latest. Relaxed, columns need not be whole. */
  solve(seconds: number, isRelaxed: boolean): Solved
}

export interface Proof {
  /** Nothing better than `answer` exists; or not known in the time given. */
  readonly isProved: boolean
  /** The best there is, as far as known: the one given, or a better one that the solver found. */
  readonly answer: Answer
  /** No answer has less outside the bands, and none with as little costs less. */
  readonly bound: Pick<Answer, 'violation' | 'cost'>
}

export interface ProofLimits {
  /** What is known already: no answer has less outside the bands, none with as little costs less. */
  readonly floor: Pick<Answer, 'violation' | 'cost'>
  /** Households and prices are whole multiples of this: what is better is better by so much. */
  readonly grain: number
  /** Milliseconds by the caller's clock. */
  readonly clock: () => number
  readonly seconds: number
}

/**
 * Proves that no answer has fewer households outside the bands than `incumbent`, and none with as few costs less; or
 * finds a better one. Boundary lengths are left out (`pricePerM` must be 0).
 */
export function proved(
  instance: Instance,
  incumbent: Answer,
  solverOf: (model: Model) => Solver,
  { floor, grain, clock, seconds }: ProofLimits,
): Proof {
  const until = clock() + seconds * 1000
  const left = () => (until - clock()) / 1000
  let answer = incumbent
  if (incumbent.violation > floor.violation + EPSILON) {
    const least = leastViolation(instance, incumbent, solverOf, { grain, left })
    if (least === null) return { isProved: false, answer, bound: floor }
    answer = least
  }
  const proof = { violation: answer.violation, cost: answer.cost }
  if (answer.violation <= floor.violation + EPSILON && answer.cost <= floor.cost + EPSILON)
    return { isProved: true, answer, bound: proof }
  return cheapest(instance, answer, solverOf, { floor, grain, left })
}

/** First phase: as few households outside the bands as can be; null if that is not known in time. */
function leastViolation(
  instance: Instance,
  incumbent: Answer,
  solverOf: (model: Model) => Solver,
  { grain, left }: Pick<ProofLimits, 'grain'> & { left: () => number },
): Answer | null {
  const columns = columnsOf(instance)
  const slack = slackOf(instance, columns, incumbent.violation - grain / 2)
  const model: Model = {
    cost: [...columns.unit.map(() => 0), ...slack.upper.map(() => 1)],
    upper: [...columns.unit.map(() => 1), ...slack.upper],
    isWhole: [...columns.unit.map(() => true), ...slack.upper.map(() => false)],
    rows: [...assignmentRows(instance, columns), ...slack.rows, slack.total],
  }
  const found = solvedWhole(instance, columns, solverOf(model), incumbent.violation, left)
  if (found.state === 'stopped') return null
  return found.grid ? answerOf(instance, found.grid) : incumbent
}

/** Second phase: with no more households outside the bands than `incumbent`, what costs least. */
function cheapest(
  instance: Instance,
  incumbent: Answer,
  solverOf: (model: Model) => Solver,
  { floor, grain, left }: Pick<ProofLimits, 'floor' | 'grain'> & { left: () => number },
): Proof {
  const columns = columnsOf(instance)
  const { grids, price } = instance
  const cost = columns.unit.map((u, i) => price[u * grids + columns.grid[i]!]!)
  const isInside = incumbent.violation <= EPSILON
  const slack = slackOf(instance, columns, incumbent.violation + EPSILON)
  const slacks = isInside ? [] : slack.upper
  const model: Model = {
    cost: [...cost, ...slacks.map(() => 0)],
    upper: [...cost.map(() => 1), ...slacks],
    isWhole: [...cost.map(() => true), ...slacks.map(() => false)],
    rows: [
      ...assignmentRows(instance, columns),
      ...(isInside
        ? [...companyRows(instance, columns), ...bandRows(instance, columns).map(({ row }) => row)]
        : [...slack.rows, slack.total]),
      // Only what is cheaper than the answer at hand is of interest: if there is nothing, that is the proof.
      { lower: -Infinity, upper: incumbent.cost - grain / 2, columns: cost.map((_, i) => i), values: cost },
    ],
  }
  const found = solvedWhole(instance, columns, solverOf(model), incumbent.violation, left)
  const { violation } = incumbent
  const answer = found.grid ? answerOf(instance, found.grid) : incumbent
  if (found.state === 'stopped')
    return {
      isProved: false,
      answer,
      bound: { violation, cost: Math.min(answer.cost, Math.max(floor.cost, found.bound)) },
    }
  return { isProved: true, answer, bound: { violation, cost: answer.cost } }
}

/** The bands with what lies outside them as columns of their own, in all no more than `most`. */
function slackOf(instance: Instance, columns: Columns, most: number) {
  const first = columns.unit.length
  const bands = bandRows(instance, columns)
  const total: Row = {
    lower: -Infinity,
    upper: most,
    columns: bands.map((_, i) => first + i),
    values: bands.map(() => 1),
  }
  return {
    upper: bands.map(() => Math.max(0, most)),
    total,
    rows: bands.map(
      ({ row, side }, i): Row => ({
        ...row,
        columns: [...row.columns, first + i],
        values: [...row.values, side === 'low' ? 1 : -1],
      }),
    ),
  }
}

interface Columns {
  readonly unit: readonly number[]
  readonly grid: readonly number[]
  /** The column of unit u in grid g at `u * grids + g`, or −1. */
  readonly at: Int32Array
}

function columnsOf({ units, grids, price }: Instance): Columns {
  const [unit, grid]: [number[], number[]] = [[], []]
  const at = new Int32Array(units * grids).fill(-1)
  for (let u = 0; u < units; u++)
    for (let g = 0; g < grids; g++)
      if (price[u * grids + g]! < Infinity) {
        at[u * grids + g] = unit.length
        unit.push(u)
        grid.push(g)
      }
  return { unit, grid, at }
}

/** Every unit is in one grid. */
const assignmentRows = ({ units, grids }: Instance, { at }: Columns): Row[] =>
  Array.from({ length: units }, (_, u) => {
    const columns = [...at.subarray(u * grids, (u + 1) * grids)].filter((column) => column >= 0)
    return { lower: 1, upper: 1, columns, values: columns.map(() => 1) }
  })

/** A unit that alone is less than a grid needs has a neighbour in the grid that it goes to. */
function companyRows(
  { units, grids, low, weight, own, start, to, bridge }: Instance,
  { at }: Columns,
): Row[] {
  const rows: Row[] = []
  for (let u = 0; u < units; u++)
    for (let g = 0; g < grids; g++) {
      const column = at[u * grids + g]!
      if (column < 0 || own[u] === g || low[g]! <= weight[u]!) continue
      const company = new Set<number>()
      for (let i = start[u]!; i < start[u + 1]!; i++)
        if ((bridge[i] === -1 || bridge[i] === g) && at[to[i]! * grids + g]! >= 0)
          company.add(at[to[i]! * grids + g]!)
      rows.push({
        lower: -Infinity,
        upper: 0,
        columns: [column, ...company],
        values: [1, ...Array.from(company, () => -1)],
      })
    }
  return rows
}

/** Every grid is in its band. */
function bandRows(
  { grids, low, high, weight }: Instance,
  { unit, grid }: Columns,
): { readonly row: Row; readonly side: 'low' | 'high' }[] {
  const members: number[][] = Array.from({ length: grids }, () => [])
  for (const [column, g] of grid.entries()) members[g]!.push(column)
  return members.flatMap((columns, g) => {
    const values = columns.map((column) => weight[unit[column]!]!)
    return [
      ...(low[g]! > 0
        ? [{ row: { lower: low[g]!, upper: Infinity, columns, values }, side: 'low' as const }]
        : []),
      ...(high[g]! < Infinity
        ? [{ row: { lower: -Infinity, upper: high[g]!, columns, values }, side: 'high' as const }]
        : []),
    ]
  })
}

/** Rounds of cuts without whole columns; after so many that hardly raise the bound the whole model is solved. */
const RELAXED_ROUNDS = 40
const LEAST_RISE = 2e-4
const ROUNDS_WITHOUT_RISE = 3

/**
 * Solves, adds the cuts that the solution violates, and solves again, until every grid is in one piece: first without
 * regard to whole buildings, where a solution takes milliseconds and cuts are found as well, then whole. `outside` is
 * what may lie outside the bands.
 */
function solvedWhole(
  instance: Instance,
  { at, unit, grid: gridOf }: Columns,
  solver: Solver,
  outside: number,
  left: () => number,
): { readonly state: Solved['state']; readonly bound: number; readonly grid: Int32Array | null } {
  // What every grid has at least, if in all so much may lie outside the bands.
  const least = instance.low.map((low) => low - Math.max(0, outside))
  const gridFrom = (columns: ArrayLike<number>): Int32Array => {
    const grid = new Int32Array(instance.units)
    for (const [column, u] of unit.entries()) if (columns[column]! > 0.5) grid[u] = gridOf[column]!
    return grid
  }
  /** The best whole solution met on the way. */
  const kept: { answer: Answer | null } = { answer: null }
  const keepWhole = (columns: ArrayLike<number>) => {
    const answer = answerOf(instance, gridFrom(columns))
    if (kept.answer && !isBetter(answer, kept.answer)) return
    if (partsOf(instance, answer.grid).every((parts) => parts.length <= 1)) kept.answer = answer
  }
  let bound = 0
  let idle = 0
  let isRelaxed = true
  for (let round = 0; left() > 0; round++) {
    const solved = solver.solve(left(), isRelaxed)
    if (solved.state === 'infeasible') return { state: 'infeasible', bound, grid: null }
    if (solved.state === 'optimal' || !isRelaxed) {
      idle = solved.bound > bound * (1 + LEAST_RISE) ? 0 : idle + 1
      bound = Math.max(bound, solved.bound)
    }
    for (const columns of solved.met) keepWhole(columns)
    if (solved.state === 'stopped' || !solved.columns) break
    const cuts = separated(instance, at, solved.columns, least)
    solver.add([...cuts, ...solved.met.flatMap((columns) => separated(instance, at, columns, least))])
    if (isRelaxed) {
      isRelaxed = cuts.length > 0 && round < RELAXED_ROUNDS && idle < ROUNDS_WITHOUT_RISE
    } else if (cuts.length === 0) return { state: 'optimal', bound, grid: gridFrom(solved.columns) }
  }
  return { state: 'stopped', bound, grid: kept.answer?.grid ?? null }
}

function answerOf(instance: Instance, grid: Int32Array): Answer {
  return { grid, violation: violationOf(instance, grid), cost: costOf(instance, grid) }
}
