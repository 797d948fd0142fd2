import type { PlanKind } from '../contract/plan.ts'
import type { Role } from '../contract/session.ts'
import type { Actor } from '../db/database.ts'

/** Who works on a plan: planners redraw grids, liaisons beats, and both what they propose together. */
const ROLES: Record<PlanKind, readonly Role[]> = {
  grids: ['planner'],
  beats: ['liaison'],
  joint: ['planner', 'liaison'],
}

export const worksOn = ({ role }: Actor, kind: PlanKind): boolean =>
  role === 'system' || ROLES[kind].includes(role)
