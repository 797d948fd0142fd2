import { randomUUID } from 'node:crypto'
import { setPriority } from 'node:os'
import { platform } from 'node:process'
import { parentPort } from 'node:worker_threads'
import type { Model } from '#core/rebalance/exact.ts'
import { rebalanced } from '#core/rebalance/rebalance.ts'
import { relaxations } from '#core/rebalance/relaxation.ts'
import { reported } from '#core/rebalance/report.ts'
import { restructurings } from '#core/rebalance/restructuring.ts'
import { type HeldSolver, highsSolver } from './highs.ts'
import type { Order, Told } from './task.ts'

/** The thread of the optimiser: one community after the other, with the solver kept warm in between. */

/** The solver's memory only grows (to some 450 MB): after so many models a fresh thread is cheaper. */
const MOST_MODELS = 150
/** Below everybody who waits for a map or a list. Only Linux has priorities by thread. */
const PRIORITY = 10

if (platform === 'linux') setPriority(PRIORITY)

let stop: Int32Array | undefined
let models = 0
let isBroken = false
let solver: Promise<(model: Model) => HeldSolver> | undefined

const isStopped = (): boolean => stop !== undefined && Atomics.load(stop, 0) === 1
const tell = (told: Told) => parentPort?.postMessage(told)

async function perform({ task, stop: flag }: Order): Promise<void> {
  stop = flag
  const { plan, community, wish, seed, rounds, seconds, isThorough, restructuring } = task
  if (seconds > 0) solver ??= highsSolver(isStopped)
  const solverOf = seconds > 0 ? guarded(await solver) : () => noSolver
  const proposal = rebalanced(plan, community, wish, {
    ...{ seed, rounds, seconds, solverOf, isStopped },
    // Stopped, no time is left.
    clock: () => (isStopped() ? Infinity : performance.now()),
    onProposal: (better) => tell({ kind: 'better', report: reported(plan, better) }),
  })
  const relax = isThorough ? relaxations(plan, community, wish, proposal, { seed, isStopped }) : []
  const alternatives =
    isThorough && restructuring && !isStopped()
      ? restructurings(plan, community, wish, proposal, restructuring, {
          ...{ seed, rounds, isStopped, newId: randomUUID },
        })
      : []
  tell({
    kind: 'last',
    report: reported(plan, proposal, relax, alternatives),
    isSpent: isBroken || models > MOST_MODELS,
  })
}

const noSolver: HeldSolver = {
  add() {},
  solve: () => ({ state: 'stopped', bound: 0, columns: null, met: [] }),
  dispose() {},
}

/** The solver may abort, and then answers nothing any more: what was found without it stands. */
function guarded(solverOf: ((model: Model) => HeldSolver) | undefined): (model: Model) => HeldSolver {
  function attempted<T>(work: () => T, otherwise: T): T {
    if (isBroken) return otherwise
    try {
      return work()
    } catch {
      isBroken = true
      return otherwise
    }
  }
  return (model) => {
    models += 1
    const held = attempted(() => solverOf?.(model), undefined) ?? noSolver
    return {
      add: (rows) => attempted(() => held.add(rows), undefined),
      solve: (seconds, isRelaxed) =>
        attempted(() => held.solve(seconds, isRelaxed), noSolver.solve(seconds, isRelaxed)),
      dispose: () => attempted(() => held.dispose(), undefined),
    }
  }
}

parentPort?.on('message', (order: Order) => {
  perform(order).catch((error: unknown) =>
    // The solver's errors hold its whole program.
    tell({ kind: 'failed', complaint: String(error instanceof Error ? error.stack : error).slice(0, 2000) }),
  )
})
