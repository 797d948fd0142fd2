import type { HandoverNews } from '../contract/shift.ts'
import type { Transaction } from '../db/database.ts'
import { tellNews } from '../db/outbox.ts'
import { INCIDENT_STAFF } from './caseActor.ts'

/** Tells the desks of the actor's area, and those above it, who handed over or took over. */
export const tellHandover = (
  tx: Transaction,
  handover: string,
  step: HandoverNews['step'],
  name: string,
): Promise<void> => {
  const payload: HandoverNews = { step, person: tx.actor.user, name }
  return tellNews(tx, [
    { kind: 'handover', subject: handover, area: tx.actor.scope, roles: INCIDENT_STAFF, payload },
  ])
}
