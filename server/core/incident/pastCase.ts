import type { Instant } from './calendar.ts'
import type { Case, CaseState, LogRow, Reported, Supervision, Uuid } from './case.ts'
import { caseAfter } from './caseAfter.ts'
import { lightAt, timingOf } from './clock.ts'
import { isOpen } from './lifecycle.ts'
import type { Category, Urgency } from './matters.ts'
import type { Channel } from './reports.ts'
import type { IncidentSettings } from './settings.ts'
import type { Level } from './triage.ts'

/** A case that is read from its log: what never changes of it beside the rows. */
export interface LoggedCase {
  readonly id: Uuid
  readonly number: string
  readonly area: string
  readonly channel: Channel
  /** In order, as far as anybody has asked. */
  readonly log: readonly LogRow[]
}

/** How a case stood at an instant, whatever became of it since. */
export interface PastCase {
  readonly id: Uuid
  readonly number: string
  readonly channel: Channel
  /** Null for what lies in no street. */
  readonly street: string | null
  readonly category: Category
  readonly urgency: Urgency
  readonly level: Level
  readonly state: CaseState
  readonly sos: boolean
  readonly isAnswered: boolean
  readonly supervision: Supervision | null
  readonly dueAt: Instant
  /** Past its limit: of an open case with its clock running, of an ended one when it ended. */
  readonly isOverdue: boolean
  /** Person or unit that has it, or had it last. */
  readonly holder: string | null
}

/** The rows of a log before an instant; times never run backwards, so they are its beginning. */
export const rowsBefore = (log: readonly LogRow[], at: Instant): readonly LogRow[] =>
  log.filter((row) => row.at < at)

/** How the case stood after these rows, at an instant. */
export function pastCase(
  { id, number, area, channel }: LoggedCase,
  rows: readonly LogRow[],
  at: Instant,
  settings: IncidentSettings,
): PastCase {
  const current = caseAfter(rows)
  const { yellowAt, dueAt } = timingOf(current, at, settings)
  const { pauses, stoppedAt, urgency, level, state, sos, supervision } = current
  return {
    ...{ id, number, channel, urgency, level, state, sos, supervision, dueAt },
    street: area.length >= 9 ? area.slice(0, 9) : null,
    category: categoryOf(current, rows[0]?.act as Reported),
    isAnswered: current.acknowledged !== null,
    isOverdue: lightAt({ yellowAt, dueAt, pauses, stoppedAt }, at) === 'red',
    holder: current.holder?.id ?? null,
  }
}

const categoryOf = ({ matter }: Case, { category }: Reported): Category =>
  matter?.category ?? category ?? '99'

/** What was open at an instant, by the logs. */
export const openAt = (
  cases: readonly LoggedCase[],
  at: Instant,
  settings: IncidentSettings,
): readonly PastCase[] =>
  cases.flatMap((one) => {
    const rows = rowsBefore(one.log, at)
    const last = rows.at(-1)
    return last && isOpen(last.to) ? [pastCase(one, rows, at, settings)] : []
  })
