import type { IncidentSettings } from '#core/incident/settings.ts'
import type { ReturnedMatter } from '../contract/exchange.ts'
import type { Actor, Database } from '../db/database.ts'
import type { CaseOutcome } from './caseOutcome.ts'
import { type ReportAnswer, reportIncident } from './reportIncident.ts'

/** The system whose numbers name the calls. */
const SOURCE = 'police_110'

export interface Returning {
  readonly matter: ReturnedMatter
  readonly idempotencyKey: string | undefined
  readonly settings: IncidentSettings
}

/**
 * A non-police matter of the 110 becomes a case of the grids: a report by that channel, taken like any other, from which
 * `takeReport` keeps what stays with the police.
 */
export const returnMatter = (
  database: Database,
  actor: Actor,
  actorName: string,
  { matter, idempotencyKey, settings }: Returning,
): Promise<CaseOutcome<ReportAnswer>> =>
  reportIncident(database, actor, actorName, {
    ...{ report: { ...matter, channel: 'police_110', source: SOURCE }, idempotencyKey, settings },
  })
