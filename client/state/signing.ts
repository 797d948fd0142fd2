import type { PlanSummary, Signature } from '#contract/plan.ts'
import type { Session } from '#contract/session.ts'

export type Level = Signature['level']

const LEVELS: readonly Level[] = ['community', 'street', 'district']
const rank = (level: Level): number => LEVELS.indexOf(level)

/** The level of an area code of 12, 9 or 6 digits: whom its people sign for. */
export const levelOf = (scope: string): Level =>
  scope.length === 12 ? 'community' : scope.length === 9 ? 'street' : 'district'

/** For whom somebody signs: a liaison for the police, a planner for the level of the own area. */
export const levelOfSigner = (session: Session | null): Level =>
  session?.role === 'liaison' ? 'police' : levelOf(session?.scope ?? '')

/** Missing levels that a signature of `level` would stand for, its own included; none where it is not awaited. */
export const signedFor = ({ missingSignatures }: PlanSummary, level: Level): Level[] =>
  missingSignatures.filter(
    (missing) => rank(missing) <= rank(level) && (missing === 'police') === (level === 'police'),
  )

/** Levels that did not sign themselves because a higher one did, and which that was. */
export const covered = (summary: PlanSummary): { levels: Level[]; by: Level | null } => {
  const signed = summary.signatures.map(({ level }) => level)
  const own = rank(levelOf(summary.within))
  // A plan is signed by its own level and those above it up to the street.
  const levels = LEVELS.slice(own, Math.max(own, rank('street')) + 1).filter(
    (level) => !signed.includes(level) && !summary.missingSignatures.includes(level),
  )
  return { levels, by: LEVELS.findLast((level) => signed.includes(level)) ?? null }
}
