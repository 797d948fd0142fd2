import { HOUR_MS, type Instant } from '#core/incident/calendar.ts'
import type { Act, Action, ActOf, Actor, Case, Holder, LogRow, Reported } from '#core/incident/case.ts'
import { caseAfter } from '#core/incident/caseAfter.ts'
import { DEFAULT_MATTERS } from '#core/incident/catalogue.ts'
import { decideAction, type IncidentRefusal } from '#core/incident/decideAction.ts'
import { CLOCK } from '#core/incident/duties.ts'
import { caseMatter, type Matter } from '#core/incident/matters.ts'
import { DEFAULT_SETTINGS, type IncidentSettings } from '#core/incident/settings.ts'

/** 2026-11-23 is a Monday, with an ordinary week behind and before it. */
export const MONDAY_9 = Date.parse('2026-11-23T09:00:00+08:00')

export const matterNamed = (code: string): Matter => {
  const found = DEFAULT_MATTERS.find((matter) => matter.code === code)
  if (!found) throw new Error(`expected a matter of the catalogue, found ${code}`)
  return found
}

const actor = (person: string, role: Actor['role'], unit: string | null, level: Actor['level']): Actor => ({
  ...{ person, name: person, role, unit, level },
})
export const CAST = {
  desk: actor('desk', 'commander', 'centre', 'street'),
  desk2: actor('desk2', 'commander', 'centre', 'district'),
  lowDesk: actor('lowDesk', 'commander', 'shagou', 'community'),
  wang: actor('wang', 'grid_worker', null, 'grid'),
  li: actor('li', 'grid_worker', null, 'grid'),
  shagou: actor('zhao', 'community', 'shagou', 'community'),
  street: actor('sun', 'street', 'shaping', 'street'),
  heating: actor('qian', 'department', 'heating', 'district'),
  water: actor('zhou', 'department', 'water', 'district'),
  police: actor('wu', 'police', 'station', 'street'),
  clock: CLOCK,
} satisfies Record<string, Actor>
export type Name = keyof typeof CAST

export const holderOf = (name: Name): Holder => {
  const { role, unit, person } = CAST[name]
  if (role === 'commander' || role === 'clock')
    throw new Error(`expected somebody who can hold, found ${name}`)
  return { kind: role, id: role === 'grid_worker' ? person : (unit as string), name }
}

export const PHOTO = { id: 'photo', kind: 'photo' } as const

export function reportRow(
  by: Name,
  at: Instant,
  { matter = '0303', ...told }: Partial<Omit<Reported, 'matter'>> & { matter?: string | null } = {},
): LogRow {
  const act: Reported = {
    ...{ action: 'report', id: 'case', level: 'grid', urgency: 'routine', sos: false },
    matter: matter === null ? null : caseMatter(matterNamed(matter)),
    ...told,
  }
  return { version: 1, at, by: CAST[by], from: null, to: 'reported', act }
}

/** Every action as one would do it who does it right, whatever the case. */
const RIGHT: { [A in Action]: (current: Case, now: Instant) => ActOf<A> } = {
  file: ({ level }) => ({ action: 'file', matter: matterNamed('0303'), level }),
  reject: () => ({ action: 'reject', reason: 'not ours' }),
  selfHandle: () => ({ action: 'selfHandle', attachments: [PHOTO] }),
  assign: ({ matter }) => ({ action: 'assign', holder: holderOf(matter?.enforcement ? 'water' : 'wang') }),
  reassign: ({ holder }) => ({
    ...{ action: 'reassign', reason: 'nearer' },
    holder: holderOf(holder?.id === 'heating' ? 'water' : 'heating'),
  }),
  accept: () => ({ action: 'accept' }),
  return: () => ({ action: 'return', reason: 'not mine' }),
  feedback: () => ({ action: 'feedback', opinion: 'done', attachments: [PHOTO] }),
  rework: () => ({ action: 'rework', reason: 'still there' }),
  close: () => ({ action: 'close', opinion: 'seen' }),
  requestSuspension: (_, now) => ({
    action: 'requestSuspension',
    reason: 'frost',
    until: now + 72 * HOUR_MS,
  }),
  requestExtension: () => ({ action: 'requestExtension', reason: 'part on order' }),
  requestVoid: () => ({ action: 'requestVoid', reason: 'a test' }),
  approve: () => ({ action: 'approve' }),
  decline: () => ({ action: 'decline', reason: 'no' }),
  resume: () => ({ action: 'resume' }),
  urge: () => ({ action: 'urge' }),
  supervise: ({ supervision }) => ({
    ...{ action: 'supervise', reason: 'too slow' },
    colour: supervision === null ? 'plain' : supervision === 'plain' ? 'yellow' : 'red',
  }),
  escalate: () => ({ action: 'escalate', reason: 'beyond us' }),
  whistle: () => ({
    ...{ action: 'whistle', holder: holderOf('heating') },
    called: [{ id: 'water', name: 'water' }],
  }),
  arrive: () => ({ action: 'arrive' }),
  merge: () => ({ action: 'merge', into: { id: 'other', state: 'filed' } }),
  reopen: () => ({ action: 'reopen', reason: 'back again' }),
  acknowledge: () => ({ action: 'acknowledge' }),
  ring: () => ({ action: 'ring' }),
  comment: () => ({ action: 'comment', opinion: 'noted' }),
}

export const rightAct = (action: Action, current: Case, now: Instant): Act =>
  (RIGHT[action] as (current: Case, now: Instant) => Act)(current, now)

/** A case and the log it stands on; each step a minute after the last, unless it says when. */
export class Story {
  readonly log: LogRow[]
  readonly settings: IncidentSettings
  now: Instant
  constructor(first: LogRow, settings: IncidentSettings = DEFAULT_SETTINGS) {
    this.log = [first]
    this.settings = settings
    this.now = first.at
  }
  get current(): Case {
    return caseAfter(this.log)
  }
  /** What was refused, or null. */
  tries(name: Name, act: Action | (Act & { expectedVersion?: number }), at = this.now + 60_000) {
    const asked = typeof act === 'string' ? rightAct(act, this.current, at) : act
    const decision = decideAction(this.current, asked, CAST[name], at, this.settings)
    if (decision.ok) {
      this.log.push(decision.row)
      this.now = at
    }
    return decision.ok ? null : (decision.refusal as IncidentRefusal)
  }
  /** @throws if it is refused. */
  does(name: Name, act: Action | Act, at = this.now + 60_000): this {
    const refusal = this.tries(name, act, at)
    if (refusal) throw new Error(`${name} ${typeof act === 'string' ? act : act.action}: ${refusal.code}`)
    return this
  }
}
