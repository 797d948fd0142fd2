import type { Point, Shape } from '#core/geometry/lattice.ts'
import type { Box } from '#core/geometry/shape.ts'

/** What is already stored, as far as an import has to agree with it. */
export interface Known {
  readonly district: { readonly code: string; readonly box: Box } | null
  readonly areas: ReadonlyMap<string, KnownArea>
  readonly grids: readonly KnownGrid[]
  /** Every code that a grid or building has or had. */
  readonly gridCodes: ReadonlySet<string>
  readonly buildingCodes: ReadonlySet<string>
  readonly beatCodes: ReadonlySet<string>
  /** Police stations by code. */
  readonly stations: ReadonlyMap<string, KnownStation>
}
export interface KnownArea {
  readonly name: string
  readonly level: 'district' | 'street' | 'community'
  readonly shape: Shape
}
export interface KnownGrid {
  readonly id: string
  readonly community: string
  readonly shape: Shape
}
interface KnownStation {
  readonly id: string
  readonly name: string
  readonly street: string
  readonly position: Point
  /** Of the beats that it has or will have. */
  readonly beatStreets: readonly string[]
}
