import type { Action } from '#core/incident/case.ts'
import { isOpen } from '#core/incident/lifecycle.ts'
import type { Matter } from '#core/incident/matters.ts'
import type {
  Attachment,
  CaseActionRequest,
  CaseCandidate,
  CaseDetail,
} from '../../server/contract/incident.ts'
import { filedLevel } from '../incidentKinds.ts'
import { REJECT_REASONS, REWORK_REASONS } from '../names/bursts.ts'
import { HANDLED_TEXTS, VERIFIED_TEXTS } from '../names/incidents.ts'
import type { Random } from '../random.ts'

/** What of a case is looked at before something is done. */
export type Seen = Pick<
  CaseDetail,
  'id' | 'number' | 'version' | 'state' | 'sos' | 'urgency' | 'actions' | 'duplicates'
>

/** Of a case and another nearby, from which likeness on they are taken for one, and how often somebody notices. */
const ALIKE = 0.7
const NOTICED = 0.7
const REJECTED = 0.02
const REWORKED = 0.04

type Wanted = (one: Seen, source: Random) => Action | null

const mergedOr =
  (action: Action): Wanted =>
  (one, source) =>
    olderTwin(one) && source.chance(NOTICED) ? 'merge' : action

/** What somebody would do with a case as it stands; what they may do is another question. */
const WANTED: Partial<Record<CaseDetail['state'], Wanted>> = {
  reported: (one, source) => {
    const isDoubtful = one.urgency === 'routine' && source.chance(REJECTED)
    return isDoubtful ? 'reject' : mergedOr('file')(one, source)
  },
  filed: mergedOr('assign'),
  assigned: () => 'accept',
  handling: () => 'feedback',
  feedback: (_, source) => (source.chance(REWORKED) ? 'rework' : 'close'),
}

/**
 * What whoever looks at a case does next, of what the case says that they may: a call for help is answered first, a
 * unit that was whistled for arrives, and otherwise the six steps; the same thing told twice becomes one case. Null
 * where it is for somebody else, or at its end.
 */
export function nextAction(one: Seen, source: Random): Action | null {
  const may = (action: Action | null | undefined) => action && one.actions.includes(action)
  if (!isOpen(one.state)) return null
  if (one.sos && may('acknowledge')) return 'acknowledge'
  if (may('arrive')) return 'arrive'
  const wanted = WANTED[one.state]?.(one, source)
  return wanted && may(wanted) ? wanted : null
}

/** The open case that was reported earlier and is most like this one. */
const olderTwin = ({ number, duplicates, sos }: Seen): CaseDetail['duplicates'][number] | undefined =>
  sos
    ? undefined
    : duplicates.find(
        (other) => other.likeness >= ALIKE && isOpen(other.state) && Number(other.number) < Number(number),
      )

/** What an action needs to know besides the case. */
export interface Knowing {
  /** What the case is about: who files it has read it. */
  readonly matter: Matter
  /** The best first. */
  readonly candidates: readonly CaseCandidate[]
  /** That show what was done. */
  readonly photos: readonly Attachment[]
}

/** The action with all that it needs; null where nobody can be found for it, or it is none of `nextAction`. */
export function requestFor(
  action: Action,
  one: Seen,
  { matter, candidates, photos }: Knowing,
  source: Random,
): CaseActionRequest | null {
  const expectedVersion = one.version
  switch (action) {
    case 'acknowledge':
      return { action, expectedVersion, opinion: '已通话，正在派人。' }
    case 'file':
      return { action, expectedVersion, matter: matter.code, level: filedLevel(matter, source) }
    case 'reject':
      return { action, expectedVersion, reason: source.pick(REJECT_REASONS) }
    case 'merge': {
      const twin = olderTwin(one)
      return twin ? { action, expectedVersion, into: twin.id, opinion: '同一事项，并案处理。' } : null
    }
    case 'assign': {
      const [best] = candidates
      return best ? { action, expectedVersion, holder: { kind: best.kind, id: best.id } } : null
    }
    case 'accept':
    case 'arrive':
      return { action, expectedVersion }
    case 'feedback':
      return { action, expectedVersion, opinion: source.pick(HANDLED_TEXTS), attachments: [...photos] }
    case 'rework':
      return { action, expectedVersion, reason: source.pick(REWORK_REASONS) }
    case 'close':
      return { action, expectedVersion, opinion: source.pick(VERIFIED_TEXTS) }
    default:
      return null
  }
}

/** After these it is a colleague's turn: whoever has handled a case does not verify it, nor the other way round. */
export const passesOn = (action: Action): boolean => action === 'feedback' || action === 'rework'

/** Seconds that people take before each of their acts: of a day's work what a demonstration has time for. */
const TAKES_S: Partial<Record<Action, readonly [from: number, to: number]>> = {
  acknowledge: [4, 30],
  accept: [5, 25],
  arrive: [5, 25],
  feedback: [15, 75],
  close: [8, 30],
}
const OTHERWISE_S = [4, 15] as const

export function restMsBefore(action: Action, source: Random): number {
  const [from, to] = TAKES_S[action] ?? OTHERWISE_S
  return source.between(from, to) * 1000
}
