import type { Position } from '../geometry/lattice.ts'
import type { Uuid } from './case.ts'

/** A grid or beat as it was: its identity, its version, and the labels it had then. */
export interface VersionRef {
  readonly id: Uuid
  readonly version: number
  readonly code: string
  readonly name: string
}

/** Where a report belongs, as of when it came in; kept with the case and never changed. */
export interface Attribution {
  readonly grid: VersionRef | null
  readonly beat: VersionRef | null
  /** 12 digits; null outside every community. */
  readonly community: string | null
}

/** What holds a position on that day: usually one grid and one beat, on a shared edge two or more. */
export interface Holding {
  readonly grids: readonly VersionRef[]
  readonly beats: readonly VersionRef[]
  readonly communities: readonly string[]
}

/** On a shared edge the smaller code counts, so that the same place always belongs to the same grid. */
const smallest = (refs: readonly VersionRef[]): VersionRef | null =>
  refs.reduce<VersionRef | null>((least, ref) => (least && least.code <= ref.code ? least : ref), null)

/** The snapshot to keep with a case. The community is the grid's, where there is one. */
export function attributed({ grids, beats, communities }: Holding): Attribution {
  const grid = smallest(grids)
  const community = grid ? grid.code.slice(0, 12) : ([...communities].sort()[0] ?? null)
  return { grid, beat: smallest(beats), community }
}

/** A case that statistics count. */
export interface AttributedCase {
  readonly position: Position | null
  readonly attribution: Attribution
}

/**
 * How many cases each grid has, by id, under the null key those of none: `as_reported` where they happened, or
 * `redrawn`, by what `gridAt` says holds the position on the day that statistics are made for. The cases keep their
 * snapshot either way. One without a position stays with the grid it was given.
 */
export function casesByGrid(
  cases: readonly AttributedCase[],
  basis: 'as_reported' | 'redrawn',
  gridAt: (position: Position) => Uuid | null,
): Map<Uuid | null, number> {
  const counts = new Map<Uuid | null, number>()
  for (const { position, attribution } of cases) {
    const kept = attribution.grid?.id ?? null
    const grid = basis === 'redrawn' && position !== null ? gridAt(position) : kept
    counts.set(grid, (counts.get(grid) ?? 0) + 1)
  }
  return counts
}
