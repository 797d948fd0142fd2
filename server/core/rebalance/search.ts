/**
 * Minimum-change districting by tabu search with strategic oscillation (Glover 1989; for districting Bozkaya, Erkut &
 * Laporte 2003, "A tabu search heuristic and adaptive memory procedure for political districting"). The weight of the
 * band against the cost rises while the state is outside the bands and falls while it is inside, so that the search
 * crosses from one side to the other, after an annealing that brings each round to another place to begin; a transport of households (flow.ts) says in which direction surplus has to go
 * where it has to pass through grids that are full themselves.
 */
import { annealed } from './annealing.ts'
import { type Arcs, arcsOf, transport } from './flow.ts'
import { costOf, EPSILON, type Instance, violationOf } from './instance.ts'
import { randomOf } from './random.ts'
import { State } from './state.ts'

export interface Answer {
  /** The grid of each unit. */
  readonly grid: Int32Array
  /** Households outside the bands, and what it costs; the first comes first. */
  readonly violation: number
  readonly cost: number
}

export interface SearchOptions {
  /** The same seed and rounds give the same answer. */
  readonly seed: number
  /** How often it starts afresh, from the input or from the best answer so far. */
  readonly rounds: number
  /** No answer can be better: the search stops where it meets it. */
  readonly bound?: Pick<Answer, 'violation' | 'cost'>
  /** Asked now and then; the best answer so far is given when it says yes. */
  readonly isStopped?: () => boolean
  readonly onBetter?: (answer: Answer) => void
}

export const isBetter = (a: Pick<Answer, 'violation' | 'cost'>, b: Pick<Answer, 'violation' | 'cost'>) =>
  a.violation < b.violation - EPSILON || (a.violation < b.violation + EPSILON && a.cost < b.cost - EPSILON)

/** Iterations of a round that change nothing for the better before it ends: at least, and by unit. */
const PATIENCE = 60
const PATIENCE_BY_UNIT = 0.3
/** What a household outside its band weighs against one that moves: at first, and within which limits. */
const PRESSURE = 4
const LEAST_PRESSURE = 0.3
const MOST_PRESSURE = 300
/** How many moves the transport is good for. */
const TRANSPORT_LASTS = 6
const STOP_ASKED_EVERY = 64
/** Where moves one by one have not helped for a while, exchanges between two grids are tried now and then. */
const SWAP_AFTER = 10
const SWAP_EVERY = 12
/** Of the moves from one grid to another so many are tried against as many the other way. */
const SWAPS_TRIED = 8

/**
 * The best assignment found, never worse than the one given (`own`), with every grid in as many parts as it was given
 * in; in most cases within a second the best there is.
 */
export function searched(instance: Instance, options: SearchOptions): Answer {
  const { seed, rounds, bound, isStopped = () => false, onBetter } = options
  const random = randomOf(seed)
  const arcs = arcsOf(instance)
  let best: Answer = {
    grid: instance.own.slice(),
    violation: violationOf(instance, instance.own),
    cost: costOf(instance, instance.own),
  }
  const isDone = () => bound !== undefined && !isBetter(bound, best)
  const state = new State(instance, instance.own)
  const note = () => {
    if (!isBetter(state, best)) return false
    best = { grid: state.grid.slice(), violation: state.violation, cost: state.cost }
    onBetter?.(best)
    return true
  }
  for (let round = 0; round < rounds && !isDone(); round++) {
    if (round > 0) {
      // Every third round begins with the best so far, warmed up a little; the others with the input.
      const isAgain = round % 3 === 0
      state.reset(isAgain ? best.grid : instance.own)
      const pressure = PRESSURE * (0.75 + random() * 1.25)
      if (annealed(state, { random, pressure, heat: isAgain ? 0.3 : 1, isStopped, note })) break
    }
    if (tabuRound({ state, arcs, random, isStopped, note, isDone, round })) break
  }
  return best
}

interface Round {
  readonly state: State
  readonly arcs: Arcs
  readonly random: () => number
  readonly isStopped: () => boolean
  /** Remembers the state if it is the best so far, and says whether it was. */
  readonly note: () => boolean
  readonly isDone: () => boolean
  readonly round: number
}

