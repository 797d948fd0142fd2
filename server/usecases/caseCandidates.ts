import { caseAfter } from '#core/incident/caseAfter.ts'
import { fittingCandidates, proposedRoute } from '#core/incident/routing.ts'
import type { CaseCandidate } from '../contract/incident.ts'
import { logOf } from '../db/caseLog.ts'
import type { Actor, Database } from '../db/database.ts'
import { candidatesFor } from '../db/holders.ts'

/** Everybody who could hold a case, those whom its proposed route fits first, by way and load; undefined without a case. */
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
    const nameOf = new Map(all.map((one) => [`${one.kind} ${one.id}`, one.name]))
    const fitting = fittingCandidates(proposedRoute(matter, level, sos), all)
    const fits = new Set(fitting)
    return [...fitting, ...all.filter((one) => !fits.has(one))].map((one) => ({
      ...{ kind: one.kind, id: one.id, name: nameOf.get(`${one.kind} ${one.id}`) ?? '' },
      ...{ distanceM: one.distanceM, openCases: one.openCases, fits: fits.has(one) },
    }))
  })
}
