import { areas } from '../db/areas.ts'
import type { Actor, Database, Transaction } from '../db/database.ts'
import { resolvedInstant } from '../db/pastVersion.ts'
import { lockedPlan } from '../db/plans.ts'
import { settings } from '../db/settings.ts'
import { type ChangeNotice, movedBuildings, noticeRows } from '../paper/changeNotice.ts'
import { officialLine } from '../paper/words.ts'
import { dayIn } from './days.ts'
import { done, type Outcome, rejected } from './outcome.ts'
import type { PlanStates } from './planStates.ts'

/** What the change notice of a plan says, all of one moment. */
export function planNotice(
  database: Database,
  states: PlanStates,
  actor: Actor,
  { id, timeZone }: { readonly id: string; readonly timeZone: string },
): Promise<Outcome<ChangeNotice>> {
  return database.transaction(actor, async (tx) => {
    const row = await lockedPlan(tx, id, 'to read')
    if (!row) return rejected('not_found')
    const plan = await states.of(tx, row)
    const { instant } = await resolvedInstant(tx, { timeZone })
    return done({
      name: row.name,
      place: await placeNamed(tx, row.within),
      status: row.status,
      effectiveOn: row.effectiveOn,
      printedOn: dayIn(timeZone, instant),
      signatures: row.signatures.map(({ level, name, signedAt }) => ({
        ...{ level, name },
        on: dayIn(timeZone, signedAt),
      })),
      official: officialLine(await settings(tx)),
      rows: noticeRows(plan),
      moved: movedBuildings(plan),
    })
  })
}

/** An area after those it lies in: 矿区 沙坪街道 沙沟社区. */
async function placeNamed(tx: Transaction, code: string): Promise<string> {
  const above = (await areas(tx, {})).filter((area) => code.startsWith(area.code))
  return above.map(({ name }) => name).join(' ')
}
