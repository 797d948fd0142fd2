/**
 * Rebalancing a community: the least disturbing way into the band, with a proof. The nearest published precedents are
 * a police-beat redesign that warm-started an integer program from the beats as they were (Zhu, Bukharin, Lu, Wang &
 * Xie 2021, arXiv 2104.00535) and minimum-change districting by integer programming (Validi & Buchanan 2022). Here a
 * search finds the answer (search.ts), a transport of households bounds it at once (flow.ts), the exact model proves
 * it (exact.ts), the moves are brought into an order in which every grid stays in one piece (order.ts), and every move
 * is tried on the real ground (proposal.ts).
 */
import type { AreaCode, Plan, Uuid } from '../plan/plan.ts'
import { batchesOf } from './batches.ts'
import { householdsOffBeat } from './beats.ts'
import { type Model, proved, type Solver } from './exact.ts'
import { arcsOf, transport } from './flow.ts'
import { costOf, EPSILON, type Instance, movedOf, violationOf } from './instance.ts'
import { orderOf, type Step } from './order.ts'
import { type Problem, problemOf, type Wish } from './problem.ts'
import { type GridLoad, gridLoads, type Move, movesOf, replayed } from './proposal.ts'
import { type Answer, searched } from './search.ts'

export interface Proposal {
  /** In an order in which every grid is in one piece after each group. */
  readonly moves: readonly Move[]
  /** Households outside the band, over all grids that are measured. */
  readonly outsideBefore: number
  readonly outsideAfter: number
  /** What changes grid. */
  readonly households: number
  readonly buildings: number
  readonly grids: readonly GridLoad[]
  /** Households in another beat than most of their grid; null where beats are not priced. */
  readonly offBeat: { readonly before: number; readonly after: number } | null
  readonly proof: ProofState
  /** No way has fewer households outside the band, and none with as few moves less. */
  readonly bound: { readonly outside: number; readonly households: number }
  /** Grids that together have too much or too little, whatever is moved. */
  readonly stuck: readonly {
    readonly side: 'high' | 'low'
    readonly grids: readonly Uuid[]
    readonly households: number
  }[]
}
/** `optimal`: nothing better exists; `bounded`: at most `households − bound.households` better; `open`: still at work. */
type ProofState = 'optimal' | 'bounded' | 'open'

export interface Effort {
  readonly seed: number
  readonly rounds: number
  /** For the proof; none where it is 0. */
  readonly seconds: number
  readonly solverOf: (model: Model) => Solver & { dispose(): void }
  readonly clock: () => number
  readonly isStopped: () => boolean
  /** The best so far, whenever there is something better. */
  readonly onProposal: (proposal: Proposal) => void
}

/** How often the search is asked again where the ground does not allow what the graph of cells did. */
const MOST_ATTEMPTS = 6
const MOST_SINGLE_MOVES = 40

/** The best proposal for a community that is found in the effort given; every move holds on the plan's real ground. */
export function rebalanced(plan: Plan, community: AreaCode, wish: Wish, effort: Effort): Proposal {
  const problem = problemOf(plan, community, wish)
  const { instance } = problem
  const { seed, rounds, isStopped, onProposal } = effort
  const floor = floorOf(instance)
  const proposalOf = (
    answer: Answer,
    proof: ProofState,
    bound: { violation: number; cost: number },
  ): Proposal => ({
    moves: movesOf(problem, stepsTo(instance, answer.grid)),
    outsideBefore: violationOf(instance, instance.own),
    outsideAfter: answer.violation,
    households: movedOf(instance, answer.grid, instance.weight),
    buildings: movedOf(
      instance,
      answer.grid,
      problem.units.map((members) => members.length),
    ),
    grids: gridLoads(problem, answer.grid),
    offBeat: wish.beats
      ? {
          before: householdsOffBeat(problem.units, instance.own, instance.grids, wish.beats.of),
          after: householdsOffBeat(problem.units, answer.grid, instance.grids, wish.beats.of),
        }
      : null,
    proof,
    bound: { outside: bound.violation, households: bound.cost },
    stuck: floor.stuck.map(({ grids, ...one }) => ({
      ...one,
      grids: grids.map((g) => problem.grids[g]!.id),
    })),
  })

  const given = asItIs(instance)
  let best = proposalOf(given, 'open', { violation: floor.violation, cost: floor.moved })
  if (given.violation <= floor.violation + EPSILON && floor.moved <= EPSILON && isHouseholdsFirst(wish))
    return { ...best, proof: 'optimal' }
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const answer = searched(instance, {
      ...{ seed, rounds, isStopped },
      // With nothing but households to pay for, the transport's bound ends the search.
      ...(isHouseholdsOnly(wish) && { bound: { violation: floor.violation, cost: floor.moved } }),
    })
    const proposal = proposalOf(answer, 'open', { violation: floor.violation, cost: floor.moved })
    const { failed } = replayed(plan, proposal.moves)
    if (failed) {
      forbid(problem, failed)
      continue
    }
    best = proposal
    onProposal(best)
    if (isStopped()) break
    const isRestricted = attempt > 0
    const proof = proofOf(problem, answer, floor, effort)
    if (proof.isBetter) {
      const better = proposalOf(
        proof.answer,
        proof.isProved && !isRestricted ? 'optimal' : 'bounded',
        proof.bound,
      )
      if (!replayed(plan, better.moves).failed) best = better
      else
        best = {
          ...best,
          proof: 'bounded',
          bound: { outside: proof.bound.violation, households: proof.bound.cost },
        }
    } else
      best = {
        ...best,
        // What the ground ruled out is left out of the proof, so it is none.
        proof: proof.isProved && !isRestricted ? 'optimal' : 'bounded',
        bound: isRestricted
          ? { outside: floor.violation, households: floor.moved }
          : { outside: proof.bound.violation, households: proof.bound.cost },
      }
    break
  }
  onProposal(best)
  return best
}

