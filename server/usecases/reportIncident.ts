import { createHash } from 'node:crypto'
import type { IncidentSettings } from '#core/incident/settings.ts'
import type { CaseSummary, IncidentReport } from '../contract/incident.ts'
import { recordAudit } from '../db/audit.ts'
import { type Actor, type Database, SYSTEM, type Transaction } from '../db/database.ts'
import { type CaseRow, caseFrom, caseRow, instantNow } from '../db/incidents.ts'
import { addCases } from '../db/newCases.ts'
import { attachUploads } from '../db/photos.ts'
import { keepReportKey, lockNames, reportUnder } from '../db/reportKeys.ts'
import { attachedPhotos } from './attachedPhotos.ts'
import { caseActor } from './caseActor.ts'
import type { CaseOutcome } from './caseOutcome.ts'
import { caseSummary, tellCase } from './caseSummary.ts'
import { done, rejected } from './outcome.ts'
import { takeReport } from './takeReport.ts'

export interface Reporting {
  readonly report: IncidentReport
  readonly idempotencyKey: string | undefined
  readonly settings: IncidentSettings
}
export interface ReportAnswer {
  readonly case: CaseSummary
  /** False where it had been reported before. */
  readonly isNew: boolean
}

/**
 * Takes a report: case, first row of its log, live news and audit in one transaction. The same key, or the same
 * source and external id, is the same case however often it comes, also several times at once; the same key with
 * another body is refused. The system stores it in the name of `actor`, because somebody may report what lies
 * outside their area.
 */
export async function reportIncident(
  database: Database,
  actor: Actor,
  actorName: string,
  { report, idempotencyKey: key, settings }: Reporting,
): Promise<CaseOutcome<ReportAnswer>> {
  const by = caseActor(actor, actorName)
  if (!by) throw new Error(`${actor.role} ${actor.user} cannot report`)
  const requestHash = createHash('sha256').update(JSON.stringify(report)).digest('base64url')
  const { source, externalId } = report

  return database.transaction(SYSTEM, async (tx) => {
    const now = await instantNow(tx)
    const answer = (row: CaseRow, isNew: boolean) => done({ case: caseSummary(row, now, actor), isNew })

    await lockNames(tx, [
      ...(key === undefined ? [] : [`key ${actor.user} ${key}`]),
      ...(externalId === undefined ? [] : [`external ${source} ${externalId}`]),
    ])
    if (key !== undefined) {
      const sent = await reportUnder(tx, actor.user, key)
      if (sent && sent.requestHash !== requestHash) return rejected('idempotency_key_reused')
      if (sent) return answer(await known(tx, sent.incident), false)
    }
    if (source !== undefined && externalId !== undefined) {
      const before = await caseFrom(tx, source, externalId)
      if (before) {
        const row = await known(tx, before.id)
        const isTheirs = before.reportedBy === actor.user || row.area.startsWith(actor.scope)
        return isTheirs ? answer(row, false) : rejected('external_id_taken')
      }
    }

    const along = await attachedPhotos(tx, actor.user, null, report.attachments ?? [])
    if (!along.ok) return along
    const { attachments, photos } = along.value
    const receipt = { by, area: actor.scope, at: now }
    const taken = await takeReport(tx, { ...report, attachments }, receipt, settings)
    if (!taken.ok) return taken
    const { id, area } = taken.value
    await addCases(tx, [taken.value], settings)
    await attachUploads(tx, photos, { incident: id, area, version: 1 })
    if (key !== undefined) await keepReportKey(tx, { login: actor.user, key, requestHash, incident: id })
    const row = await known(tx, id)
    await tellCase(tx, row, 'report', now)
    const { channel, category } = row
    await recordAudit(tx, 'incidentReported', `incident:${id}`, { channel, category }, actor)
    return answer(row, true)
  })
}

async function known(tx: Transaction, id: string): Promise<CaseRow> {
  const row = await caseRow(tx, id)
  if (!row) throw new Error(`case ${id} was not found where it was stored`)
  return row
}
