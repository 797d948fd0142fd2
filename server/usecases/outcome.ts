import type { RefusalCode } from '#core/plan/commands.ts'

/** Why something that a person asked for was not done. The code is the key of its words on screen. */
export type RejectionCode =
  | RefusalCode
  | 'not_found'
  | 'role_forbids'
  | 'area_unknown'
  | 'plan_not_draft'
  | 'plan_not_submitted'
  | 'plan_closed'
  | 'plan_empty'
  | 'reason_missing'
  | 'stale_revision'
  | 'nothing_to_undo'
  | 'nothing_to_redo'
  | 'findings_block'
  | 'already_signed'
  | 'signature_missing'
  | 'scope_too_small'
  | 'base_changed'
  | 'code_taken'
  | 'effective_in_past'
  | 'effective_before_published'
  | 'coverage_broken'
  | 'plans_apart'
  | 'already_resolved'
  | 'base_current'
  | 'as_of_in_future'
  | 'nothing_published_then'

export interface Rejection<Code extends string = RejectionCode> {
  readonly ok: false
  readonly code: Code
  /** What it is about: grids, buildings, a place, the current revision; whoever was first. */
  readonly about?: Readonly<Record<string, unknown>>
}
export interface Done<T> {
  readonly ok: true
  readonly value: T
}
export type Outcome<T, Code extends string = RejectionCode> = Done<T> | Rejection<Code>

export const done = <T>(value: T): Done<T> => ({ ok: true, value })
export const rejected = <Code extends string>(code: Code, about?: Rejection['about']): Rejection<Code> => ({
  ok: false,
  code,
  ...(about && { about }),
})

/** Rolls the transaction back that it is thrown in; `outcomeOf` turns it into the answer. */
export class Rejected<Code extends string = RejectionCode> extends Error {
  readonly rejection: Rejection<Code>
  constructor(rejection: Rejection<Code>) {
    super(rejection.code)
    this.name = 'Rejected'
    this.rejection = rejection
  }
}

/** The outcome of work that may have thrown `Rejected`. */
export async function outcomeOf<T, Code extends string = RejectionCode>(
  work: Promise<Outcome<T, Code>>,
): Promise<Outcome<T, Code>> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Rejected) return error.rejection
    throw error
  }
}
