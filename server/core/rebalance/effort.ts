import type { Uuid } from '../plan/plan.ts'

export interface RestructuringEffort {
  readonly seed: number
  /** Starts of a search, in a community of usual size. */
  readonly rounds: number
  readonly isStopped: () => boolean
  /** Of a grid that comes into being. */
  readonly newId: () => Uuid
}

/** A round takes about as long as there are units: of a very large community this many rounds times units are enough. */
const MOST_UNIT_ROUNDS = 4000
const FEWEST = 2

/** How many of `most` searches over so many units are worth their time. */
export const affordable = (most: number, units: number): number =>
  Math.min(most, Math.max(FEWEST, Math.floor(MOST_UNIT_ROUNDS / units)))
