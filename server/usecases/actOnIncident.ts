import type { Act, Holder } from '#core/incident/case.ts'
import { caseAfter } from '#core/incident/caseAfter.ts'
import { decideAction } from '#core/incident/decideAction.ts'
import type { IncidentSettings } from '#core/incident/settings.ts'
import type { CaseActionRequest, CaseDetail } from '../contract/incident.ts'
import { recordAudit } from '../db/audit.ts'
import { logOf } from '../db/caseLog.ts'
import type { Actor, Database, Transaction } from '../db/database.ts'
import { holderNamed } from '../db/holders.ts'
import { type CaseRow, instantNow, lockedCases } from '../db/incidents.ts'
import { matter } from '../db/matters.ts'
import { attachUploads } from '../db/photos.ts'
import { appendToCase } from './appendToCase.ts'
import { attachedPhotos } from './attachedPhotos.ts'
import { caseActor } from './caseActor.ts'
import { caseDetail } from './caseDetail.ts'
import type { CaseOutcome } from './caseOutcome.ts'
import { done, rejected } from './outcome.ts'

export interface Acting {
  readonly request: CaseActionRequest
  readonly settings: IncidentSettings
  readonly timeZone: string
}

/**
 * One step of a case: lock it (of a merge both), decide by its log, append. Whoever comes second is told who was
 * first, with what and when; a refusal changes nothing.
 */
export async function actOnIncident(
  database: Database,
  actor: Actor,
  actorName: string,
  id: string,
  { request, settings, timeZone }: Acting,
): Promise<CaseOutcome<CaseDetail>> {
  const by = caseActor(actor, actorName)
  if (!by) throw new Error(`${actor.role} ${actor.user} cannot act on cases`)
  return database.transaction(actor, async (tx) => {
    const locked = await lockedCases(tx, request.action === 'merge' ? [id, request.into] : [id])
    const row = locked.get(id)
    if (!row) return rejected('not_found')
    const act = await actOf(tx, request, locked, timeZone)
    if (!act.ok) return act
    const along = await attachedPhotos(tx, actor.user, id, request.attachments ?? [])
    if (!along.ok) return along
    const { attachments, photos } = along.value
    const current = caseAfter(await logOf(tx, id))
    const { expectedVersion } = request
    const decision = decideAction(
      current,
      { ...act.value, ...(attachments.length > 0 && { attachments }), expectedVersion },
      by,
      await instantNow(tx),
      settings,
    )
    if (!decision.ok) {
      const { code, step } = decision.refusal
      if (!step) return rejected(code, { version: current.version })
      const { person, name, role } = step.by
      const at = new Date(step.at).toISOString()
      return rejected(code, { version: current.version, action: step.action, at, by: { person, name, role } })
    }
    await appendToCase(tx, row, current, decision.row, settings)
    const { version } = decision.row
    await attachUploads(tx, photos, { incident: id, area: row.area, version })
    await recordAudit(tx, 'incidentActed', `incident:${id}`, { action: request.action, version })
    const detail = await caseDetail(tx, id, { by, settings, timeZone })
    if (!detail) throw new Error(`case ${id} vanished while it was locked`)
    return done(detail)
  })
}

/** What is asked for as core takes it: matters, holders and other cases as they now are. */
async function actOf(
  tx: Transaction,
  { expectedVersion: _, ...request }: CaseActionRequest,
  locked: ReadonlyMap<string, CaseRow>,
  timeZone: string,
): Promise<CaseOutcome<Act>> {
  switch (request.action) {
    case 'file': {
      const found = await matter(tx, request.matter)
      if (!found) return rejected('matter_unknown')
      const { version, validFrom, by, ...chosen } = found
      return done({ ...request, matter: chosen })
    }
    case 'assign':
    case 'reassign': {
      const holder = await holderNamed(tx, request.holder, timeZone)
      return holder ? done({ ...request, holder }) : rejected('holder_unknown', { ...request.holder })
    }
    case 'whistle': {
      const holder = await holderNamed(tx, request.holder, timeZone)
      if (!holder) return rejected('holder_unknown', { ...request.holder })
      const called: Holder[] = []
      for (const unit of request.called) {
        const found = await holderNamed(tx, unit, timeZone)
        if (!found) return rejected('holder_unknown', { ...unit })
        called.push(found)
      }
      return done({ ...request, holder, called: called.map(({ id, name }) => ({ id, name })) })
    }
    case 'requestSuspension':
      return done({ ...request, until: Date.parse(request.until) })
    case 'merge': {
      const into = locked.get(request.into)
      return into ? done({ ...request, into: { id: into.id, state: into.state } }) : rejected('not_found')
    }
    default:
      return done(request)
  }
}
