import { applyChange, gridsIn } from '../plan/change.ts'
import type { Command } from '../plan/commands.ts'
import { decide } from '../plan/decide.ts'
import type { AreaCode, Hold, Plan, Uuid } from '../plan/plan.ts'
import { arcsOf, transport } from './flow.ts'
import { beyond, EPSILON, loadsOf } from './instance.ts'
import { type Problem, problemOf, type Wish } from './problem.ts'
import type { Proposal } from './rebalance.ts'
import { searched } from './search.ts'

/** What to give up where the band cannot be reached. */
export interface Relaxation {
  readonly what: Lift | 'add_grid' | 'dissolve_grid'
  /** Those to unlock or include; of `add_grid` and `dissolve_grid`, those that together have too much or too little. */
  readonly grids: readonly Uuid[]
  readonly buildings: readonly Uuid[]
  /** So many fewer outside the band; of `add_grid` and `dissolve_grid`, so many too many or too few. */
  readonly households: number
}
type Lift =
  | 'unlock_grids'
  | 'unlock_buildings'
  | 'unlock_boundaries'
  | 'part_compounds'
  | 'include_grids'
  | 'cross_barriers'

/** Something that stands in the way, and the plan and wish without it. */
interface Trial {
  readonly what: Lift
  readonly grids: readonly Uuid[]
  readonly buildings: readonly Uuid[]
  readonly plan: Plan
  readonly wish: Wish
}

/**
 * What would help where `proposal` leaves grids outside the band: each lock, barrier and choice of grids that stands
 * in the way is taken away for a trial, and what a short search finds then is what it would bring; most helpful
 * first. At last, a grid more or less for what is too much or too little whatever is moved.
 */
export function relaxations(
  plan: Plan,
  community: AreaCode,
  wish: Wish,
  proposal: Proposal,
  { seed, isStopped }: { readonly seed: number; readonly isStopped: () => boolean },
): Relaxation[] {
  if (proposal.outsideAfter <= EPSILON) return []
  const given = problemOf(plan, community, wish)
  const lifted = trialsOf(plan, community, wish).flatMap(
    ({ what, grids, buildings, ...trial }): Relaxation[] => {
      if (isStopped()) return []
      const outside = outsideWith(trial, community, given, { seed, isStopped })
      const households = proposal.outsideAfter - outside
      return households > EPSILON ? [{ what, grids, buildings, households }] : []
    },
  )
  return [...lifted.sort((a, b) => b.households - a.households), ...gridsMoreOrLess(proposal)]
}

function gridsMoreOrLess({ stuck }: Proposal): Relaxation[] {
  return stuck.map(({ side, grids, households }) => ({
    what: side === 'high' ? 'add_grid' : 'dissolve_grid',
    ...{ grids, households, buildings: [] },
  }))
}

function trialsOf(plan: Plan, community: AreaCode, wish: Wish): Trial[] {
  const all = gridsIn(plan, community).filter(({ type }) => type === 'basic')
  const locked = all.filter((grid) => grid.locked).map(({ id }) => id)
  const holds = [...plan.holds.values()]
  const without = (commands: readonly Command[]) => commands.reduce(performed, plan)
  const unlocked = (grids: readonly Uuid[]): Trial => ({
    ...{ what: 'unlock_grids', grids, buildings: [], wish },
    plan: without(grids.map((grid) => ({ type: 'unlockGrid', grid }))),
  })
  const released = (what: Lift, kind: Hold['kind'], command: (hold: Hold) => Command): Trial[] => {
    const some = holds.filter((hold) => hold.kind === kind)
    const buildings = some.flatMap((hold) =>
      hold.kind === 'building' ? [hold.id] : hold.kind === 'compound' ? hold.buildings : [],
    )
    return some.length === 0
      ? []
      : [{ ...{ what, grids: [], buildings, wish }, plan: without(some.map(command)) }]
  }
  const { grids: chosen, ...others } = wish
  const left = chosen ? all.filter(({ id }) => !chosen.has(id)).map(({ id }) => id) : []
  return [
    ...locked.map((grid) => unlocked([grid])),
    ...(locked.length > 1 ? [unlocked(locked)] : []),
    ...released('unlock_buildings', 'building', ({ id }) => ({ type: 'unlockBuildings', buildings: [id] })),
    ...released('unlock_boundaries', 'boundary', ({ id }) => ({ type: 'unlockBoundary', lock: id })),
    ...released('part_compounds', 'compound', ({ id }) => ({ type: 'unglueBuildings', compound: id })),
    ...(left.length > 0
      ? [{ what: 'include_grids' as const, grids: left, buildings: [], plan, wish: others }]
      : []),
    ...(wish.barriers === 'forbidden'
      ? [{ what: 'cross_barriers' as const, grids: [], buildings: [], plan, wish: { ...wish, barriers: 0 } }]
      : []),
  ]
}

/** @throws if what holds cannot be let go: it was read from this plan. */
function performed(plan: Plan, command: Command): Plan {
  const decision = decide(plan, command)
  if (!decision.ok) throw new Error(`${command.type}: ${decision.refusal.code}`)
  return applyChange(plan, decision.change)
}

/** What a short search leaves outside the band, counted over the grids that were measured without the trial. */
function outsideWith(
  { plan, wish }: Pick<Trial, 'plan' | 'wish'>,
  community: AreaCode,
  { instance: measured }: Problem,
  { seed, isStopped }: { readonly seed: number; readonly isStopped: () => boolean },
): number {
  const { instance } = problemOf(plan, community, wish)
  const { violation } = transport(
    loadsOf(instance, instance.own),
    instance.low,
    instance.high,
    arcsOf(instance),
  )
  const answer = searched(instance, { seed, rounds: 2, isStopped, bound: { violation, cost: Infinity } })
  return loadsOf(instance, answer.grid).reduce(
    (sum, load, g) => sum + beyond(load, measured.low[g] ?? -Infinity, measured.high[g] ?? Infinity),
    0,
  )
}
