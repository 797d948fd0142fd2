import { type Position, toLattice } from '../geometry/lattice.ts'
import { localMetres } from '../geometry/metres.ts'
import { HOUR_MS, type Instant } from './calendar.ts'
import type { Uuid } from './case.ts'
import type { Category } from './matters.ts'
import type { IncidentSettings } from './settings.ts'

/** What is compared of a report and of a case. */
export interface Likened {
  readonly id: Uuid
  readonly category: Category
  /** Code of the matter; null where nobody has said. */
  readonly matter: string | null
  readonly position: Position | null
  readonly reportedAt: Instant
  readonly text: string
}

export interface PossibleDuplicate {
  readonly id: Uuid
  readonly distanceM: number
  /** Between the two reports, whichever came first. */
  readonly hoursApart: number
  /** 0–1: how near, how soon, how alike in matter and words. Orders the list; it is no probability. */
  readonly likeness: number
}

/** Metres between two positions on the ellipsoid: good to 1 mm per km, for what is at most a few km apart. */
export function distanceM(a: Position, b: Position): number {
  const [from, to] = [toLattice(a), toLattice(b)]
  const [x, y] = localMetres([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]).of(to)
  return 2 * Math.hypot(x, y)
}

/**
 * Cases of the same category within 100 m and 24 h of a report (both in the settings), the most alike first; of
 * equals the one with the smaller id. A report without a position has none. Never more than a proposal: whether
 * two cases are one is for the desk to say.
 */
export function possibleDuplicates(
  report: Likened,
  cases: readonly Likened[],
  { duplicateWithinM, duplicateWithinHours }: IncidentSettings,
): PossibleDuplicate[] {
  const { position } = report
  if (position === null) return []
  const words = pairsOf(report.text)
  return cases
    .flatMap((other) => {
      if (other.id === report.id || other.category !== report.category || other.position === null) return []
      const hoursApart = Math.abs(other.reportedAt - report.reportedAt) / HOUR_MS
      if (hoursApart > duplicateWithinHours) return []
      const metres = distanceM(position, other.position)
      if (metres > duplicateWithinM) return []
      const likeness =
        0.35 * (1 - metres / duplicateWithinM) +
        0.2 * (1 - hoursApart / duplicateWithinHours) +
        0.2 * (report.matter !== null && report.matter === other.matter ? 1 : 0) +
        0.25 * sharedShare(words, pairsOf(other.text))
      return [{ id: other.id, distanceM: metres, hoursApart, likeness }]
    })
    .sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1))
}

/** Pairs of neighbouring characters, which serve Chinese and English alike. */
function pairsOf(text: string): Set<string> {
  const characters = [...text.toLowerCase().replace(/[\s\p{P}]/gu, '')]
  return new Set(characters.slice(1).map((character, n) => `${characters[n]}${character}`))
}

/** Dice's coefficient of two sets; 0 where both are empty. */
function sharedShare(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0
  const shared = [...a].filter((pair) => b.has(pair)).length
  return (2 * shared) / (a.size + b.size)
}
