import loadHighs, { type Highs } from 'highs'
import type { Model, Row, Solved, Solver } from '#core/rebalance/exact.ts'

/** A model in the solver's own memory, which is not collected: dispose of it. */
export interface HeldSolver extends Solver {
  dispose(): void
}

/**
 * HiGHS (Huangfu & Hall 2018, "Parallelizing the dual revised simplex method") in WebAssembly. It blocks its thread
 * while it solves; `isStopped` is asked meanwhile.
 */
export async function highsSolver(
  isStopped: () => boolean = () => false,
): Promise<(model: Model) => HeldSolver> {
  const highs = await loadHighs()
  return (model) => held(highs, model, isStopped)
}

function held(highs: Highs, { cost, upper, isWhole, rows }: Model, isStopped: () => boolean): HeldSolver {
  const { continuous, integer } = highs.constants.variableType
  const model = highs.createModel({
    numCols: cost.length,
    numRows: rows.length,
    colCost: cost,
    colLower: cost.map(() => 0),
    colUpper: upper,
    rowLower: rows.map(({ lower }) => lower),
    rowUpper: rows.map((row) => row.upper),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: cost.length,
      starts: startsOf(rows),
      indices: rows.flatMap(({ columns }) => columns),
      values: rows.flatMap(({ values }) => values),
    },
    integrality: isWhole.map((whole) => (whole ? integer : continuous)),
  })
  model.options.set({ output_flag: false, mip_abs_gap: 0.5, mip_rel_gap: 0 })
  /** Now and then it gives a model up with a numerical error, which it mostly does not without presolving it. */
  const isRun = (run: () => void): boolean => {
    try {
      run()
      return true
    } catch (error) {
      if (error instanceof highs.errors.HighsError) return false
      throw error
    }
  }
  let spent = 0
  return {
    add: (more: readonly Row[]) => {
      for (const { lower, upper, columns, values } of more)
        model.addRow(lower, upper, { indices: columns, values })
    },
    solve(seconds, isRelaxed): Solved {
      // The limit counts all solves of a model.
      model.options.set({ time_limit: spent + seconds, solve_relaxation: isRelaxed })
      const begun = performance.now()
      const met: Float64Array[] = []
      const run = () =>
        model.run({
          [highs.constants.callbackType.mipSolution](event) {
            if (event.data.mip_solution) met.push(event.data.mip_solution)
          },
          [highs.constants.callbackType.mipInterrupt](event) {
            if (isStopped()) event.interrupt()
          },
        })
      if (!isRun(run)) {
        model.options.set({ presolve: 'off' })
        if (!isRun(run)) return { state: 'stopped', bound: 0, columns: null, met }
      }
      spent += (performance.now() - begun) / 1000
      const status = model.getModelStatus()
      const { optimal, infeasible, unboundedOrInfeasible } = highs.constants.modelStatus
      if (status === infeasible || status === unboundedOrInfeasible)
        return { state: 'infeasible', bound: 0, columns: null, met }
      const bound = isRelaxed ? model.getObjectiveValue() : Number(model.info.get('mip_dual_bound'))
      if (status !== optimal)
        return { state: 'stopped', bound: Number.isFinite(bound) ? bound : 0, columns: null, met }
      return { state: 'optimal', bound, columns: model.getSolution().colValue, met }
    },
    dispose: () => model.dispose(),
  }
}

const startsOf = (rows: readonly Row[]): number[] => {
  const starts = [0]
  for (const { columns } of rows) starts.push(starts.at(-1)! + columns.length)
  return starts
}
