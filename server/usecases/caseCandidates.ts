import { caseAfter } from '#core/incident/caseAfter.ts'
import { fittingCandidates, proposedRoute } from '#core/incident/routing.ts'
import type { CaseCandidate } from '../contract/incident.ts'
import { logOf } from '../db/caseLog.ts'
import type { Actor, Database } from '../db/database.ts'
import { candidatesFor, crewOf } from '../db/holders.ts'

/**
 * Everybody who could hold a case, those whom its proposed route fits first, by way and load; the police by whose
 * beat it is, with its officers. Undefined without a case.
 */
export function caseCandidates(
  database: Database,
  actor: Actor,
  id: string,
  timeZone: string,
): Promise<CaseCandidate[] | undefined> {
  return database.transaction(actor, async (tx) => {
    const log = await logOf(tx, id)
    if (log.length === 0) return undefined
    const { matter, level, sos } = caseAfter(log)
    const all = await candidatesFor(tx, id, timeZone)
    const beat = all.find((one) => one.beat !== null)?.beat ?? null
    const officers = beat ? await crewOf(tx, { grid: null, beat: beat.id }, timeZone) : []
    const fitting = fittingCandidates(proposedRoute(matter, level, sos), all)
    const fits = new Set(fitting)
    return [...fitting, ...all.filter((one) => !fits.has(one))].map((one) => ({
      ...{ kind: one.kind, id: one.id, name: one.name },
      ...{ distanceM: one.distanceM, openCases: one.openCases, fits: fits.has(one) },
      jurisdiction: one.jurisdiction ?? null,
      beat: one.beat && { ...one.beat, officers: officers.map(({ person, name }) => ({ person, name })) },
    }))
  })
}
