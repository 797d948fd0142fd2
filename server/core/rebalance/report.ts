import { buildingOf } from '../plan/change.ts'
import type { AreaCode, Plan, Uuid } from '../plan/plan.ts'
import { beyond, EPSILON } from './instance.ts'
import { problemOf, type Wish } from './problem.ts'
import type { Move } from './proposal.ts'
import type { Proposal } from './rebalance.ts'
import { loadsOf, type Relaxation } from './relaxation.ts'

/** A grid as counted: households, and places at what the wish says. */
interface GridLoad {
  readonly grid: Uuid
  readonly code: string
  readonly name: string
  readonly before: number
  readonly after: number
  /** How far outside the band; 0 for a grid of which nothing is asked. */
  readonly outsideBefore: number
  readonly outsideAfter: number
}

/** A proposal in the words of whoever reads it: with names, and what it does to every grid. */
export interface Report extends Omit<Proposal, 'moves' | 'bound'> {
  readonly moves: readonly (Omit<Move, 'buildings'> & {
    readonly buildings: readonly { readonly id: Uuid; readonly name: string; readonly households: number }[]
  })[]
  readonly grids: readonly GridLoad[]
  /** At most so many households fewer would do with as few outside the band; null where that is not known. */
  readonly above: number | null
  readonly leastOutside: number
  readonly relax: readonly Relaxation[]
}

/** Says of one community's proposals what they come to. */
export function reporter(plan: Plan, community: AreaCode, wish: Wish) {
  const { instance, grids } = problemOf(plan, community, wish)
  const loads = loadsOf(instance, instance.own)
  return ({ moves, bound, ...proposal }: Proposal, relax: readonly Relaxation[]): Report => {
    const after = new Map(grids.map(({ id }, g) => [id, loads[g] ?? 0]))
    for (const { from, to, fromAfter, toAfter } of moves) after.set(from, fromAfter).set(to, toAfter)
    return {
      ...proposal,
      moves: moves.map(({ buildings, ...move }) => ({
        ...move,
        buildings: buildings.map((id) => {
          const { name, households } = buildingOf(plan, id) ?? { name: '', households: 0 }
          return { id, name, households }
        }),
      })),
      grids: grids.map(({ id, code, name }, g): GridLoad => {
        const [low, high] = [instance.low[g] ?? -Infinity, instance.high[g] ?? Infinity]
        const [before, now] = [loads[g] ?? 0, after.get(id) ?? 0]
        return {
          ...{ grid: id, code, name, before, after: now },
          outsideBefore: beyond(before, low, high),
          outsideAfter: beyond(now, low, high),
        }
      }),
      above:
        proposal.outsideAfter > bound.outside + EPSILON
          ? null
          : Math.max(0, proposal.households - bound.households),
      leastOutside: bound.outside,
      relax,
    }
  }
}
