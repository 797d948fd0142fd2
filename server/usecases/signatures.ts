import type { z } from 'zod'
import type { PlanKind, SignatureLevel } from '../contract/plan.ts'

type Level = z.infer<typeof SignatureLevel>

/** The levels of the planners; the police stand beside them. */
const LEVELS: readonly Level[] = ['community', 'street', 'district']

/** The level of an area code of 12, 9 or 6 digits. */
export const levelOf = (code: string): Level =>
  code.length === 12 ? 'community' : code.length === 9 ? 'street' : 'district'

const rank = (level: Level): number => LEVELS.indexOf(level)

/**
 * Levels that still have to sign a plan. Of the planners its own and those above it up to the street, which answers
 * for its communities; of a plan for the whole district the district; a signature covers the levels below its own.
 * Where beats may be redrawn the police, whom nobody covers.
 */
export function missingSignatures(kind: PlanKind, within: string, signed: readonly Level[]): Level[] {
  const own = levelOf(within)
  const needed = LEVELS.filter((level) => rank(level) >= rank(own) && (level === own || level === 'street'))
  const highest = Math.max(-1, ...signed.map(rank))
  const planners = kind === 'beats' ? [] : needed.filter((level) => rank(level) > highest)
  return kind === 'grids' || signed.includes('police') ? planners : [...planners, 'police']
}
