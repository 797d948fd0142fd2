import { buildingOf, gridOf } from '../plan/change.ts'
import type { Plan, Uuid } from '../plan/plan.ts'
import type { Restructuring } from './division.ts'
import { EPSILON } from './instance.ts'
import type { GridLoad, Move } from './proposal.ts'
import type { Proposal } from './rebalance.ts'
import type { Relaxation } from './relaxation.ts'

/** A proposal in the words of whoever reads it: with names. */
export interface Report extends Omit<Proposal, 'moves' | 'grids' | 'bound'> {
  readonly moves: readonly (Omit<Move, 'buildings'> & {
    readonly buildings: readonly { readonly id: Uuid; readonly name: string; readonly households: number }[]
  })[]
  readonly grids: readonly (GridLoad & { readonly code: string; readonly name: string })[]
  /** At most so many households fewer would do with as few outside the band; null where that is not known. */
  readonly above: number | null
  readonly leastOutside: number
  readonly relax: readonly Relaxation[]
  readonly alternatives: readonly Restructuring[]
}

export function reported(
  plan: Plan,
  { moves, grids, bound, ...proposal }: Proposal,
  relax: readonly Relaxation[] = [],
  alternatives: readonly Restructuring[] = [],
): Report {
  return {
    ...proposal,
    moves: moves.map(({ buildings, ...move }) => ({
      ...move,
      buildings: buildings.map((id) => {
        const { name, households } = buildingOf(plan, id) ?? { name: '', households: 0 }
        return { id, name, households }
      }),
    })),
    grids: grids.map((load) => {
      const { code, name } = gridOf(plan, load.grid) ?? { code: '', name: '' }
      return { ...load, code, name }
    }),
    above:
      proposal.outsideAfter > bound.outside + EPSILON
        ? null
        : Math.max(0, proposal.households - bound.households),
    leastOutside: bound.outside,
    relax,
    alternatives,
  }
}
