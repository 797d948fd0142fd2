import type { Actor, Database } from '../db/database.ts'
import { settings } from '../db/settings.ts'
import type { PrintedBrief } from '../paper/briefTables.ts'
import { officialLine } from '../paper/words.ts'
import type { CaseOutcome } from './caseOutcome.ts'
import { done } from './outcome.ts'
import { type BriefAsked, shiftBrief } from './shiftBrief.ts'

/** The brief of a period with what has to stand on paper. */
export async function printedBrief(
  database: Database,
  actor: Actor,
  asked: BriefAsked,
): Promise<CaseOutcome<PrintedBrief>> {
  const outcome = await shiftBrief(database, actor, asked)
  if (!outcome.ok) return outcome
  const official = officialLine(await database.transaction(actor, settings))
  return done({ brief: outcome.value, official, timeZone: asked.timeZone })
}
