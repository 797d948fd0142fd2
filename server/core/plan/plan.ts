import type { Line, Point, Shape } from '../geometry/lattice.ts'

export type Uuid = string
/** The 6, 9 or 12 digits of a district, street or community. */
export type AreaCode = string

export type GridType = 'basic' | 'exclusive'

export interface Grid {
  readonly id: Uuid
  /** 15 digits: the community's 12 and a sequence of 3. A label, never an identity. */
  readonly code: string
  readonly name: string
  readonly type: GridType
  readonly community: AreaCode
  readonly shape: Shape
  readonly locked: boolean
}

/** 网格长, 网格指导员, 网格员, 辅助员. */
export type CrewRole = 'chief' | 'instructor' | 'worker' | 'auxiliary'

export interface Building {
  readonly id: Uuid
  readonly code: string
  readonly name: string
  readonly community: AreaCode
  /** The grid that holds `position`; an index kept by the same change that moves the boundary. */
  readonly grid: Uuid
  readonly households: number
  /** Organisations and shops in the building. */
  readonly places: number
  readonly footprint: Shape
  /** A point inside the footprint. */
  readonly position: Point
}

interface Community {
  readonly code: AreaCode
  readonly name: string
  /** Every sequence number (1–999) that a grid of this community ever had: never given again. */
  readonly usedSequences: readonly number[]
}

/** Limits of households per grid; below `low` a grid is small, above `high` overloaded. */
export interface Band {
  readonly under: number
  readonly low: number
  readonly high: number
  readonly over: number
}
/** Settings of the demo district (domain: 300–500 households for an urban grid). */
export const DEFAULT_BAND: Band = { under: 150, low: 300, high: 500, over: 600 }

/** A police station (派出所). */
export interface Station {
  readonly id: Uuid
  readonly code: string
  readonly name: string
  readonly street: AreaCode
  /** Every number (1–99) behind the station's code that a beat of it ever had: never given again. */
  readonly usedNumbers: readonly number[]
}

/** A police beat (警格): one station's ground. It may reach over communities and streets; some ground has none. */
export interface Beat {
  readonly id: Uuid
  /** The station's code and 2 digits where this product gave it. A label, never an identity. */
  readonly code: string
  readonly name: string
  readonly station: Uuid
  /** The street of its station. */
  readonly street: AreaCode
  readonly officers: number
  readonly shape: Shape
}

/** What parts the ground for whoever walks it: a river, a railway, a main road. */
export interface Barrier {
  readonly kind: 'river' | 'railway' | 'main_road'
  readonly name: string
  /** Centre lines; of a river its banks, closed. */
  readonly lines: readonly Line[]
}

/** What is published and frozen under a plan: whole communities, each a coverage; and what is known around it. */
export interface Base {
  readonly within: AreaCode
  readonly communities: ReadonlyMap<AreaCode, Community>
  readonly grids: ReadonlyMap<Uuid, Grid>
  readonly buildings: ReadonlyMap<Uuid, Building>
  /** Those that reach into the communities. */
  readonly barriers: readonly Barrier[]
  /** Who serves each published grid today: a role for each post, nobody's name. */
  readonly crew: ReadonlyMap<Uuid, readonly CrewRole[]>
  /** Those that reach into the communities or touch them, with their whole ground. */
  readonly beats: ReadonlyMap<Uuid, Beat>
  /** The stations of these beats and of the streets. */
  readonly stations: ReadonlyMap<Uuid, Station>
}

/**
 * What a planner has fixed in a draft, and no command may undo but by its own: a building keeps its grid (the id is
 * the building's), the buildings of a compound stay together, a line stays a boundary. It lives in the draft only.
 */
export type Hold =
  | { readonly kind: 'building'; readonly id: Uuid }
  | { readonly kind: 'compound'; readonly id: Uuid; readonly buildings: readonly Uuid[] }
  | { readonly kind: 'boundary'; readonly id: Uuid; readonly line: Line }

/** What a plan may redraw: the grids of planners, the beats of liaisons, or both together. */
export type PlanKind = 'grids' | 'beats' | 'joint'

/**
 * A draft: a published base, and over it only the rows that differ from the base.
 * A grid or a beat that the plan retired is `null` in the overlay.
 */
export interface Plan {
  readonly base: Base
  readonly kind: PlanKind
  readonly band: Band
  readonly grids: ReadonlyMap<Uuid, Grid | null>
  readonly buildings: ReadonlyMap<Uuid, Building>
  readonly holds: ReadonlyMap<Uuid, Hold>
  readonly beats: ReadonlyMap<Uuid, Beat | null>
  /** Grids that may be left without ground here, because they go on elsewhere or stand for nobody's; none if left out. */
  readonly partial?: ReadonlySet<Uuid>
}

export type RowChange =
  | { readonly table: 'grids'; readonly id: Uuid; readonly before: Grid | null; readonly after: Grid | null }
  | { readonly table: 'buildings'; readonly id: Uuid; readonly before: Building; readonly after: Building }
  | { readonly table: 'holds'; readonly id: Uuid; readonly before: Hold | null; readonly after: Hold | null }
  | { readonly table: 'beats'; readonly id: Uuid; readonly before: Beat | null; readonly after: Beat | null }

/** What every command becomes: the rows it changes, each before and after. Stored, undone, compared, published. */
export type Change = readonly RowChange[]
