import { openAt } from '#core/incident/pastCase.ts'
import type { IncidentSettings } from '#core/incident/settings.ts'
import type { StandingFigures } from '../contract/shift.ts'
import type { Transaction } from '../db/database.ts'
import { loggedCases } from '../db/loggedCases.ts'
import { counted } from './countedCases.ts'

/** What stands open at the actor's desk at an instant, by the logs: each figure with its cases. */
export async function standingFigures(
  tx: Transaction,
  at: number,
  settings: IncidentSettings,
): Promise<StandingFigures> {
  const { user, scope } = tx.actor
  const open = openAt(await loggedCases(tx, scope, { from: at, to: at }), at, settings)
  return {
    open: counted(open),
    overdue: counted(open.filter(({ isOverdue }) => isOverdue)),
    redCard: counted(open.filter(({ supervision }) => supervision === 'red')),
    sos: counted(open.filter(({ sos }) => sos)),
    suspended: counted(open.filter(({ state }) => state === 'suspended')),
    mine: counted(open.filter(({ holder }) => holder === user || holder === scope)),
  }
}