/** One by one, or, where that would be more than anybody reads, what goes the same way at once. */
function stepsTo(instance: Instance, target: Int32Array): Step[] {
  const moved = target.reduce((count, g, u) => (g === instance.own[u] ? count : count + 1), 0)
  const batches = moved > MOST_SINGLE_MOVES ? batchesOf(instance, target) : null
  if (!batches) return orderOf(instance, target)
  return batches.map(({ units, to }) => units.map((unit) => ({ unit, to })))
}

/** Fewer households always come before fewer buildings and shorter boundaries. */
const isHouseholdsFirst = ({ pricePerBuilding, pricePerM, beats }: Wish): boolean =>
  pricePerBuilding <= 1e-3 && pricePerM <= 1e-6 && !beats
const isHouseholdsOnly = ({ pricePerBuilding, pricePerM, beats }: Wish): boolean =>
  pricePerBuilding === 0 && pricePerM === 0 && !beats

const asItIs = (instance: Instance): Answer => ({
  grid: instance.own.slice(),
  violation: violationOf(instance, instance.own),
  cost: costOf(instance, instance.own),
})

function floorOf(instance: Instance) {
  const load = new Float64Array(instance.grids)
  instance.weight.forEach((weight, u) => {
    load[instance.own[u]!]! += weight
  })
  return transport(load, instance.low, instance.high, arcsOf(instance))
}

/**
 * What is proved of the households of an answer, whatever else was paid for but beats: of these the price counts along,
 * so that `bound` then says how many households' worth the answer may be above the best.
 */
function proofOf(
  { instance, beatPrice }: Problem,
  answer: Answer,
  floor: { readonly violation: number; readonly moved: number },
  { seconds, solverOf, clock }: Effort,
) {
  const byHouseholds: Instance = {
    ...instance,
    pricePerM: 0,
    price: instance.price.map((price, i) => {
      const u = Math.floor(i / instance.grids)
      const moved = i % instance.grids === instance.own[u] ? 0 : instance.weight[u]!
      return price === Infinity ? Infinity : moved + beatPrice[i]!
    }),
  }
  const forBeats = (grid: Int32Array) =>
    grid.reduce((sum, g, u) => sum + beatPrice[u * instance.grids + g]!, 0)
  const incumbent: Answer = { ...answer, cost: costOf(byHouseholds, answer.grid) }
  const held: (Solver & { dispose(): void })[] = []
  const proof = proved(
    byHouseholds,
    incumbent,
    (model) => {
      const solver = solverOf(model)
      held.push(solver)
      return solver
    },
    { floor: { violation: floor.violation, cost: floor.moved }, grain: 1, clock, seconds },
  )
  for (const solver of held) solver.dispose()
  const { violation, cost } = proof.bound
  return {
    ...proof,
    bound: { violation, cost: Math.max(floor.moved, cost - forBeats(proof.answer.grid)) },
    isBetter: proof.answer !== incumbent && proof.answer.cost < incumbent.cost - EPSILON,
  }
}

/** The graph of cells allowed what the ground does not: not again. */
function forbid({ instance, grids, units }: Problem, { buildings, to }: Move): void {
  const g = grids.findIndex(({ id }) => id === to)
  const moved = new Set(buildings)
  units.forEach((members, u) => {
    if (members.some(({ id }) => moved.has(id))) instance.price[u * instance.grids + g] = Infinity
  })
}
