import type { AreaCode, Plan } from '#core/plan/plan.ts'
import { areas } from '../db/areas.ts'
import type { Actor, Database, Transaction } from '../db/database.ts'
import { groundAround } from '../db/ground.ts'
import { resolvedInstant } from '../db/pastVersion.ts'
import { lockedPlan, type PlanRow } from '../db/plans.ts'
import { settings } from '../db/settings.ts'
import {
  type ChangeNotice,
  changedCommunities,
  movedBuildings,
  type NoticeMap,
  noticeBeats,
  noticeMap,
  noticeRows,
} from '../paper/changeNotice.ts'
import { officialLine } from '../paper/words.ts'
import { dayIn } from './days.ts'
import { done, type Outcome, rejected } from './outcome.ts'
import type { PlanStates } from './planStates.ts'
import { missingSignatures } from './signatures.ts'

interface Asked {
  readonly id: string
  readonly timeZone: string
}

/** What the change notice of a plan says, all of one moment. */
export function planNotice(
  database: Database,
  states: PlanStates,
  actor: Actor,
  asked: Asked,
): Promise<Outcome<ChangeNotice>> {
  return database.transaction(actor, async (tx) => {
    const row = await lockedPlan(tx, asked.id, 'to read')
    if (!row) return rejected('not_found')
    return done(await noticeOf(tx, row, await states.of(tx, row), asked.timeZone))
  })
}

/** The same with a map before and after of each community that the plan changes. */
export function illustratedNotice(
  database: Database,
  states: PlanStates,
  actor: Actor,
  asked: Asked,
): Promise<Outcome<{ notice: ChangeNotice; maps: NoticeMap[] }>> {
  return database.transaction(actor, async (tx) => {
    const row = await lockedPlan(tx, asked.id, 'to read')
    if (!row) return rejected('not_found')
    const plan = await states.of(tx, row)
    const maps: NoticeMap[] = []
    for (const community of changedCommunities(plan))
      maps.push(noticeMap(plan, community, await groundAround(tx, community)))
    return done({ notice: await noticeOf(tx, row, plan, asked.timeZone), maps })
  })
}

async function noticeOf(tx: Transaction, row: PlanRow, plan: Plan, timeZone: string): Promise<ChangeNotice> {
  const { instant } = await resolvedInstant(tx, { timeZone })
  const { kind, name, reason, within, status, effectiveOn, signatures } = row
  const missing = missingSignatures(
    kind,
    within,
    signatures.map(({ level }) => level),
  )
  return {
    ...{ kind, name, reason, status, effectiveOn },
    place: await placeNamed(tx, within),
    printedOn: dayIn(timeZone, instant),
    signatures: [
      ...missing.map((level) => ({ level })),
      ...signatures.map((one) => ({ level: one.level, name: one.name, on: dayIn(timeZone, one.signedAt) })),
    ],
    official: officialLine(await settings(tx)),
    band: plan.band,
    rows: noticeRows(plan),
    moved: movedBuildings(plan),
    ...noticeBeats(plan),
  }
}

/** An area after those it lies in: 矿区 沙坪街道 沙沟社区. */
export async function placeNamed(tx: Transaction, code: AreaCode): Promise<string> {
  const above = (await areas(tx, {})).filter((area) => code.startsWith(area.code))
  return above.map(({ name }) => name).join(' ')
}
