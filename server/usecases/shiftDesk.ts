import type { IncidentSettings } from '#core/incident/settings.ts'
import type { ShiftDesk } from '../contract/shift.ts'
import type { Actor, Database } from '../db/database.ts'
import { latestHandovers } from '../db/handovers.ts'
import { instantNow } from '../db/incidents.ts'
import { standingFigures } from './standingFigures.ts'

const LATEST = 30

/** The desk of the actor: what would be handed over now, and the latest hand-overs. */
export function shiftDesk(database: Database, actor: Actor, settings: IncidentSettings): Promise<ShiftDesk> {
  return database.transaction(actor, async (tx) => {
    const at = await instantNow(tx)
    return {
      at: new Date(at).toISOString(),
      figures: await standingFigures(tx, at, settings),
      handovers: await latestHandovers(tx, actor.scope, LATEST),
    }
  })
}
