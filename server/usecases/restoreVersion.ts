import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { restoration } from '#core/plan/restoration.ts'
import type { NewPlan } from '../contract/plan.ts'
import { area } from '../db/areas.ts'
import type { Moment } from '../db/asOf.ts'
import { recordAudit } from '../db/audit.ts'
import type { Actor, Database } from '../db/database.ts'
import { pastGrids, resolvedInstant } from '../db/pastVersion.ts'
import { addCommand } from '../db/planCommands.ts'
import { addPlan, bumpRevision, lockedPlan } from '../db/plans.ts'
import { done, type Outcome, outcomeOf, Rejected, rejected } from './outcome.ts'
import type { PlanStates } from './planStates.ts'

/**
 * Starts a draft whose one step makes the grids of an area what they were at an earlier moment. It is checked,
 * signed and published like any other: what is restored becomes a new version, and nothing that was is undone.
 */
export async function restoreVersion(
  database: Database,
  states: PlanStates,
  actor: Actor,
  { name, reason = '', within, moment }: z.infer<typeof NewPlan> & { readonly moment: Moment },
): Promise<Outcome<{ id: string; revision: number }>> {
  const id = randomUUID()
  return outcomeOf(
    database.transaction(actor, async (tx) => {
      if (!(await area(tx, within))) return rejected('area_unknown')
      const { instant: asOf, isFuture } = await resolvedInstant(tx, moment)
      if (isFuture) return rejected('as_of_in_future')
      const grids = await pastGrids(tx, within, { asOf, timeZone: moment.timeZone })
      if (grids.length === 0) return rejected('nothing_published_then')

      await addPlan(tx, { id, name, reason, within })
      const draft = await lockedPlan(tx, id, 'to write')
      if (!draft) throw new Error(`plan ${id} was not stored`)
      const decision = restoration(await states.started(tx, draft), grids)
      if (!decision.ok) throw new Rejected(rejected(decision.refusal.code))
      await addCommand(tx, id, { type: 'restoreVersion', asOf }, decision.change)
      await bumpRevision(tx, id)
      await recordAudit(tx, 'versionRestored', `plan:${id}`, { within, asOf })
      return done({ id, revision: draft.revision + 1 })
    }),
  )
}
