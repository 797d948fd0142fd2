import type { Uuid } from '../plan/plan.ts'
import type { Mismatch } from './alignment.ts'

/** What became of the mismatches between two moments: each grid that had one or has one now, and not the same. */
export interface MismatchChanges {
  /** There is one where there was none, or no such grid. */
  readonly opened: readonly Uuid[]
  /** There is none any more, or no such grid. */
  readonly closed: readonly Uuid[]
  /** It is of another kind. */
  readonly changed: readonly Uuid[]
}

/** By the mismatch of every grid at either moment; null where it has none. */
export function mismatchChanges(
  before: ReadonlyMap<Uuid, Mismatch | null>,
  after: ReadonlyMap<Uuid, Mismatch | null>,
): MismatchChanges {
  const opened: Uuid[] = []
  const closed: Uuid[] = []
  const changed: Uuid[] = []
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const [had, has] = [before.get(id) ?? null, after.get(id) ?? null]
    if (had === has) continue
    if (had === null) opened.push(id)
    else if (has === null) closed.push(id)
    else changed.push(id)
  }
  return { opened, closed, changed }
}
