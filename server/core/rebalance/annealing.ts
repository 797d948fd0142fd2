import type { State } from './state.ts'

/** Tries from the first temperature to the last: by unit most where there are about fifty. */
const triesOf = (units: number): number => Math.min(60 * units ** 2, 100_000 + 700 * units, 500_000)
/** Temperatures, in mean weights of a unit: from where most moves that disturb are tried to where none is. */
const HOT = 0.4
const COLD = 0.02
/** What costs so many temperatures is not tried: one in 30 million would be. */
const NEVER = 17
const STOP_ASKED_EVERY = 4096

export interface Annealing {
  readonly random: () => number
  /** What a household outside its band weighs against one that moves. */
  readonly pressure: number
  /** The first temperature, 0–1 of the hottest. */
  readonly heat: number
  readonly isStopped: () => boolean
  /** Told of every state that is entered. */
  readonly note: () => void
}

/**
 * Simulated annealing (Kirkpatrick, Gelatt & Vecchi 1983) over moves of a unit, with what hangs on it, to a grid
 * beside it: quick and coarse, a good place for a finer search to begin. True if it was stopped.
 */
export function annealed(state: State, { random, pressure, heat, isStopped, note }: Annealing): boolean {
  const { instance, frontier, grid, count } = state
  const { units, start, to, bridge, price, grids, weight } = instance
  const tries = triesOf(units)
  const mean = weight.reduce((sum, one) => sum + one, 0) / units
  const cooling = (COLD / (HOT * heat)) ** (1 / tries)
  let temperature = mean * HOT * heat
  for (let n = 1; n <= tries; n++, temperature *= cooling) {
    if (n % STOP_ASKED_EVERY === 0 && isStopped()) return true
    if (frontier.length === 0) return false
    const u = frontier[Math.floor(random() * frontier.length)]!
    const a = grid[u]!
    // From a neighbour taken at random on to the first that is in another grid: there is one.
    let i = start[u]! + Math.floor(random() * (start[u + 1]! - start[u]!))
    while (bridge[i] !== -1 || grid[to[i]!] === a) if (++i === start[u + 1]!) i = start[u]!
    const b = grid[to[i]!]!
    if (price[u * grids + b] === Infinity) continue
    const change = pressure * state.violationChange(weight[u]!, a, b) + state.costChange(u, b)
    if (change > NEVER * temperature || (change > 0 && random() >= Math.exp(-change / temperature))) continue
    const leaving = state.leaving(u)
    if (leaving === null || leaving.length >= count[a]!) continue
    if (leaving.length > 1) {
      if (!leaving.every((v) => price[v * grids + b]! < Infinity)) continue
      const heft = leaving.reduce((sum, v) => sum + weight[v]!, 0)
      const cost = leaving.reduce((sum, v) => sum + state.costChange(v, b), 0)
      const whole = pressure * state.violationChange(heft, a, b) + cost
      if (whole > 0 && random() >= Math.exp(-whole / temperature)) continue
    }
    state.move(leaving, b)
    note()
  }
  return false
}
