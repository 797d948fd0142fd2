import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { proved } from '#core/rebalance/exact.ts'
import { arcsOf, transport } from '#core/rebalance/flow.ts'
import { type Instance, movedOf, partsOf, violationOf } from '#core/rebalance/instance.ts'
import { searched } from '#core/rebalance/search.ts'
import { highsSolver } from '../../server/optimiser/highs.ts'
import { instanceOf } from '../support/districts.ts'
import { driftedCommunities } from '../support/generated.ts'
import { greedyRepair, recomRepair } from './rebalancePeers.ts'
import { atMost, type Bench, type BenchRow, median, quantile } from './row.ts'

/** How many communities, and how far they have drifted. */
const COMMUNITIES = { count: 100, drift: 0.2 }
const FAR = { count: 20, drift: 0.35 }
const ROUNDS = 20
const PROOF_SECONDS = 5
const RECOM_STEPS = 2000

/** A hundred generated communities that drifted out of the band, some that drifted far, and the public instances where the folder is there. */
export const rebalance: Bench = async () => {
  const solverOf = await highsSolver()
  const drifted = ({ count, drift }: typeof FAR) => driftedCommunities(count, drift)
  return [
    ...(await measured('generated', drifted(COMMUNITIES), solverOf)),
    ...(await measured('far', drifted(FAR), solverOf)),
    ...(await measured('public', publicInstances(), solverOf)),
  ]
}

interface Solved {
  readonly searchMs: number
  readonly firstMs: number | null
  readonly found: { readonly violation: number; readonly cost: number }
  readonly proof: ReturnType<typeof proved>
  readonly recom: number | null
  readonly greedy: number | null
  readonly isWhole: boolean
}

async function measured(
  set: string,
  instances: readonly Instance[],
  solverOf: Awaited<ReturnType<typeof highsSolver>>,
): Promise<BenchRow[]> {
  if (instances.length === 0) return []
  const solved = instances.map((instance) => solvedOf(instance, solverOf))
  const feasible = solved.filter(({ found }) => found.violation < 0.5)
  const could = solved.filter(({ proof }) => proof.answer.violation < 0.5)
  const proofs = feasible.filter(({ proof }) => proof.isProved)
  const equal = proofs.filter(({ found, proof }) => found.cost < proof.answer.cost + 0.5)
  const gaps = feasible.map(
    ({ proof }) => (proof.answer.cost - proof.bound.cost) / Math.max(1, proof.answer.cost),
  )
  const both = feasible.filter(({ recom }) => recom !== null)
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
  const least = (measure: string, value: number, limit: number, unit: string): BenchRow => ({
    ...{ measure: `${set}: ${measure}`, value, unit },
    ...{ comparison: `≥ ${limit} ${unit}`, met: value >= limit },
  })
  const most = (measure: string, value: number, limit: number, unit: string) =>
    atMost(`${set}: ${measure}`, value, limit, unit)
  return [
    least(
      `feasible of ${instances.length}, as many as the exact model says`,
      feasible.length,
      could.length,
      '',
    ),
    most('first feasible, median', median(solved.flatMap(({ firstMs }) => firstMs ?? [])), 100, 'ms'),
    most('search, median', median(solved.map(({ searchMs }) => searchMs)), 1000, 'ms'),
    most(
      'search, 95th percentile',
      quantile(
        solved.map(({ searchMs }) => searchMs),
        0.95,
      ),
      1000,
      'ms',
    ),
    least(`proved within ${PROOF_SECONDS} s`, proofs.length, 0, ''),
    least('of those, equal to the optimum', (100 * equal.length) / Math.max(1, proofs.length), 95, '%'),
    most('gap to the bound, mean of the answers', (100 * sum(gaps)) / Math.max(1, gaps.length), 1, '%'),
    most(
      `households moved, against recombination (feasible in ${both.length})`,
      (100 * sum(both.map(({ found }) => found.cost))) / sum(both.map(({ recom }) => recom ?? 0)),
      50,
      '%',
    ),
    least(
      'feasible by the greedy repair, against the search',
      feasible.length,
      solved.filter(({ greedy }) => greedy !== null).length,
      '',
    ),
    most('answers with a grid in two pieces', solved.filter(({ isWhole }) => !isWhole).length, 0, ''),
  ]
}

function solvedOf(instance: Instance, solverOf: Awaited<ReturnType<typeof highsSolver>>): Solved {
  const load = new Float64Array(instance.grids)
  instance.weight.forEach((weight, u) => {
    load[instance.own[u]!]! += weight
  })
  const { violation, moved } = transport(load, instance.low, instance.high, arcsOf(instance))
  const floor = { violation, cost: moved }
  const start = performance.now()
  let firstMs: number | null = null
  const found = searched(instance, {
    ...{ seed: 1, rounds: ROUNDS, bound: floor },
    onBetter: (better) => {
      if (better.violation < 0.5) firstMs ??= performance.now() - start
    },
  })
  const searchMs = performance.now() - start
  const held: { dispose(): void }[] = []
  const proof = proved(
    instance,
    found,
    (model) => {
      const solver = solverOf(model)
      held.push(solver)
      return solver
    },
    { floor, grain: 1, clock: () => performance.now(), seconds: PROOF_SECONDS },
  )
  for (const solver of held) solver.dispose()
  const movedBy = (grid: Int32Array) =>
    violationOf(instance, grid) < 0.5 ? movedOf(instance, grid, instance.weight) : null
  return {
    ...{ searchMs, firstMs, found, proof },
    recom: movedBy(recomRepair(instance, 1, RECOM_STEPS)),
    greedy: movedBy(greedyRepair(instance)),
    isWhole: partsOf(instance, found.grid).every(
      (parts, g) => parts.length <= Math.max(1, partsOf(instance, instance.own)[g]!.length),
    ),
  }
}

const PublicInstance = z.object({
  districts: z.int(),
  band: z.tuple([z.number(), z.number()]),
  nodes: z.array(z.object({ pop: z.number() })),
  edges: z.array(z.tuple([z.int(), z.int()])),
  assign: z.array(z.int()),
})

/** States of the United States by counties and tracts; without the largest, which takes minutes. */
function publicInstances(): Instance[] {
  const folder = new URL('../../../shared/data/instances/', import.meta.url)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.startsWith('pa'))
    .map((name) => {
      const { districts, band, nodes, edges, assign } = PublicInstance.parse(
        JSON.parse(readFileSync(new URL(name, folder), 'utf8')),
      )
      return instanceOf({
        own: Int32Array.from(assign),
        weight: Float64Array.from(nodes, ({ pop }) => pop),
        pairs: edges.map(([a, b]) => ({ a, b, borderM: 1 })),
        grids: districts,
        low: band[0],
        high: band[1],
      })
    })
}
