import type { HolderKind } from './case.ts'
import type { CaseMatter, Department } from './matters.ts'
import type { Level } from './triage.ts'

/** Why a case should go where it is proposed to go. */
export type RoutingReason =
  | 'public_order'
  | 'enforcement'
  | 'nearest_help'
  | 'danger'
  | 'level'
  | 'unclassified'

export interface Route {
  readonly kind: HolderKind
  /** kind department or police: which office. */
  readonly department: Department | null
  readonly reason: RoutingReason
}

/**
 * Who should hold a case. What is the police's own, and all public order, goes to the police of the beat;
 * enforcement to the competent department; an SOS to the grid worker, who is nearest, whatever its level; danger to
 * life to the department that can end it; anything else by its level, and what nobody has classified to the
 * community, which knows the place.
 */
export function proposedRoute(matter: CaseMatter | null, level: Level, sos: boolean): Route {
  const none = { department: null }
  if (matter === null)
    return sos
      ? { kind: 'grid_worker', ...none, reason: 'nearest_help' }
      : { kind: 'community', ...none, reason: 'unclassified' }
  const { category, department, enforcement, urgency } = matter
  if (category === '06' || department === 'police')
    return { kind: 'police', department: 'police', reason: 'public_order' }
  if (enforcement) return { kind: 'department', department, reason: 'enforcement' }
  if (sos) return { kind: 'grid_worker', ...none, reason: 'nearest_help' }
  if (urgency === 'life') return { kind: 'department', department, reason: 'danger' }
  if (level === 'district') return { kind: 'department', department, reason: 'level' }
  return { kind: level === 'grid' ? 'grid_worker' : level, ...none, reason: 'level' }
}

/** Somebody who could hold the case. */
export interface Candidate {
  readonly id: string
  readonly kind: HolderKind
  /** Of departments and police: which office. */
  readonly department: Department | null
  /** 0 for whoever looks after the place; else from the middle of what they look after; null where nobody knows. */
  readonly distanceM: number | null
  /** Cases they hold now. */
  readonly openCases: number
  /** Of the police: the place is theirs by the beat that holds it, or where none does, by its street. */
  readonly jurisdiction?: 'beat' | 'street' | null
}

/** Every case in hand counts as this much more way to go. */
const METRES_PER_OPEN_CASE = 150
/** Whoever's distance nobody knows is taken to be at the other end of a street. */
const UNKNOWN_M = 2000

/**
 * Candidates whom the route fits, the nearest and least loaded first; of equals the smaller id. Police come by whose
 * the place is, however much they have to do.
 */
export function fittingCandidates<C extends Candidate>(route: Route, candidates: readonly C[]): C[] {
  const isForeign = ({ jurisdiction = null }: Candidate): number => (jurisdiction === null ? 1 : 0)
  const effort = ({ distanceM, openCases }: Candidate): number =>
    (distanceM ?? UNKNOWN_M) + METRES_PER_OPEN_CASE * openCases
  return candidates
    .filter(({ kind }) => kind === route.kind)
    .filter(({ department }) => route.department === null || department === route.department)
    .sort((a, b) => isForeign(a) - isForeign(b) || effort(a) - effort(b) || (a.id < b.id ? -1 : 1))
}
