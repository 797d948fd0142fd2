import type { Shape } from '#core/geometry/lattice.ts'
import { beatsOf } from '#core/plan/change.ts'
import { baseState, type Comparison, comparison, draftState, type State } from '#core/plan/compare.ts'
import { beatComparison } from '#core/plan/compareBeats.ts'
import type { AreaCode } from '#core/plan/plan.ts'
import { type Quality, quality } from '#core/plan/quality.ts'
import { peopleServing, type Serving } from '../db/crew.ts'
import type { Actor, Database } from '../db/database.ts'
import { lockedPlan } from '../db/plans.ts'
import { beatsAround, roadsAround } from '../db/surroundings.ts'
import { done, type Outcome, rejected } from './outcome.ts'
import type { PlanStates } from './planStates.ts'

export interface Compared extends Comparison {
  /** The communities under this code were compared. */
  readonly within: AreaCode
  readonly beats: Comparison
  /** Who serves a grid whose ground or buildings differ. */
  readonly crew: Serving
  readonly before: Quality
  readonly after: Quality
}

/** Compares a plan with what is published under it, or with another plan in the communities that both have. */
export async function comparePlans(
  database: Database,
  states: PlanStates,
  actor: Actor,
  id: string,
  { other, timeZone }: { readonly other: string; readonly timeZone: string },
): Promise<Outcome<Compared>> {
  const read = await database.transaction(actor, async (tx) => {
    const row = await lockedPlan(tx, id, 'to read')
    const otherRow = other === 'published' ? row : await lockedPlan(tx, other, 'to read')
    if (!row || !otherRow) return rejected('not_found')
    const within = narrower(row.within, otherRow.within)
    if (within === undefined) return rejected('plans_apart')
    const plan = await states.of(tx, row)
    const otherPlan = other === 'published' ? null : await states.of(tx, otherRow)
    const before: State = otherPlan ? draftState(otherPlan, within) : baseState(plan, within)
    const [roads, beats] = [await roadsAround(tx, within), await beatsAround(tx, within)]
    const { barriers } = plan.base
    const patrolled = {
      before: otherPlan && otherPlan.beats.size > 0 ? beatsOf(otherPlan) : beats,
      after: plan.beats.size > 0 ? beatsOf(plan) : beats,
    }
    return done({
      within,
      plan,
      otherPlan,
      before,
      after: draftState(plan, within),
      roads,
      patrolled,
      barriers,
    })
  })
  if (!read.ok) return read
  // Only now: the transaction is over, and nobody waits for what follows.
  const { within, plan, otherPlan, before, after, roads, patrolled, barriers } = read.value
  const shapesOf = (beats: readonly { readonly shape: Shape }[]) => beats.map(({ shape }) => shape)
  const compared = comparison(before, after)
  const crew = await database.transaction(actor, (tx) => peopleServing(tx, compared.redrawn, timeZone))
  return done({
    within,
    ...compared,
    beats: beatComparison(otherPlan, plan, within),
    crew,
    before: quality(before, roads, shapesOf(patrolled.before), barriers),
    after: quality(after, roads, shapesOf(patrolled.after), barriers),
  })
}

/** The code that lies under the other one, if one does. */
function narrower(a: AreaCode, b: AreaCode): AreaCode | undefined {
  if (a.startsWith(b)) return a
  return b.startsWith(a) ? b : undefined
}
