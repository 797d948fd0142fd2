import { baseState, type Comparison, comparison, draftState, type State } from '#core/plan/compare.ts'
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
    const before: State =
      other === 'published' ? baseState(plan, within) : draftState(await states.of(tx, otherRow), within)
    const [roads, beats] = [await roadsAround(tx, within), await beatsAround(tx, within)]
    const { barriers } = plan.base
    return done({ within, before, after: draftState(plan, within), roads, beats, barriers })
  })
  if (!read.ok) return read
  // Only now: the transaction is over, and nobody waits for what follows.
  const { within, before, after, roads, beats, barriers } = read.value
  const shapes = beats.map(({ shape }) => shape)
  const compared = comparison(before, after)
  const crew = await database.transaction(actor, (tx) => peopleServing(tx, compared.redrawn, timeZone))
  return done({
    within,
    ...compared,
    crew,
    before: quality(before, roads, shapes, barriers),
    after: quality(after, roads, shapes, barriers),
  })
}

/** The code that lies under the other one, if one does. */
function narrower(a: AreaCode, b: AreaCode): AreaCode | undefined {
  if (a.startsWith(b)) return a
  return b.startsWith(a) ? b : undefined
}
