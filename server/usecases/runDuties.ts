import { caseAfter } from '#core/incident/caseAfter.ts'
import { decideAction } from '#core/incident/decideAction.ts'
import { CLOCK, dutiesAt } from '#core/incident/duties.ts'
import type { IncidentSettings } from '#core/incident/settings.ts'
import { recordAudit } from '../db/audit.ts'
import { logOf } from '../db/caseLog.ts'
import { claimClock } from '../db/clockTurn.ts'
import { type Database, SYSTEM } from '../db/database.ts'
import { casesWithDuty, instantNow } from '../db/incidents.ts'
import { forgetOldUploads } from '../db/photos.ts'
import { forgetOldKeys } from '../db/reportKeys.ts'
import { appendToCase } from './appendToCase.ts'

const AT_MOST = 100

/**
 * What the clock has to do about cases now: an SOS rings again and escalates, a suspension that has run out ends.
 * One transaction of one process at a time; whatever a crash undoes is due again. Answers how many rows it wrote.
 */
export function runDuties(database: Database, settings: IncidentSettings): Promise<number> {
  return database.transaction(SYSTEM, async (tx) => {
    if (!(await claimClock(tx))) return 0
    const due = await casesWithDuty(tx, AT_MOST)
    let written = 0
    for (const row of due) {
      let current = caseAfter(await logOf(tx, row.id))
      const now = await instantNow(tx)
      for (const duty of dutiesAt(current, now, settings)) {
        const decision = decideAction(current, duty, CLOCK, now, settings)
        if (!decision.ok) throw new Error(`the clock may not ${duty.action}: ${decision.refusal.code}`)
        current = await appendToCase(tx, row, current, decision.row, settings)
        written++
      }
    }
    if (written > 0) await recordAudit(tx, 'clockRan', 'incidents', { cases: due.length, rows: written })
    await forgetOldKeys(tx)
    await forgetOldUploads(tx)
    return written
  })
}
