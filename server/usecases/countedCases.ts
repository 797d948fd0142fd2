import type { PastCase } from '#core/incident/pastCase.ts'
import { MOST_LISTED } from '../contract/shift.ts'

/** A figure as it is answered: how many cases, and the numbers of the first of them. */
export const counted = (cases: readonly PastCase[]): { count: number; cases: string[] } => ({
  count: cases.length,
  cases: cases.slice(0, MOST_LISTED).map(({ number }) => number),
})
