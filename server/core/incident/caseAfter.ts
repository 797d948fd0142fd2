import type { Instant } from './calendar.ts'
import type { Act, Case, LogRow, PendingRequest, Reported, Step } from './case.ts'
import { isOpen, isQuiet } from './lifecycle.ts'
import { type CaseMatter, caseMatter, type LimitKind, type Urgency } from './matters.ts'
import { levelAbove } from './triage.ts'

const stepOf = ({ version, act, by, at }: LogRow): Step => ({ version, action: act.action, by, at })

/**
 * The case that a log tells of. The same log always tells the same.
 * @throws if the log does not begin with a report, leaves out a row, or one row does not begin where the last ended.
 */
export function caseAfter([first, ...rows]: readonly LogRow[]): Case {
  if (first?.act.action !== 'report') throw new Error(`expected a report, found ${first?.act.action}`)
  return rows.reduce(caseWith, reported(first, first.act))
}

function reported(row: LogRow, { id, matter, level, urgency, sos }: Reported): Case {
  return {
    ...{ id, version: row.version, state: row.to, matter, level, urgency, sos },
    ...{ limit: limitFor(sos, urgency, matter), extended: false },
    ...{ holder: null, called: [], reporter: row.by.person, handlers: [], returns: 0, urges: 0 },
    ...{ supervision: null, pending: null, acknowledged: null, rangAt: row.at, mergedInto: null },
    ...{ startedAt: row.at, pauses: [], stoppedAt: null, lastMove: stepOf(row), lastAt: row.at },
  }
}

/**
 * The case after one more row of its log.
 * @throws as `caseAfter` does.
 */
export function caseWith(before: Case, row: LogRow): Case {
  if (row.version !== before.version + 1 || row.from !== before.state)
    throw new Error(
      `expected row ${before.version + 1} from ${before.state}, found ${row.version} from ${row.from}`,
    )
  if (row.act.action === 'report') throw new Error('expected one report, found another')
  const moves = row.to !== before.state
  // What the clock does by itself must not cost the person who is at it a second try.
  const isUnnoticed = isQuiet(row.act.action) || (row.by.role === 'clock' && !moves)
  return {
    ...before,
    pending: moves ? null : before.pending,
    stoppedAt: isOpen(row.to) ? before.stoppedAt : (before.stoppedAt ?? row.at),
    ...changed(before, row, row.act),
    ...{ version: row.version, state: row.to, lastAt: row.at },
    lastMove: isUnnoticed ? before.lastMove : stepOf(row),
  }
}

const limitFor = (sos: boolean, urgency: Urgency, matter: CaseMatter | null): LimitKind =>
  sos || urgency === 'life' ? 'life' : (matter?.limit ?? 'ordinary')

/** What an act changes besides the state. */
function changed(before: Case, row: LogRow, act: Act): Partial<Case> {
  const handlers = before.handlers.includes(row.by.person)
    ? before.handlers
    : [...before.handlers, row.by.person]
  switch (act.action) {
    case 'file': {
      const { matter, level, urgency = before.urgency } = act
      const limit = act.limit ?? limitFor(before.sos, urgency, matter)
      return { matter: caseMatter(matter), level, urgency, limit }
    }
    case 'assign':
    case 'reassign':
      return { holder: act.holder }
    case 'whistle':
      return { holder: act.holder, called: act.called.map((unit) => ({ ...unit, arrivedAt: null })) }
    case 'arrive':
      return {
        called: before.called.map((unit) =>
          unit.id === row.by.unit ? { ...unit, arrivedAt: row.at } : unit,
        ),
      }
    case 'return':
      return { holder: null, called: [], returns: before.returns + 1 }
    case 'selfHandle':
    case 'accept':
    case 'feedback':
      return { handlers }
    case 'requestSuspension':
      return {
        pending: { kind: 'suspension', by: row.by.person, reason: act.reason, until: act.until },
      }
    case 'requestExtension':
      return { pending: { kind: 'extension', by: row.by.person, reason: act.reason } }
    case 'requestVoid':
      return { pending: { kind: 'void', by: row.by.person, reason: act.reason } }
    case 'approve':
      return granted(before, before.pending, row.at)
    case 'decline':
      return { pending: null }
    case 'resume':
      return { pauses: before.pauses.map((pause) => ({ ...pause, to: Math.min(pause.to, row.at) })) }
    case 'urge':
      return { urges: before.urges + 1 }
    case 'supervise':
      return { supervision: act.colour }
    case 'escalate':
      return { level: levelAbove(before.level) ?? before.level }
    case 'merge':
      return { mergedInto: act.into.id }
    case 'reopen':
      return {
        ...{ holder: null, called: [], extended: false },
        ...{ startedAt: row.at, pauses: [], stoppedAt: null },
      }
    case 'acknowledge':
      return { acknowledged: stepOf(row) }
    case 'ring':
      return { rangAt: row.at }
    case 'reject':
    case 'rework':
    case 'close':
    case 'comment':
      return {}
  }
}

function granted(before: Case, request: PendingRequest | null, at: Instant): Partial<Case> {
  switch (request?.kind) {
    case 'suspension':
      return { pending: null, pauses: [...before.pauses, { from: at, to: Math.max(at, request.until) }] }
    case 'extension':
      return { pending: null, extended: true }
    default:
      return { pending: null }
  }
}
