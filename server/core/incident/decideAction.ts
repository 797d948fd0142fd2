import { DAY_MS, type Instant } from './calendar.ts'
import type { Act, Action, Actor, Case, Holder, LogRow, Step } from './case.ts'
import { ACTIONS, isOpen, isQuiet, type Need, type Row, rowsFor, type Who } from './lifecycle.ts'
import { type CaseMatter, type MatterRefusalCode, matterRefusal } from './matters.ts'
import type { IncidentSettings } from './settings.ts'
import { isAtLeast, levelAbove } from './triage.ts'

/** Because of how the case stands and who asks: the action is not offered. */
export type StandingRefusalCode =
  | 'wrong_state'
  | 'not_desk'
  | 'not_street_desk'
  | 'not_holder'
  | 'not_reporting_worker'
  | 'not_called'
  | 'not_clock'
  | 'verifier_is_handler'
  | 'approver_is_requester'
  | 'nothing_pending'
  | 'other_pending'
  | 'suspension_run_out'
  | 'returns_used_up'
  | 'extension_used'
  | 'extension_only_if_hard'
  | 'level_highest'
  | 'supervision_highest'
  | 'not_sos'
  | 'already_acknowledged'
  | 'not_settled_in_grid'

/** Because of what came with the action: it is offered, but not like this. */
type InputRefusalCode =
  | 'reason_missing'
  | 'opinion_missing'
  | 'photo_missing'
  | 'until_invalid'
  | 'called_missing'
  | 'holder_unchanged'
  | 'enforcement_needs_department'
  | 'supervision_not_higher'
  | 'merge_into_itself'
  | 'merge_target_ended'
  | MatterRefusalCode

export type IncidentRefusalCode =
  | 'already_handled'
  | 'version_unknown'
  | StandingRefusalCode
  | InputRefusalCode

export interface IncidentRefusal {
  readonly code: IncidentRefusalCode
  /** already_handled, already_acknowledged: who was first, with what, and when. */
  readonly step?: Step
}

export type ActionDecision =
  | { readonly ok: true; readonly row: LogRow }
  | { readonly ok: false; readonly refusal: IncidentRefusal }

const refused = (code: IncidentRefusalCode, step?: Step): ActionDecision => ({
  ok: false,
  refusal: step ? { code, step } : { code },
})

/**
 * The next row of the log, or why there is none. With `expectedVersion`, an act on a case that somebody else has
 * moved since is refused with `already_handled` and who did it; comments and the like neither go stale nor make
 * others stale. The row is never dated before the one it follows, whatever the clock says.
 */
export function decideAction(
  current: Case,
  act: Act & { readonly expectedVersion?: number | undefined },
  actor: Actor,
  now: Instant,
  settings: IncidentSettings,
): ActionDecision {
  const { expectedVersion, ...bare } = act
  if (expectedVersion !== undefined && expectedVersion > current.version) return refused('version_unknown')
  const stale = expectedVersion !== undefined && expectedVersion < current.lastMove.version
  if (stale && !isQuiet(act.action)) return refused('already_handled', current.lastMove)
  const found = rowFor(current, act.action, actor, now, settings)
  if (typeof found === 'string')
    return refused(found, (found === 'already_acknowledged' && current.acknowledged) || undefined)
  for (const need of found.needs) {
    const code = MISSING[need](bare, current, now, settings)
    if (code !== null) return refused(code)
  }
  const code = unfit(current, bare)
  if (code !== null) return refused(code)
  return {
    ok: true,
    row: {
      version: current.version + 1,
      at: Math.max(now, current.lastAt),
      by: actor,
      from: current.state,
      to: found.to === 'same' ? current.state : found.to,
      act: bare as Act,
    },
  }
}

/** What this actor can do with the case now: every action that `decideAction` refuses only for what comes with it. */
export const actionsAllowed = (
  current: Case,
  actor: Actor,
  now: Instant,
  settings: IncidentSettings,
): Action[] => ACTIONS.filter((action) => typeof rowFor(current, action, actor, now, settings) !== 'string')

/** The row of the table that allows the action, or what stands against it. */
function rowFor(
  current: Case,
  action: Action,
  actor: Actor,
  now: Instant,
  settings: IncidentSettings,
): Row | StandingRefusalCode {
  const inState = rowsFor(action, current.state)
  if (inState.length === 0) return 'wrong_state'
  const row = inState.find(({ pending }) => pending === undefined || pending === current.pending?.kind)
  if (row === undefined) return current.pending === null ? 'nothing_pending' : 'other_pending'
  return stranger(row, current, actor) ?? GUARDS[action]?.(current, now, settings) ?? row
}

/** Null if the actor is one of those the row names; else why not, by the first of them. */
function stranger({ who }: Row, current: Case, actor: Actor): StandingRefusalCode | null {
  const reasons = who.map((one) => STRANGER[one](current, actor))
  return reasons.includes(null) ? null : (reasons[0] ?? null)
}

