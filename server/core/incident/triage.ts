import type { CaseMatter, Urgency } from './matters.ts'

/** 四级分诊: where a case is to be settled, lowest first. */
export const LEVELS = ['grid', 'community', 'street', 'district'] as const
export type Level = (typeof LEVELS)[number]

export const isAtLeast = (level: Level, least: Level): boolean =>
  LEVELS.indexOf(level) >= LEVELS.indexOf(least)
const higher = (a: Level, b: Level): Level => (isAtLeast(a, b) ? a : b)

/** The next level up; null above the district. */
export const levelAbove = (level: Level): Level | null => LEVELS[LEVELS.indexOf(level) + 1] ?? null

const LEAST_BY_URGENCY: Record<Urgency, Level> = { routine: 'grid', urgent: 'grid', life: 'street' }

/**
 * The level that is proposed for a report; the desk may choose another when it files. Small things stay in the
 * grid; enforcement and danger to life start at the street, which can whistle for departments; what nobody has
 * classified goes to the community, which knows the place.
 */
export function proposedLevel(
  matter: (CaseMatter & { readonly level: Level }) | null,
  urgency: Urgency,
): Level {
  const least = higher(LEAST_BY_URGENCY[urgency], matter?.enforcement ? 'street' : 'grid')
  return higher(matter?.level ?? 'community', least)
}
