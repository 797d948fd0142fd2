import { grouped } from '../grouped.ts'
import { applyChange } from '../plan/change.ts'
import type { Command } from '../plan/commands.ts'
import { decide } from '../plan/decide.ts'
import type { Plan, Uuid } from '../plan/plan.ts'
import { beyond, loadsOf } from './instance.ts'
import type { Step } from './order.ts'
import type { Problem } from './problem.ts'

/** Why a move is proposed. */
type Reason =
  /** The grid that gives has too much. */
  | 'relieves'
  /** The grid that takes has too little. */
  | 'fills'
  /** It only makes room for others that follow. */
  | 'makes_room'

/** Buildings that go from one grid to another; one command. */
export interface Move {
  readonly buildings: readonly Uuid[]
  readonly from: Uuid
  readonly to: Uuid
  readonly households: number
  readonly reason: Reason
  /** Households of the two grids after this move. */
  readonly fromAfter: number
  readonly toAfter: number
  /** Moves of one group only hang together when all of them are made. */
  readonly group: number
}

/** The steps in the words of the plan, each with its reason: what goes the same way in a step is one move. */
export function movesOf({ instance, grids, units }: Problem, steps: readonly Step[]): Move[] {
  const { low, high, weight } = instance
  const at = instance.own.slice()
  const load = loadsOf(instance, at)
  return steps.flatMap((step, group) =>
    [...grouped(step, ({ unit, to }) => `${at[unit]} ${to}`).values()].map((together): Move => {
      const [from, to] = [at[together[0]!.unit]!, together[0]!.to]
      const reason: Reason =
        load[from]! > high[from]! ? 'relieves' : load[to]! < low[to]! ? 'fills' : 'makes_room'
      for (const { unit } of together) {
        at[unit] = to
        load[from]! -= weight[unit]!
        load[to]! += weight[unit]!
      }
      const buildings = together.flatMap(({ unit }) => units[unit]!)
      return {
        buildings: buildings.map(({ id }) => id),
        from: grids[from]!.id,
        to: grids[to]!.id,
        households: buildings.reduce((sum, { households }) => sum + households, 0),
        reason,
        fromAfter: load[from]!,
        toAfter: load[to]!,
        group,
      }
    }),
  )
}

/** A grid as counted: households, and places at what the wish says. */
export interface GridLoad {
  readonly grid: Uuid
  readonly before: number
  readonly after: number
  /** How far outside the band; 0 for a grid of which nothing is asked. */
  readonly outsideBefore: number
  readonly outsideAfter: number
}

/** What an assignment does to every grid. */
export function gridLoads({ instance, grids }: Problem, assigned: ArrayLike<number>): GridLoad[] {
  const [before, after] = [loadsOf(instance, instance.own), loadsOf(instance, assigned)]
  return grids.map(({ id }, g) => {
    const [low, high] = [instance.low[g]!, instance.high[g]!]
    return {
      ...{ grid: id, before: before[g]!, after: after[g]! },
      outsideBefore: beyond(before[g]!, low, high),
      outsideAfter: beyond(after[g]!, low, high),
    }
  })
}

export const commandOf = ({ buildings, to }: Pick<Move, 'buildings' | 'to'>): Command => ({
  type: 'moveBuildings',
  buildings,
  to,
})

/**
 * What the moves come to on the real ground, which the graph of cells only stands for: the plan after them, or the
 * first move that is refused or leaves a grid in more parts than it had.
 */
export function replayed(
  plan: Plan,
  moves: readonly Move[],
): { readonly plan: Plan; readonly failed: Move | null } {
  let draft = plan
  for (const [i, move] of moves.entries()) {
    const decision = decide(draft, commandOf(move))
    if (!decision.ok) return { plan: draft, failed: move }
    const next = applyChange(draft, decision.change)
    const isLastOfGroup = moves[i + 1]?.group !== move.group
    const falls = decision.change.some(
      (row) =>
        row.table === 'grids' &&
        row.after !== null &&
        row.before !== null &&
        row.after.shape.length > row.before.shape.length,
    )
    if (falls && isLastOfGroup) return { plan: draft, failed: move }
    draft = next
  }
  return { plan: draft, failed: null }
}
