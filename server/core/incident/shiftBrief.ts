import type { Instant } from './calendar.ts'
import type { Action, LogRow } from './case.ts'
import { caseAfter } from './caseAfter.ts'
import { isOpen } from './lifecycle.ts'
import { type LoggedCase, type PastCase, pastCase, rowsBefore } from './pastCase.ts'
import type { IncidentSettings } from './settings.ts'
import type { Period } from './shift.ts'

/** How cases came into a period: each that was open in it came in one of these ways. */
export const CAME = ['openAtStart', 'reported', 'reopened'] as const
/** How they left it: each in one of these ways, so that as many left as came. */
export const LEFT = ['closed', 'rejected', 'merged', 'voided', 'openAtEnd'] as const
/** What was done with them meanwhile, however often. */
const DONE = ['filed', 'assigned', 'returned', 'whistled', 'escalated', 'suspended'] as const
/** Parts of those that were closed. */
const CLOSED = ['closedOnTime', 'resolvedInGrid'] as const
/** Parts of those that were open at the end. */
const STANDING = ['overdueAtEnd', 'redCardAtEnd', 'suspendedAtEnd', 'sosUnanswered'] as const
/** Calls for help that came, and those that were answered within the limit. */
const CALLS = ['sos', 'sosInTime'] as const

export const BRIEF_FIGURES = [...CAME, ...LEFT, ...DONE, ...CLOSED, ...STANDING, ...CALLS] as const
export type BriefFigure = (typeof BRIEF_FIGURES)[number]

/** The middle and the ninth tenth of lengths of time, in milliseconds; null where there is none. */
export interface Spread {
  readonly count: number
  readonly medianMs: number | null
  readonly p90Ms: number | null
}

/**
 * What happened in a period. Every figure is the list of its cases, each once, as they stood when it ended; so a case
 * that was closed and opened again within it counts as open.
 */
export interface ShiftBrief {
  readonly figures: Readonly<Record<BriefFigure, readonly PastCase[]>>
  /** From being assigned to being accepted, of every acceptance. */
  readonly toAccept: Spread
  /** From the report, or the reopening, to the end, of what was closed; pauses and nights count. */
  readonly toClose: Spread
  /** From the call for help to its answer, of every answer. */
  readonly toAnswer: Spread
}

/**
 * The brief of a period, by the logs alone: whatever happens after its end, it stays the same. `cases` are at least
 * those that were open at some moment of it, each with its log at least until the end.
 */
export function shiftBrief(
  cases: readonly LoggedCase[],
  period: Period,
  settings: IncidentSettings,
): ShiftBrief {
  const passages = cases.flatMap((one) => passageOf(one, period, settings) ?? [])
  const figures = Object.fromEntries(
    BRIEF_FIGURES.map((figure) => [
      figure,
      passages.filter((one) => IS[figure](one, settings)).map(({ after }) => after),
    ]),
  ) as Record<BriefFigure, PastCase[]>
  const lengths = (of: (passage: Passage) => readonly number[]) => spread(passages.flatMap(of))
  return {
    figures,
    toAccept: lengths(({ log, done }) => done('accept').map((row) => row.at - assignedAt(log, row))),
    toClose: lengths(({ after, tookMs }) => (after.state === 'closed' ? [tookMs] : [])),
    toAnswer: lengths(answerTimes),
  }
}

/** A case on its way through a period. */
interface Passage {
  readonly came: (typeof CAME)[number]
  /** Until the end of the period. */
  readonly log: readonly LogRow[]
  /** The rows of the period with an action. */
  readonly done: (action: Action) => readonly LogRow[]
  readonly after: PastCase
  /** Since the report, or the reopening. */
  readonly tookMs: number
}

/** Null if it was not open at any moment of the period. */
function passageOf(one: LoggedCase, { from, to }: Period, settings: IncidentSettings): Passage | null {
  const log = rowsBefore(one.log, to)
  const before = rowsBefore(log, from)
  const rows = log.slice(before.length)
  const came = wayIn(before, rows)
  if (came === null) return null
  const { startedAt, stoppedAt } = caseAfter(log)
  return {
    ...{ came, log, after: pastCase(one, log, to, settings) },
    done: (action) => rows.filter(({ act }) => act.action === action),
    tookMs: (stoppedAt ?? to) - startedAt,
  }
}

function wayIn(before: readonly LogRow[], rows: readonly LogRow[]): (typeof CAME)[number] | null {
  const last = before.at(-1)
  if (last === undefined) return rows.length > 0 ? 'reported' : null
  if (isOpen(last.to)) return 'openAtStart'
  return rows.some(({ to }) => isOpen(to)) ? 'reopened' : null
}

/** What gives a case to somebody. */
const ASSIGNING: readonly Action[] = ['assign', 'reassign', 'whistle']
const hasDone =
  (...actions: readonly Action[]) =>
  ({ done }: Passage): boolean =>
    actions.some((action) => done(action).length > 0)
const isClosed = ({ after }: Passage) => after.state === 'closed'
const isStillOpen = ({ after }: Passage) => isOpen(after.state)

const IS: Record<BriefFigure, (passage: Passage, settings: IncidentSettings) => boolean> = {
  openAtStart: ({ came }) => came === 'openAtStart',
  reported: ({ came }) => came === 'reported',
  reopened: ({ came }) => came === 'reopened',
  closed: isClosed,
  rejected: ({ after }) => after.state === 'rejected',
  merged: ({ after }) => after.state === 'merged',
  voided: ({ after }) => after.state === 'void',
  openAtEnd: isStillOpen,
  filed: hasDone('file'),
  assigned: hasDone(...ASSIGNING),
  returned: hasDone('return'),
  whistled: hasDone('whistle'),
  escalated: hasDone('escalate'),
  suspended: ({ done }) => done('approve').some(({ to }) => to === 'suspended'),
  closedOnTime: (passage) => isClosed(passage) && !passage.after.isOverdue,
  resolvedInGrid: (passage) => isClosed(passage) && passage.after.level === 'grid',
  overdueAtEnd: (passage) => isStillOpen(passage) && passage.after.isOverdue,
  redCardAtEnd: (passage) => isStillOpen(passage) && passage.after.supervision === 'red',
  suspendedAtEnd: ({ after }) => after.state === 'suspended',
  sosUnanswered: (passage) => isStillOpen(passage) && passage.after.sos && !passage.after.isAnswered,
  sos: ({ came, after }) => came === 'reported' && after.sos,
  sosInTime: (passage, { acknowledgeSeconds }) =>
    passage.came === 'reported' && answerTimes(passage).some((ms) => ms <= acknowledgeSeconds * 1000),
}

const firstAt = (log: readonly LogRow[]): Instant => log[0]?.at ?? Number.NaN
const answerTimes = ({ log, done }: Passage): number[] =>
  done('acknowledge').map(({ at }) => at - firstAt(log))

/** When the case was given to whoever accepts it in this row. */
const assignedAt = (log: readonly LogRow[], { version, at }: LogRow): Instant =>
  log.findLast((row) => row.version < version && ASSIGNING.includes(row.act.action as Action))?.at ?? at

/** By nearest rank: each is a length that was measured. */
export function spread(lengths: readonly number[]): Spread {
  const sorted = [...lengths].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
  return { count: sorted.length, medianMs: at(0.5), p90Ms: at(0.9) }
}
