import type { Position } from '#core/geometry/lattice.ts'
import type { DraftBuilding } from '../editor/draft.ts'
import type { Gesture } from '../editor/gesture.ts'
import type { Handle } from '../editor/handles.ts'
import type { BoundaryLock } from '../editor/stretches.ts'
import type { Theme } from '../state/theme.ts'
import type { MapGrid } from './features.ts'
import type { Bounds } from './labelPoint.ts'
import type { Pin } from './pins.ts'

export interface Arrow {
  readonly from: Position
  readonly to: Position
  /** Pointed at in the list. */
  readonly isPointed: boolean
}

interface Preview {
  readonly outlines: readonly Position[][][][]
  /** Buildings that would change sides, and those that a boundary would cut. */
  readonly moved: readonly string[]
  readonly cut: readonly string[]
  /** It cannot be done. */
  readonly isRefused: boolean
}

/** Everything that the map shows, as values; the stage draws what differs from the scene before. */
export interface Scene {
  readonly theme: Theme
  readonly grids: readonly MapGrid[]
  readonly communities: ReadonlyMap<string, string>
  readonly draft: {
    readonly within: string
    readonly grids: readonly MapGrid[]
    readonly buildings: readonly DraftBuilding[]
    readonly locks: readonly BoundaryLock[]
  } | null
  readonly selected: string | null
  readonly hovered: string | null
  readonly pointedBuilding: string | null
  readonly gesture: Gesture | null
  /** What the changed grids would look like if the next click were made. */
  readonly outlook: Preview
  /** Moves that are proposed: from a building into a grid. */
  readonly arrows: readonly Arrow[]
  /** Where a boundary can be taken hold of. */
  readonly handles: readonly Handle[]
  /** Comments, and the place of a new one. */
  readonly pins: readonly Pin[]
  /** New boundaries of plans that are laid over the map, each in one of three looks. */
  readonly variants: readonly { readonly look: number; readonly lines: readonly Position[][] }[]
  /** How much attention a grid needs: which label stays where two do not fit. */
  readonly urgency: (households: number) => number
}

/** Where the map should look; a new `count` asks again for the same place. */
export interface Look {
  readonly count: number
  readonly bounds: Bounds | null
  readonly maxZoom: number
  /** Where all of the bounds are in view already, the map stays. */
  readonly unlessSeen: boolean
}
