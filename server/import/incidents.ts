import { z } from 'zod'
import { toDegrees } from '#core/geometry/lattice.ts'
import { IncidentReport } from '../contract/incident.ts'
import type { Features } from './geojson.ts'
import type { BadRow } from './report.ts'

/** A report from a file, and when it came in where the file says so. */
export interface ReportRow {
  readonly row: number
  readonly report: IncidentReport & { readonly source: string; readonly externalId: string }
  readonly reportedAt: number | null
}

const Instant = z.iso.datetime({ offset: true }).nullish()

/**
 * Reports of a file. Each names its `channel` and its `external_id`, by which it is one case however often the file
 * is read; `source`, `category`, `matter`, `urgency`, `text`, `address`, `occurred_at` and `reported_at` as the API.
 */
export function reportRows({ features, badRows }: Features): {
  reports: readonly ReportRow[]
  badRows: readonly BadRow[]
} {
  const bad: BadRow[] = [...badRows]
  const reports = features.flatMap(({ row, properties, geometry }): ReportRow[] => {
    if (!('point' in geometry)) {
      bad.push({ row, code: 'geometry_type', detail: 'expected points' })
      return []
    }
    const given = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null))
    const [lng, lat] = toDegrees(geometry.point)
    const report = IncidentReport.safeParse({
      ...given,
      source: given.source ?? given.channel,
      externalId: given.external_id === undefined ? undefined : String(given.external_id),
      occurredAt: given.occurred_at,
      position: [lng, lat],
    })
    const reportedAt = Instant.safeParse(given.reported_at)
    const issue = report.error?.issues[0] ?? reportedAt.error?.issues[0]
    if (!report.success || !reportedAt.success) {
      const where = report.success ? 'reported_at' : issue?.path.join('/')
      bad.push({ row, code: 'report_malformed', detail: `${where}: ${issue?.message}` })
      return []
    }
    const { source, externalId } = report.data
    if (source === undefined || externalId === undefined) {
      bad.push({ row, code: 'code_missing', detail: 'external_id' })
      return []
    }
    const at = reportedAt.data ? Date.parse(reportedAt.data) : null
    return [{ row, report: { ...report.data, source, externalId }, reportedAt: at }]
  })
  return { reports, badRows: bad }
}
