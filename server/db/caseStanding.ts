import type { Case } from '#core/incident/case.ts'
import { timingOf } from '#core/incident/clock.ts'
import { nextDutyAt } from '#core/incident/duties.ts'
import type { IncidentSettings } from '#core/incident/settings.ts'
import type { Transaction } from './database.ts'

const instant = (at: number | null | undefined): string | null =>
  at == null ? null : new Date(at).toISOString()

/** What lists ask of a case, derived from its log: column → value. A case without a matter keeps its category. */
export function standingOf(current: Case, settings: IncidentSettings): Readonly<Record<string, unknown>> {
  const { yellowAt, dueAt } = timingOf(current, current.lastAt, settings)
  const pause = current.pauses.at(-1)
  return {
    version: current.version,
    state: current.state,
    ...(current.matter && { category: current.matter.category, matter: current.matter.code }),
    level: current.level,
    urgency: current.urgency,
    sos: current.sos,
    acknowledged: current.acknowledged !== null,
    holder_kind: current.holder?.kind ?? null,
    holder_id: current.holder?.id ?? null,
    holder_name: current.holder?.name ?? null,
    supervision: current.supervision,
    merged_into: current.mergedInto,
    yellow_at: instant(yellowAt),
    due_at: instant(dueAt),
    pause_from: instant(pause?.from),
    pause_to: instant(pause?.to),
    stopped_at: instant(current.stoppedAt),
    duty_at: instant(nextDutyAt(current, settings)),
  }
}

/** Puts beside the log of a locked case what it says now. */
export async function updateStanding(tx: Transaction, current: Case, settings: IncidentSettings) {
  const standing = Object.entries(standingOf(current, settings))
  await tx.query(
    `update incidents set ${standing.map(([column], i) => `${column} = $${i + 2}`).join(', ')} where id = $1`,
    [current.id, ...standing.map(([, value]) => value)],
  )
}
