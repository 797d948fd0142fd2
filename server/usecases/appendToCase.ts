import type { Case, LogRow } from '#core/incident/case.ts'
import { caseWith } from '#core/incident/caseAfter.ts'
import type { IncidentSettings } from '#core/incident/settings.ts'
import { countCases } from '../db/caseBins.ts'
import { appendLog } from '../db/caseLog.ts'
import { updateStanding } from '../db/caseStanding.ts'
import type { Transaction } from '../db/database.ts'
import { type CaseRow, caseRow } from '../db/incidents.ts'
import { tellCase } from './caseSummary.ts'

/** Adds a decided row to the log of a locked case: the log, what is derived from it, and live news. */
export async function appendToCase(
  tx: Transaction,
  before: CaseRow,
  current: Case,
  row: LogRow,
  settings: IncidentSettings,
): Promise<Case> {
  const after = caseWith(current, row)
  await appendLog(tx, [{ incident: before.id, area: before.area, row }])
  await updateStanding(tx, after, settings)
  const opened = Number(after.stoppedAt === null) - Number(current.stoppedAt === null)
  const { cell, area, channel } = before
  await countCases(tx, [{ cell, area, channel, cases: 0, open: opened }])
  const told = await caseRow(tx, before.id)
  if (!told || row.act.action === 'report') throw new Error(`case ${before.id} vanished while it was locked`)
  await tellCase(tx, told, row.act.action, row.at)
  return after
}