const isDesk = ({ role }: Actor): boolean => role === 'commander'
const holds = (holder: Holder | null, { role, person, unit }: Actor): boolean =>
  holder !== null && holder.kind === role && holder.id === (role === 'grid_worker' ? person : unit)

const STRANGER: Record<Who, (current: Case, actor: Actor) => StandingRefusalCode | null> = {
  desk: (_, actor) => (isDesk(actor) ? null : 'not_desk'),
  street_desk: (_, actor) => (isDesk(actor) && isAtLeast(actor.level, 'street') ? null : 'not_street_desk'),
  holder: ({ holder }, actor) => (holds(holder, actor) ? null : 'not_holder'),
  verifier: ({ handlers }, actor) => {
    if (!isDesk(actor)) return 'not_desk'
    return handlers.includes(actor.person) ? 'verifier_is_handler' : null
  },
  approver: ({ pending }, actor) => {
    if (!isDesk(actor)) return 'not_desk'
    if (pending === null) return 'nothing_pending'
    return pending.by === actor.person ? 'approver_is_requester' : null
  },
  reporting_worker: ({ reporter }, { role, person }) =>
    role === 'grid_worker' && person === reporter ? null : 'not_reporting_worker',
  called: ({ called }, { unit }) =>
    called.some(({ id, arrivedAt }) => id === unit && arrivedAt === null) ? null : 'not_called',
  clock: (_, { role }) => (role === 'clock' ? null : 'not_clock'),
  anyone: () => null,
}

type Guard = (current: Case, now: Instant, settings: IncidentSettings) => StandingRefusalCode | null
const nonePending: Guard = ({ pending }) => (pending === null ? null : 'other_pending')
const unacknowledged: Guard = ({ sos, acknowledged }) => {
  if (!sos) return 'not_sos'
  return acknowledged === null ? null : 'already_acknowledged'
}

/** What the table's columns cannot say. */
const GUARDS: Partial<Record<Action, Guard>> = {
  selfHandle: ({ matter, level, sos }) =>
    level === 'grid' && !sos && matter !== null && !matter.enforcement ? null : 'not_settled_in_grid',
  return: ({ returns }, _, { maxReturns }) => (returns < maxReturns ? null : 'returns_used_up'),
  requestSuspension: nonePending,
  requestVoid: nonePending,
  requestExtension: (current, now, settings) => {
    if (current.limit !== 'hard') return 'extension_only_if_hard'
    return current.extended ? 'extension_used' : nonePending(current, now, settings)
  },
  approve: ({ pending }, now) =>
    pending?.kind === 'suspension' && pending.until <= now ? 'suspension_run_out' : null,
  supervise: ({ supervision }) => (supervision === 'red' ? 'supervision_highest' : null),
  escalate: ({ level }) => (levelAbove(level) === null ? 'level_highest' : null),
  acknowledge: unacknowledged,
  ring: unacknowledged,
}

type Missing = (act: Act, current: Case, now: Instant, settings: IncidentSettings) => InputRefusalCode | null
const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === ''

const MISSING: Record<Need, Missing> = {
  reason: (act) => ('reason' in act && !isBlank(act.reason) ? null : 'reason_missing'),
  opinion: ({ opinion }) => (isBlank(opinion) ? 'opinion_missing' : null),
  photo: ({ attachments }) => (attachments?.some(({ kind }) => kind === 'photo') ? null : 'photo_missing'),
  holder: (act, { matter }) => ('holder' in act ? holderRefusal(matter, act.holder) : null),
  called: (act) => (act.action === 'whistle' && act.called.length === 0 ? 'called_missing' : null),
  matter: (act) => (act.action === 'file' ? matterRefusal(act.matter) : null),
  until: (act, _, now, { maxSuspensionDays }) => {
    if (act.action !== 'requestSuspension') return null
    const isFit = act.until > now && act.until <= now + maxSuspensionDays * DAY_MS
    return isFit ? null : 'until_invalid'
  },
  into: (act, { id }) => {
    if (act.action !== 'merge') return null
    if (act.into.id === id) return 'merge_into_itself'
    return isOpen(act.into.state) ? null : 'merge_target_ended'
  },
}

/** Enforcement is for offices that have the power: never for a grid worker, a community or a street as such. */
export const holderRefusal = (
  matter: Pick<CaseMatter, 'enforcement'> | null,
  { kind }: Pick<Holder, 'kind'>,
): 'enforcement_needs_department' | null =>
  matter?.enforcement && kind !== 'department' && kind !== 'police' ? 'enforcement_needs_department' : null

const SUPERVISION_ORDER = [null, 'plain', 'yellow', 'red']

/** What came along would change nothing, or go backwards. */
function unfit({ holder, supervision }: Case, act: Act): InputRefusalCode | null {
  if (act.action === 'reassign' && act.holder.kind === holder?.kind && act.holder.id === holder.id)
    return 'holder_unchanged'
  const isHigher = (colour: string) =>
    SUPERVISION_ORDER.indexOf(colour as never) > SUPERVISION_ORDER.indexOf(supervision)
  return act.action === 'supervise' && !isHigher(act.colour) ? 'supervision_not_higher' : null
}
