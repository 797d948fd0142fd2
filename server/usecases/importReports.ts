import { DEFAULT_SETTINGS } from '#core/incident/settings.ts'
import type { Transaction } from '../db/database.ts'
import { caseFrom, instantNow } from '../db/incidents.ts'
import { addCases, type NewCase } from '../db/newCases.ts'
import { tellReset } from '../db/outbox.ts'
import { outsideDistrict } from '../import/doubts.ts'
import type { Features } from '../import/geojson.ts'
import { reportRows } from '../import/incidents.ts'
import type { Known } from '../import/known.ts'
import type { BadRow, ImportReport } from '../import/report.ts'
import { takeReport } from './takeReport.ts'

/** Reports of a file as cases: what was reported before, or twice in the file, is left out and said. */
export async function importedReports(
  tx: Transaction,
  features: Features,
  known: Known,
): Promise<{ report: ImportReport; write: () => Promise<void> }> {
  const { reports, badRows } = reportRows(features)
  const bad: BadRow[] = [...badRows]
  const cases: NewCase[] = []
  const names = new Set<string>()
  const now = await instantNow(tx)
  const area = known.district?.code
  for (const { row, report, reportedAt } of reports) {
    const name = JSON.stringify([report.source, report.externalId])
    if (area === undefined) bad.push({ row, code: 'district_missing' })
    else if (names.has(name) || (await caseFrom(tx, report.source, report.externalId)))
      bad.push({ row, code: 'report_known', detail: report.externalId })
    else {
      names.add(name)
      const at = Math.min(reportedAt ?? now, now)
      const { user } = tx.actor
      const by = { person: user, name: '', role: 'commander', unit: area, level: 'district' } as const
      const taken = await takeReport(tx, report, { by, area, at }, DEFAULT_SETTINGS)
      if (taken.ok) cases.push(taken.value)
      else bad.push({ row, code: 'report_refused', detail: taken.code })
    }
  }
  return {
    report: {
      ...{ layer: 'incidents', features: features.features.length + features.badRows.length },
      ...{ accepted: cases.length, badRows: bad, doubts: outsideDistrict(features.features, known) },
      closed: { count: 0, areaM2: 0 },
    },
    write: async () => {
      await addCases(tx, cases, DEFAULT_SETTINGS)
      if (area !== undefined) await tellReset(tx, 'incidents', area)
    },
  }
}
