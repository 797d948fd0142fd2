import type { Position } from '#core/geometry/lattice.ts'
import { toLattice } from '#core/geometry/lattice.ts'
import type { Attribution } from '#core/incident/attribution.ts'
import type { LogRow } from '#core/incident/case.ts'
import { caseAfter } from '#core/incident/caseAfter.ts'
import { maskedName, maskedPhone } from '#core/incident/masking.ts'
import type { Category } from '#core/incident/matters.ts'
import type { Channel, ReportFlag } from '#core/incident/reports.ts'
import type { IncidentSettings } from '#core/incident/settings.ts'
import type { Attachment } from '../contract/incident.ts'
import { countCases } from './caseBins.ts'
import { appendLog } from './caseLog.ts'
import { standingOf } from './caseStanding.ts'
import type { Transaction } from './database.ts'
import { pointToEwkb } from './ewkb.ts'
import { cellAt } from './tiles/morton.ts'

/** A case to store: as reported, and its log, of which the first row is the report. */
export interface NewCase {
  readonly id: string
  readonly area: string
  readonly channel: Channel
  readonly source: string | null
  readonly externalId: string | null
  readonly category: Category
  readonly text: string
  readonly address: string
  readonly position: Position | null
  readonly occurredAt: number
  readonly reportedBy: string
  /** In clear; stored apart. */
  readonly reporter: { readonly name: string; readonly phone: string } | null
  readonly attachments: readonly Attachment[]
  readonly flags: readonly ReportFlag[]
  readonly attribution: Attribution
  readonly log: readonly [LogRow, ...LogRow[]]
}

/**
 * Stores new cases with their logs. Merged ones come after those that they are merged into.
 * @throws if a log is none that core could have made.
 */
export async function addCases(
  tx: Transaction,
  cases: readonly NewCase[],
  settings: IncidentSettings,
): Promise<void> {
  const rows = cases.map((one) => rowOf(one, settings))
  const columns = [...new Set(rows.flatMap(Object.keys))]
  await tx.bulkLoad(
    'incidents',
    columns,
    rows.map((row) => columns.map((column) => row[column] ?? null)),
  )
  await appendLog(
    tx,
    cases.flatMap(({ id, area, log }) => log.map((row) => ({ incident: id, area, row }))),
  )
  const reporters = cases.flatMap(({ id, area, reporter }) =>
    reporter ? [[id, area, reporter.name, reporter.phone]] : [],
  )
  if (reporters.length > 0)
    await tx.bulkLoad('incident_reporters', ['incident', 'area', 'name', 'phone'], reporters)
  await countCases(
    tx,
    cases.map(({ area, channel, position }, n) => ({
      ...{ cell: position && cellAt(position), area, channel, cases: 1 },
      open: rows[n]?.stopped_at === null ? 1 : 0,
    })),
  )
}

function rowOf(one: NewCase, settings: IncidentSettings): Record<string, unknown> {
  const { position, attribution, reporter } = one
  return {
    id: one.id,
    area: one.area,
    channel: one.channel,
    source: one.source,
    external_id: one.externalId,
    text: one.text,
    address: one.address,
    position: position && pointToEwkb(toLattice(position)),
    cell: position && cellAt(position),
    occurred_at: new Date(one.occurredAt).toISOString(),
    reported_at: new Date(one.log[0].at).toISOString(),
    reported_by: one.reportedBy,
    reporter: reporter && { name: maskedName(reporter.name), phone: maskedPhone(reporter.phone) },
    attachments: one.attachments,
    flags: `{${one.flags.join(',')}}`,
    attribution,
    grid: attribution.grid?.id ?? null,
    beat: attribution.beat?.id ?? null,
    category: one.category,
    ...standingOf(caseAfter(one.log), settings),
  }
}
