import type { BuildingVersion, Publication } from '#contract/history.ts'
import { dayOf } from '../words/days.ts'

/** A stretch of time in which nothing that is shown changed: it begins when something published took effect. */
export interface Stop {
  readonly from: string
  /** What took effect then, in the order of publishing. */
  readonly publications: readonly Publication[]
  /** Still to come. */
  readonly isAhead: boolean
}

/** The stops of a time line, oldest first; `now` is an instant in milliseconds. */
export const stopsOf = (publications: readonly Publication[], now: number): Stop[] => {
  const byInstant = new Map<number, Publication[]>()
  for (const publication of [...publications].sort((a, b) => a.number - b.number)) {
    const instant = Date.parse(publication.effectiveFrom)
    byInstant.set(instant, [...(byInstant.get(instant) ?? []), publication])
  }
  return [...byInstant]
    .sort(([a], [b]) => a - b)
    .map(([instant, publications]) => ({
      from: publications[0]!.effectiveFrom,
      publications,
      isAhead: instant > now,
    }))
}

/** The last day on which something takes effect, and at least `today`. */
export const lastDayOf = (publications: readonly Publication[], today: string, timeZone: string): string =>
  [today, ...publications.map(({ effectiveFrom }) => dayOf(effectiveFrom, timeZone))].sort().at(-1)!

/** The last stop that has begun: today's. */
const todaysStop = (stops: readonly Stop[]): number =>
  Math.max(
    0,
    stops.findLastIndex(({ isAhead }) => !isAhead),
  )

/** The stop that holds the moment that is looked at: a day (its end, as the server has it), an instant, or null for now. */
export const stopAt = (stops: readonly Stop[], asOf: string | null, timeZone: string): number => {
  if (asOf === null) return todaysStop(stops)
  const hasBegun = ({ from }: Stop) =>
    asOf.length === 10 ? dayOf(from, timeZone) <= asOf : Date.parse(from) <= Date.parse(asOf)
  return Math.max(0, stops.findLastIndex(hasBegun))
}

/** The moment to look at to see a stop; null for today's. */
export const momentOfStop = (stops: readonly Stop[], index: number): string | null =>
  index === todaysStop(stops) ? null : (stops[index]?.from ?? null)

/** A building's time in one grid, from the version that brought it there. */
export interface Stay {
  readonly version: BuildingVersion
  readonly to: string | null
}

/** The grids that a building belonged to, newest first, from its versions in any order. */
export const staysOf = (versions: readonly BuildingVersion[]): Stay[] => {
  const stays: Stay[] = []
  for (const version of [...versions].sort((a, b) => a.version - b.version)) {
    const last = stays.at(-1)
    if (last?.version.grid === version.grid && last.version.replaced === version.replaced)
      stays[stays.length - 1] = { ...last, to: version.validTo }
    else stays.push({ version, to: version.validTo })
  }
  return stays.reverse()
}
