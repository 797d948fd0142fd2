import type { IncidentSettings } from '#core/incident/settings.ts'
import type { Handover, NewHandover } from '../contract/shift.ts'
import { recordAudit } from '../db/audit.ts'
import type { Actor, Database } from '../db/database.ts'
import { addHandover, handover } from '../db/handovers.ts'
import { instantNow } from '../db/incidents.ts'
import type { CaseOutcome } from './caseOutcome.ts'
import { done, rejected } from './outcome.ts'
import { standingFigures } from './standingFigures.ts'
import { tellHandover } from './tellHandover.ts'

/**
 * Hands the actor's desk over: what stands open by the logs at this instant, and a note. The same id is the same
 * hand-over however often it comes.
 */
export function handOverShift(
  database: Database,
  actor: Actor,
  name: string,
  { id, note }: NewHandover,
  settings: IncidentSettings,
): Promise<CaseOutcome<Handover>> {
  return database.transaction(actor, async (tx) => {
    const at = await instantNow(tx)
    const figures = await standingFigures(tx, at, settings)
    if (await addHandover(tx, { id, name, note, at, figures })) {
      const counts = Object.entries(figures).map(([figure, { count }]) => [figure, count])
      await recordAudit(tx, 'shiftHandedOver', `handover:${id}`, Object.fromEntries(counts))
      await tellHandover(tx, id, 'given', name)
    }
    const stored = await handover(tx, id)
    // Under an id that another desk has given.
    return stored ? done(stored) : rejected('not_found')
  })
}
