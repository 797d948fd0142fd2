import { setImmediate } from 'node:timers/promises'
import { type Aligning, aligning, together } from '#core/beat/aligning.ts'
import { type Mends, mends } from '#core/beat/mends.ts'
import { gridsOf } from '#core/plan/change.ts'
import type { AreaCode, Grid, Plan, Uuid } from '#core/plan/plan.ts'
import { area } from '../db/areas.ts'
import { type Actor, type Database, SYSTEM } from '../db/database.ts'
import { grid } from '../db/grids.ts'
import { heldPublication } from '../db/publications.ts'
import { type Aligned, alignment } from './alignment.ts'
import { done, type Outcome, rejected } from './outcome.ts'
import type { PlanStates } from './planStates.ts'

/** How a grid of the actor's scope can be mended from either side, as things are published. */
export async function gridMends(
  database: Database,
  states: PlanStates,
  actor: Actor,
  id: Uuid,
  timeZone: string,
): Promise<Outcome<Mends>> {
  const found = await database.transaction(actor, (tx) => grid(tx, id, { timeZone }))
  if (!found) return rejected('not_found')
  const { plan, gridsOf } = await published(database, states, found.community, timeZone)
  return plan.base.grids.has(id) ? done(mends(plan, id, gridsOf)) : rejected('not_found')
}

/** The cheapest mends of everything that is misaligned in an area of the actor's scope, with the grids they are about. */
export async function alignArea(
  database: Database,
  states: PlanStates,
  actor: Actor,
  { within, beatWeight }: { readonly within: AreaCode; readonly beatWeight: number },
  timeZone: string,
): Promise<Outcome<Aligning & { readonly grids: ReadonlyMap<Uuid, Grid> }>> {
  const found = await database.transaction(actor, (tx) => area(tx, within))
  if (!found) return rejected('area_unknown')
  const { plan, gridsOf: countOf } = await published(database, states, within, timeZone)
  const grids = new Map(gridsOf(plan).map((one) => [one.id, one]))
  const parts: Aligning[] = []
  for (const part of aligning(plan, { beatWeight, gridsOf: countOf })) {
    parts.push(part)
    // A community takes a tenth of a second: others are answered in between.
    await setImmediate()
  }
  return done({ ...together(parts), grids })
}

/**
 * What is published in an area, as a joint plan in which nothing is changed, and how many grids each beat has in the
 * whole district. Read as the system: the beat of another street may be what is wrong with a grid.
 */
async function published(
  database: Database,
  states: PlanStates,
  within: AreaCode,
  timeZone: string,
): Promise<{ plan: Plan; gridsOf: (beat: Uuid) => number }> {
  const plan = await database.transaction(SYSTEM, async (tx) =>
    states.started(tx, { within, kind: 'joint', basePublication: await heldPublication(tx, within) }),
  )
  const district = await alignment(database, SYSTEM, within.slice(0, 6), { timeZone })
  return { plan, gridsOf: gridCounts(district) }
}

function gridCounts({ grids }: Aligned): (beat: Uuid) => number {
  const counts = new Map<Uuid, number>()
  for (const { beats, mismatch } of grids) {
    const main = beats[0]?.beat
    if (main && mismatch !== 'no_beat') counts.set(main, (counts.get(main) ?? 0) + 1)
  }
  return (beat) => counts.get(beat) ?? 0
}