/** Moves until nothing has become better for a while; true if it was stopped. */
function tabuRound({ state, arcs, random, isStopped, note, isDone, round }: Round): boolean {
  const { instance } = state
  const { units, grids, weight, low, high, own } = instance
  const tabuUntil = new Int32Array(units * grids)
  const tenure = 4 + Math.floor(Math.sqrt(units) / 2)
  const arcAt = new Int32Array(grids * grids).fill(-1)
  arcs.from.forEach((from, i) => {
    arcAt[from * grids + arcs.to[i]!] = i
  })
  // Every other round sees the prices a little wrong, and so goes another way.
  const bias = Float64Array.from({ length: grids * grids }, () => (round < 2 ? 1 : 0.75 + random() / 2))
  const patience = PATIENCE + PATIENCE_BY_UNIT * units
  const targets = new Int32Array(grids)
  let pressure = PRESSURE
  let flow = new Float64Array(arcs.from.length)
  let flowAge = TRANSPORT_LASTS
  let bestHere = { violation: state.violation, cost: state.cost }
  let idle = 0
  let sinceInside = 0
  let candidates: Candidate[] = []

  for (let step = 1; idle < patience; step++) {
    if (step % STOP_ASKED_EVERY === 0 && isStopped()) return true
    if (state.violation > EPSILON && ++flowAge >= TRANSPORT_LASTS) {
      flow = transport(state.load, low, high, arcs).flow as Float64Array<ArrayBuffer>
      flowAge = 0
    }
    const isOutside = state.violation > EPSILON
    candidates = []
    for (const u of state.frontier) {
      const a = state.grid[u]!
      const found = state.targets(u, targets)
      for (let k = 0; k < found; k++) {
        const b = targets[k]!
        const w = weight[u]!
        const toViolation = state.violationChange(w, a, b)
        const toCost = state.costChange(u, b)
        let score = pressure * toViolation + toCost * bias[a * grids + b]!
        if (isOutside) {
          const [along, against] = [arcAt[a * grids + b]!, arcAt[b * grids + a]!]
          if (along >= 0) score -= pressure * Math.min(w, flow[along]!)
          if (against >= 0) score += pressure * Math.min(w, flow[against]!)
        }
        const isTabu =
          tabuUntil[u * grids + b]! > step &&
          !isBetter({ violation: state.violation + toViolation, cost: state.cost + toCost }, bestHere)
        if (!isTabu) candidates.push({ u, b, score: score + random() * 1e-3 })
      }
    }
    const leave = (u: number, a: number) => {
      // Home again may always be tried sooner.
      tabuUntil[u * grids + a] = step + tenure + Math.floor(random() * tenure * (own[u] === a ? 0.5 : 1.5))
    }
    const swap = idle > SWAP_AFTER && idle % SWAP_EVERY === 0 ? bestSwap(state, candidates, pressure) : null
    if (swap) {
      for (const u of swap) leave(u, state.grid[u]!)
      exchange(state, swap)
    } else {
      const chosen = takeBest(state, candidates)
      if (!chosen) return false
      for (const u of chosen.units) leave(u, state.grid[u]!)
      const first = chosen.units[0]!
      const arc = arcAt[state.grid[first]! * grids + chosen.b]!
      if (arc >= 0) flow[arc] = Math.max(0, flow[arc]! - weight[first]!)
      state.move(chosen.units, chosen.b)
    }
    if (isBetter(state, bestHere)) {
      bestHere = { violation: state.violation, cost: state.cost }
      idle = 0
    } else idle += 1
    note()
    if (isDone()) return false
    sinceInside = state.violation > EPSILON ? Math.max(1, sinceInside + 1) : Math.min(-1, sinceInside - 1)
    if (sinceInside >= 5) {
      pressure = Math.min(MOST_PRESSURE, pressure * 1.5)
      sinceInside = 0
    } else if (sinceInside <= -3) {
      pressure = Math.max(LEAST_PRESSURE, pressure / 1.6)
      sinceInside = 0
    }
  }
  return false
}

interface Candidate {
  readonly u: number
  readonly b: number
  readonly score: number
}

/** The best candidate that leaves its grid whole, alone or with what hangs on it. */
function takeBest(
  state: State,
  candidates: Candidate[],
): { readonly units: readonly number[]; readonly b: number } | null {
  const { price, grids } = state.instance
  for (let left = candidates.length; left > 0; left--) {
    let at = 0
    for (let i = 1; i < left; i++) if (candidates[i]!.score < candidates[at]!.score) at = i
    const { u, b } = candidates[at]!
    const units = state.leaving(u)
    if (units?.every((v) => price[v * grids + b]! < Infinity) && units.length < state.count[state.grid[u]!]!)
      return { units, b }
    candidates[at] = candidates[left - 1]!
  }
  return null
}

/** Two units that change places, the exchange that is worth most of the best moves both ways; null where none can be. */
function bestSwap(state: State, candidates: readonly Candidate[], pressure: number): [number, number] | null {
  const { weight, grids } = state.instance
  const byWay = new Map<number, Candidate[]>()
  for (const candidate of candidates) {
    const way = state.grid[candidate.u]! * grids + candidate.b
    const known = byWay.get(way)
    if (known) known.push(candidate)
    else byWay.set(way, [candidate])
  }
  for (const [way, some] of byWay)
    byWay.set(way, some.sort((x, y) => x.score - y.score || x.u - y.u).slice(0, SWAPS_TRIED))
  const swaps: { units: [number, number]; score: number }[] = []
  for (const [way, there] of byWay) {
    const [a, b] = [Math.floor(way / grids), way % grids]
    if (a > b) continue
    for (const { u } of there)
      for (const { u: v } of byWay.get(b * grids + a) ?? []) {
        const violation = state.violationChange(weight[u]! - weight[v]!, a, b)
        swaps.push({
          units: [u, v],
          score: pressure * violation + state.costChange(u, b) + state.costChange(v, a),
        })
      }
  }
  swaps.sort((x, y) => x.score - y.score || x.units[0] - y.units[0] || x.units[1] - y.units[1])
  for (const { units, score } of swaps) {
    if (score >= 0) return null
    const [a, b] = [state.grid[units[0]]!, state.grid[units[1]]!]
    if (!exchange(state, units)) continue
    state.move([units[0]], a)
    state.move([units[1]], b)
    return units
  }
  return null
}

/** One after the other, the first one out first or last; false, and nothing changed, where a grid would fall apart. */
function exchange(state: State, [u, v]: readonly [number, number]): boolean {
  const [a, b] = [state.grid[u]!, state.grid[v]!]
  for (const [first, second, from, to] of [
    [u, v, a, b],
    [v, u, b, a],
  ] as const) {
    if (state.leaving(first)?.length !== 1 || !state.touches(first, to)) continue
    state.move([first], to)
    if (state.leaving(second)?.length === 1 && state.touches(second, from)) {
      state.move([second], from)
      return true
    }
    state.move([first], from)
  }
  return false
}
