import { applyChange, buildingsByGrid, gridOf, gridsOf } from '#core/plan/change.ts'
import type { Command } from '#core/plan/commands.ts'
import { decide } from '#core/plan/decide.ts'
import type { AreaCode, Plan } from '#core/plan/plan.ts'
import { beatByBuilding } from '#core/rebalance/beats.ts'
import type { Wish } from '#core/rebalance/problem.ts'
import type { RestructuringWish } from '#core/rebalance/restructuring.ts'
import type { RebalanceRequest } from '../contract/rebalance.ts'
import { recordAudit } from '../db/audit.ts'
import { casesByBuilding } from '../db/casesByBuilding.ts'
import type { Actor, Database } from '../db/database.ts'
import { lockedPlan } from '../db/plans.ts'
import { beatsAround } from '../db/surroundings.ts'
import { done, type Outcome, rejected } from './outcome.ts'
import { worksOn } from './planRoles.ts'
import type { PlanStates } from './planStates.ts'

/** What is to be rebalanced: a draft as it is now, with the locks that were asked for, in memory only. */
export interface Rebalance {
  readonly revision: number
  readonly draft: Plan
  readonly wish: Wish
  readonly restructuring: RestructuringWish
  /** Worst first. */
  readonly communities: readonly { readonly code: AreaCode; readonly name: string }[]
}

/**
 * Reads a draft for the optimiser. Nothing of the plan changes: a proposal is accepted by commands. Refuses a
 * community, grids or buildings that are not in the plan.
 */
export function rebalancePlan(
  database: Database,
  states: PlanStates,
  actor: Actor,
  id: string,
  request: RebalanceRequest,
): Promise<Outcome<Rebalance>> {
  return database.transaction(actor, async (tx) => {
    const row = await lockedPlan(tx, id, 'to read')
    if (!row) return rejected('not_found')
    if (!worksOn(actor, row.kind)) return rejected('role_forbids')
    if (row.status !== 'draft') return rejected('plan_not_draft', { status: row.status })
    const plan = await states.of(tx, row)
    const { split, dissolve } = request
    const unknown = [...(request.grids ?? []), ...split, ...dissolve].filter((grid) => !gridOf(plan, grid))
    if (unknown.length > 0) return rejected('unknown_grid', { grids: unknown })
    if (request.community && !plan.base.communities.has(request.community)) return rejected('area_unknown')
    const locked = withLocks(plan, request.locks)
    if (!locked.ok) return locked
    const draft = locked.value
    const { perBeat, perCase } = request.objective
    const beats = perBeat > 0 ? beatByBuilding(plan, await beatsAround(tx, plan.base.within)) : null
    const cases = perCase > 0 ? await casesByBuilding(tx, plan.base.within) : null
    const wish: Wish = {
      ...wishOf(request, plan),
      ...(beats && { beats: { of: beats, price: perBeat } }),
      ...(cases && { besides: new Map([...cases].map(([id, perMonth]) => [id, perMonth * perCase])) }),
    }
    await recordAudit(tx, 'rebalanceAsked', `plan:${id}`, { revision: row.revision, goal: wish.goal })
    return done({
      ...{ revision: row.revision, draft, wish, communities: worstFirst(draft, wish, request) },
      restructuring: { isFree: request.structure === 'allowed', split, dissolve },
    })
  })
}

function withLocks(plan: Plan, { grids, buildings }: RebalanceRequest['locks']): Outcome<Plan> {
  const commands: Command[] = grids.map((grid) => ({ type: 'lockGrid', grid }))
  if (buildings.length > 0) commands.push({ type: 'lockBuildings', buildings })
  let draft = plan
  for (const command of commands) {
    const decision = decide(draft, command)
    if (decision.ok) draft = applyChange(draft, decision.change)
    else if (decision.refusal.code !== 'nothing_changes') {
      const { code, ...about } = decision.refusal
      return rejected(code, about)
    }
  }
  return done(draft)
}

const wishOf = ({ band, goal, objective, grids }: RebalanceRequest, plan: Plan): Wish => ({
  low: band?.low ?? plan.band.low,
  high: band?.high ?? plan.band.high,
  goal,
  householdsPerPlace: objective.perPlace,
  pricePerBuilding: objective.perBuilding,
  pricePerM: objective.perM,
  barriers: objective.barriers,
  rings: objective.rings,
  ...(grids && { grids: new Set(grids) }),
})

/** The communities that are asked for, by how many households are outside the band. */
function worstFirst(plan: Plan, { low, high, goal, grids }: Wish, { community }: RebalanceRequest) {
  const residents = buildingsByGrid(plan)
  const outside = new Map<AreaCode, number>()
  for (const grid of gridsOf(plan)) {
    if ((community && grid.community !== community) || (grids && !grids.has(grid.id))) continue
    const households = (residents.get(grid.id) ?? []).reduce((sum, one) => sum + one.households, 0)
    const few = goal === 'band' ? Math.max(0, low - households) : 0
    const beyond = grid.type === 'basic' ? Math.max(few, households - high, 0) : 0
    outside.set(grid.community, (outside.get(grid.community) ?? 0) + beyond)
  }
  return [...outside]
    .sort(([a, most], [b, more]) => more - most || (a < b ? -1 : 1))
    .map(([code]) => ({ code, name: plan.base.communities.get(code)?.name ?? '' }))
}
