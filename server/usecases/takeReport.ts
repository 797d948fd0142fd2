import { randomUUID } from 'node:crypto'
import { toLattice } from '#core/geometry/lattice.ts'
import { attributed } from '#core/incident/attribution.ts'
import type { Actor as CaseActor, LogRow } from '#core/incident/case.ts'
import { judged } from '#core/incident/reports.ts'
import { returnRefusal } from '#core/incident/returned.ts'
import type { IncidentSettings } from '#core/incident/settings.ts'
import type { IncidentReport } from '../contract/incident.ts'
import type { Transaction } from '../db/database.ts'
import { matter } from '../db/matters.ts'
import type { NewCase } from '../db/newCases.ts'
import { whereaboutsOf } from '../db/whereabouts.ts'
import type { CaseOutcome } from './caseOutcome.ts'
import { done, rejected } from './outcome.ts'

export interface Receipt {
  readonly by: CaseActor
  /** Where a case belongs that lies in no area: who took the report sees it. */
  readonly area: string
  readonly at: number
}

/**
 * The case that a report makes, with the grid and beat that hold its place now; or why there is none. What the police
 * hand over from the 110, by whatever route, is no matter of theirs and tells nothing that stays with them.
 */
export async function takeReport(
  tx: Transaction,
  report: IncidentReport,
  { by, area, at }: Receipt,
  settings: IncidentSettings,
): Promise<CaseOutcome<NewCase>> {
  const position = report.position ?? null
  const nowhere = { grids: [], beats: [], communities: [], areas: [] }
  const place = position ? await whereaboutsOf(tx, toLattice(position)) : nowhere
  const chosen = report.matter ? await matter(tx, report.matter) : undefined
  const judgement = judged(
    {
      ...{ channel: report.channel, category: report.category ?? null, matter: report.matter ?? null },
      ...{ urgency: report.urgency ?? null, text: report.text, position },
      occurredAt: report.occurredAt ? Date.parse(report.occurredAt) : null,
    },
    {
      inDistrict: place.areas.length > 0,
      inGrid: place.grids.length > 0,
      inBeat: place.beats.length > 0,
    },
    () => chosen,
    at,
    settings,
  )
  if (!judgement.ok) {
    const { code, mergedInto } = judgement
    return rejected(code, mergedInto === undefined ? undefined : { mergedInto })
  }
  const { matter: kept, level, urgency, sos, ...accepted } = judgement.report
  if (report.channel === 'police_110' && by.role === 'police') {
    const refusal = returnRefusal({ category: accepted.category, matter: kept }, [
      ...[accepted.text, report.address ?? ''],
    ])
    if (refusal) return rejected(refusal.code, 'found' in refusal ? { found: refusal.found } : undefined)
  }
  const id = randomUUID()
  const attribution = attributed(place)
  const first: LogRow = {
    ...{ version: 1, at, by, from: null, to: 'reported' },
    act: { action: 'report', id, matter: kept, category: accepted.category, level, urgency, sos },
  }
  return done({
    ...{ id, area: attribution.community ?? place.areas[0] ?? area, channel: report.channel },
    ...{ source: report.source ?? null, externalId: report.externalId ?? null },
    ...{ ...accepted, address: report.address ?? '', position, attribution },
    reportedBy: by.person,
    reporter: report.reporter?.name || report.reporter?.phone ? report.reporter : null,
    attachments: report.attachments ?? [],
    log: [first],
  })
}
