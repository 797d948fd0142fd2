import type { Actor as CaseActor } from '#core/incident/case.ts'
import type { Level } from '#core/incident/triage.ts'
import type { Role } from '../contract/session.ts'
import type { Actor } from '../db/database.ts'

const LEVEL_BY_SCOPE: Readonly<Record<number, Level>> = { 6: 'district', 9: 'street', 12: 'community' }

/**
 * As whom an account does something with a case: the command center is the desk of its area, liaisons are police
 * without a station of their own; null for whoever only reads.
 */
export function caseActor({ user, role, scope }: Actor, name: string): CaseActor | null {
  const level = LEVEL_BY_SCOPE[scope.length] ?? 'grid'
  if (role === 'commander') return { person: user, name, role, unit: scope, level }
  return role === 'liaison' ? { person: user, name, role: 'police', unit: null, level } : null
}

/** Whoever works with cases in earnest; others see counts of less than three suppressed and nobody's wristband. */
export const INCIDENT_STAFF = ['commander', 'liaison'] as const satisfies readonly Role[]

export const isIncidentStaff = ({ role }: Pick<Actor, 'role'>): boolean =>
  role === 'system' || (INCIDENT_STAFF as readonly Role[]).includes(role)

/** A count of one is a person: fewer than so many are told to nobody but staff. */
export const leastTold = (actor: Pick<Actor, 'role'>): number => (isIncidentStaff(actor) ? 1 : 3)
