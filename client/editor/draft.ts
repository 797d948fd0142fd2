import type { GridBand } from '#contract/area.ts'
import type { Position } from '#core/geometry/lattice.ts'
import type { BalanceRow } from '#core/plan/balance.ts'
import type { Command, Finding, Refusal } from '#core/plan/commands.ts'
import type { AreaCode, GridType, Uuid } from '#core/plan/plan.ts'
import type { BoundaryLock } from './stretches.ts'

/** A grid of the draft as the map and the panels show it. */
export interface DraftGrid {
  readonly id: Uuid
  readonly code: string
  readonly name: string
  readonly type: GridType
  readonly community: AreaCode
  readonly locked: boolean
  readonly households: number
  readonly buildings: number
  readonly places: number
  readonly band: GridBand
  /** Differs from what is published. */
  readonly changed: boolean
  /** A MultiPolygon's coordinates in degrees. */
  readonly coordinates: Position[][][]
}
export interface DraftBuilding {
  readonly id: Uuid
  readonly code: string
  readonly name: string
  readonly grid: Uuid
  /** The grid that it is published under. */
  readonly publishedGrid: Uuid
  /** Keeps its grid; and what it is kept together with. */
  readonly locked: boolean
  readonly compound: Uuid | null
  readonly households: number
  readonly places: number
  readonly position: Position
  readonly coordinates: Position[][][]
}
/** A police beat over the draft: its whole shape, of which commands change what lies in the plan's ground. */
export interface DraftBeat {
  readonly id: Uuid
  readonly code: string
  readonly name: string
  /** Of its station. */
  readonly street: AreaCode
  readonly coordinates: Position[][][]
}
/** Which of the two is redrawn: while it is beats, they stand where grids do. */
export type Layer = 'grids' | 'beats'
/** A finding with the label of its grid. */
export type DraftFinding = Finding & { readonly gridName: string; readonly gridCode: string }
export interface DraftView {
  readonly layer: Layer
  readonly grids: readonly DraftGrid[]
  readonly buildings: readonly DraftBuilding[]
  readonly balance: readonly BalanceRow[]
  readonly findings: readonly DraftFinding[]
  /** Stretches of boundary that stay in place. */
  readonly locks: readonly BoundaryLock[]
  /** Buildings that are kept together, in the order in which they were. */
  readonly compounds: readonly Uuid[]
  readonly beats: readonly DraftBeat[]
  /** As they are published. */
  readonly beatsBefore: readonly DraftBeat[]
  /** The boundaries of the grids, while the beats stand in their place. */
  readonly beneath: readonly Position[][][][]
  /** What the plan changes. */
  readonly sides: { readonly grids: boolean; readonly beats: boolean }
}
/** The names of grids and buildings by id, of those also that the plan has dissolved. */
export const namesIn = ({ grids, buildings, balance }: DraftView): ReadonlyMap<Uuid, string> =>
  new Map([
    ...balance.map(({ grid, name }) => [grid, name] as const),
    ...[...grids, ...buildings].map(({ id, name }) => [id, name] as const),
  ])
/** What a command would do, without doing it. */
export type Outlook =
  | {
      readonly ok: true
      /** Something was drawn beyond the community, and is left out. */
      readonly isTrimmed: boolean
      readonly balance: readonly BalanceRow[]
      readonly outlines: Position[][][][]
      /** Buildings that would change sides, and those that a boundary would cut which none cuts now. */
      readonly moved: readonly Uuid[]
      readonly cut: readonly Uuid[]
      /** Grids that would fall apart, and into how many parts. */
      readonly torn: readonly { readonly name: string; readonly parts: number }[]
      /** The grid that would be made. */
      readonly made: { readonly id: Uuid; readonly name: string; readonly type: GridType } | null
    }
  | { readonly ok: false; readonly refusal: Refusal }
/** `command` as it was done: a region drawn past the community's edge is cut back to it. */
export type Outcome =
  | { readonly ok: true; readonly view: DraftView; readonly command: Command }
  | { readonly ok: false; readonly refusal: Refusal }
