import type { z } from 'zod'
import type { SignatureLevel } from '../contract/plan.ts'

type Level = z.infer<typeof SignatureLevel>

const LEVELS: readonly Level[] = ['community', 'street', 'district']

/** The level of an area code of 12, 9 or 6 digits. */
export const levelOf = (code: string): Level =>
  code.length === 12 ? 'community' : code.length === 9 ? 'street' : 'district'

const rank = (level: Level): number => LEVELS.indexOf(level)

/**
 * Levels that still have to sign a plan: its own and those above it up to the street, which answers for its
 * communities; of a plan for the whole district the district. A signature covers the levels below its own.
 */
export function missingSignatures(within: string, signed: readonly Level[]): Level[] {
  const own = levelOf(within)
  const needed = LEVELS.filter((level) => rank(level) >= rank(own) && (level === own || level === 'street'))
  const highest = Math.max(-1, ...signed.map(rank))
  return needed.filter((level) => rank(level) > highest)
}
