import type { Mismatch } from '#contract/alignment.ts'
import type { Position } from '#core/geometry/lattice.ts'
import type { Light } from '#core/incident/clock.ts'
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

/** A case on the map. */
export interface CaseDot {
  readonly id: string
  readonly at: Position
  readonly light: Light
  /** A call for help that nobody has answered. */
  readonly isCalling: boolean
  /** Came in a moment ago. */
  readonly isNew: boolean
}

/** Counted cases, as places with a weight. */
export interface HeatShown {
  readonly kind: 'heatmap' | 'hexagons'
  readonly bins: readonly (readonly [lng: number, lat: number, count: number])[]
  /** Edge of a bin in metres. */
  readonly binM: number
}

/** Police beats over the grids, and the ground that lies in the wrong one. */
export interface BeatScene {
  readonly shapes: readonly {
    readonly id: string
    readonly code: string
    readonly name: string
    /** Of its station. */
    readonly street: string
    readonly coordinates: Position[][][]
  }[]
  readonly pieces: readonly {
    readonly grid: string
    readonly mismatch: Mismatch
    readonly households: number
    readonly coordinates: Position[][][]
  }[]
  /** Boundaries of grids, where beats stand in their place. */
  readonly beneath: readonly Position[][][][]
  readonly selected: string | null
  readonly selectedGrid: string | null
}

/** What the command center lays over grids that it shows as outlines only. */
export interface CaseScene {
  readonly dots: readonly CaseDot[]
  /** There are more cases than dots: where little is shown large, places are counted instead. */
  readonly isPart: boolean
  readonly selected: string | null
  readonly heat: HeatShown | null
  /** By grid, 0–1 of the highest. */
  readonly rates: ReadonlyMap<string, number> | null
  /** Where something is about to be reported; while the place is picked, a click is no click on a case. */
  readonly point: Position | null
  readonly isPicking: boolean
  /** Around the open case; one of them may be pointed at. */
  readonly cameras: readonly {
    readonly id: string
    readonly name: string
    readonly at: Position
    readonly isPointed: boolean
  }[]
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
  readonly beats?: BeatScene | null
  /** Of the command center, which draws no bands. */
  readonly command?: CaseScene
}

const NOTHING: readonly never[] = []
/** Of everything that a plan shows, nothing. */
export const NO_PLAN = {
  draft: null,
  hovered: null,
  pointedBuilding: null,
  gesture: null,
  outlook: { outlines: NOTHING, moved: NOTHING, cut: NOTHING, isRefused: false },
  arrows: NOTHING,
  handles: NOTHING,
  pins: NOTHING,
  variants: NOTHING,
} satisfies Partial<Scene>

/** Where the map should look; a new `count` asks again for the same place. */
export interface Look {
  readonly count: number
  readonly bounds: Bounds | null
  readonly maxZoom: number
  /** Where all of the bounds are in view already, the map stays. */
  readonly unlessSeen: boolean
}
