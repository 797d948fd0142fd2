import type { PostRole } from '#core/beat/crew.ts'
import type { Role } from '../contract/session.ts'
import type { Outcome, Rejection } from './outcome.ts'

/** Why somebody was not appointed, or a post not ended. The code is the key of its words on screen. */
export type CrewRejectionCode =
  | 'not_found'
  | 'role_forbids'
  | 'place_unknown'
  | 'person_unknown'
  | 'id_taken'
  | 'post_overlaps'
  | 'post_over'
  | 'replaced_elsewhere'
  | 'day_in_past'
  | 'day_before_begin'

export type CrewRejection = Rejection<CrewRejectionCode>
export type CrewOutcome<T> = Outcome<T, CrewRejectionCode>

/** Planners appoint for the grids, liaisons for the beats. */
export const mayAppoint = (role: Role | 'system', post: PostRole): boolean =>
  role === (post === 'community_officer' ? 'liaison' : 'planner')
