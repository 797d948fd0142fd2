import type { Line, Shape } from '#core/geometry/lattice.ts'
import type { BandName } from '#core/plan/balance.ts'
import type { GridType } from '#core/plan/plan.ts'

/** What lies around and under the grids of a community. */
export interface Ground {
  readonly roads: readonly {
    readonly class: 'arterial' | 'minor' | 'lane' | 'railway'
    readonly line: Line
  }[]
  readonly covers: readonly { readonly kind: 'river' | 'park' | 'hill'; readonly shape: Shape }[]
}

export interface MapGrid {
  readonly code: string
  readonly name: string
  readonly type: GridType
  readonly shape: Shape
  readonly households: number
  readonly buildings: number
  readonly band: BandName
}

/** Everything that a map of a community shows. */
export interface MapContent {
  readonly grids: readonly MapGrid[]
  readonly ground: Ground
  readonly footprints: readonly Shape[]
  /** Footprints that are to be noticed. */
  readonly marked: readonly Shape[]
}
