import { setImmediate } from 'node:timers/promises'
import { applyChange } from '#core/plan/change.ts'
import type { RefusalCode } from '#core/plan/commands.ts'
import { decide } from '#core/plan/decide.ts'
import type { Change, Plan } from '#core/plan/plan.ts'
import { restoration } from '#core/plan/restoration.ts'
import type { PerformedCommand } from '../contract/plan.ts'
import { recordAudit } from '../db/audit.ts'
import { beatsPublishedSince } from '../db/beatPublications.ts'
import type { Actor, Database, Transaction } from '../db/database.ts'
import { pastGrids } from '../db/pastVersion.ts'
import { discardReplayed, doneCommands, replayCommand } from '../db/planCommands.ts'
import { lockedPlan, moveBase, type PlanRow } from '../db/plans.ts'
import { gridsPublishedSince, heldPublication } from '../db/publications.ts'
import { done, type Outcome, rejected } from './outcome.ts'
import { worksOn } from './planRoles.ts'
import type { PlanStates } from './planStates.ts'

/** A long draft is decided again from its first command. */
const DEADLINE_MS = 30_000

export interface Rebased {
  readonly row: PlanRow
  readonly plan: Plan
  /** How many commands still apply. */
  readonly kept: number
  readonly dropped: readonly Dropped[]
}
interface Dropped {
  readonly seq: number
  readonly command: PerformedCommand
  readonly code: RefusalCode
}
interface Replay {
  readonly plan: Plan
  readonly kept: readonly { readonly seq: number; readonly change: Change }[]
  readonly dropped: readonly Dropped[]
}

/**
 * Puts a draft on what is published now and decides its commands again, in their order. Those that no longer apply
 * are dropped, and stay stored with the reason; what had been undone can no longer be redone.
 */
export async function rebasePlan(
  database: Database,
  states: PlanStates,
  actor: Actor,
  id: string,
  expectedRevision: number,
): Promise<Outcome<Rebased>> {
  const outcome = await database.transaction(
    actor,
    async (tx): Promise<Outcome<Rebased>> => {
      const before = await lockedPlan(tx, id, 'to write')
      if (!before) return rejected('not_found')
      if (!worksOn(actor, before.kind)) return rejected('role_forbids')
      if (before.status !== 'draft') return rejected('plan_not_draft', { status: before.status })
      if (expectedRevision !== before.revision)
        return rejected('stale_revision', { revision: before.revision })
      const communities = [...(await states.started(tx, before)).base.communities.keys()]
      const basePublication = await heldPublication(tx, before.within)
      const { kind, within } = before
      const since = [
        ...(kind === 'beats' ? [] : await gridsPublishedSince(tx, communities, before.basePublication)),
        ...(kind === 'grids' ? [] : await beatsPublishedSince(tx, within, before.basePublication)),
      ]
      if (since.length === 0) return rejected('base_current')

      const started = await states.started(tx, { ...before, basePublication })
      const { plan, kept, dropped } = await replayed(tx, id, started)
      await discardReplayed(
        tx,
        id,
        dropped.map(({ seq, code }) => ({ seq, reason: code })),
      )
      for (const { seq, change } of kept) await replayCommand(tx, id, seq, change)
      await moveBase(tx, id, basePublication)
      await recordAudit(tx, 'planRebased', `plan:${id}`, {
        from: before.basePublication,
        to: basePublication,
        kept: kept.length,
        dropped: dropped.map(({ seq, code }) => ({ seq, code })),
      })
      const row = await lockedPlan(tx, id, 'to write')
      if (!row) throw new Error(`plan ${id} vanished while it was locked`)
      return done({ row, plan, kept: kept.length, dropped })
    },
    DEADLINE_MS,
  )
  if (outcome.ok) states.keep(id, outcome.value.row.revision, outcome.value.plan)
  return outcome
}

/** The plan's commands, decided one after the other over another base. */
async function replayed(tx: Transaction, id: string, started: Plan): Promise<Replay> {
  let plan = started
  const kept: { seq: number; change: Change }[] = []
  const dropped: Dropped[] = []
  for (const { seq, command } of await doneCommands(tx, id)) {
    await setImmediate() // other requests are answered between two commands
    const decision =
      command.type === 'restoreVersion'
        ? restoration(plan, await pastGrids(tx, plan.base.within, { asOf: command.asOf, timeZone: 'UTC' }))
        : decide(plan, command)
    if (decision.ok) {
      plan = applyChange(plan, decision.change)
      kept.push({ seq, change: decision.change })
    } else dropped.push({ seq, command, code: decision.refusal.code })
  }
  return { plan, kept, dropped }
}
