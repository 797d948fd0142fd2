import type { Handover } from '../contract/shift.ts'
import { recordAudit } from '../db/audit.ts'
import type { Actor, Database } from '../db/database.ts'
import { addTakeover, handover } from '../db/handovers.ts'
import { instantNow } from '../db/incidents.ts'
import type { CaseOutcome } from './caseOutcome.ts'
import { done, rejected } from './outcome.ts'
import { tellHandover } from './tellHandover.ts'

/**
 * Signs that the actor takes over what was handed over at their desk. It takes two: whoever gave it cannot take it;
 * of two who sign at once the second is told who was first. Signing again changes nothing.
 */
export function takeOverShift(
  database: Database,
  actor: Actor,
  name: string,
  id: string,
): Promise<CaseOutcome<Handover>> {
  return database.transaction(actor, async (tx) => {
    const given = await handover(tx, id)
    if (!given) return rejected('not_found')
    if (given.given.person === actor.user) return rejected('taker_is_giver')
    const isFirst = await addTakeover(tx, id, name, await instantNow(tx))
    const signed = await handover(tx, id)
    if (!signed?.taken) throw new Error(`the takeover of ${id} was not stored`)
    if (isFirst) {
      await recordAudit(tx, 'shiftTakenOver', `handover:${id}`)
      await tellHandover(tx, id, 'taken', name)
    } else if (signed.taken.person !== actor.user) {
      const { at, ...by } = signed.taken
      return rejected('already_taken_over', { at, by })
    }
    return done(signed)
  })
}
