import type { PolygonCoordinates, Position } from '../geometry/lattice.ts'
import type { Barrier, CrewRole, Uuid } from './plan.ts'

/** A GeoJSON polygon in degrees, as a person drew it; `decide` lays it on the lattice and may refuse it. */
export interface DrawnPolygon {
  readonly type: 'Polygon'
  readonly coordinates: PolygonCoordinates
}

/** A GeoJSON line in degrees, as a person drew it. */
export interface DrawnLine {
  readonly type: 'LineString'
  readonly coordinates: readonly Position[]
}

/** A grid that a command makes: its id comes with the command, so that client and server decide alike. */
export interface NewGrid {
  readonly id: Uuid
  /** Left out, it is named after its code: 第十网格. */
  readonly name?: string | undefined
}

/** What can be asked of the boundaries of either layer; where beats are meant, a beat stands where a grid does. */
type BoundaryCommand =
  | { readonly type: 'reshapeBoundary'; readonly line: DrawnLine }
  | { readonly type: 'splitGrid'; readonly grid: Uuid; readonly line: DrawnLine; readonly newGrid: NewGrid }
  | { readonly type: 'moveVertex'; readonly from: Position; readonly to: Position }
  | { readonly type: 'insertVertex'; readonly at: Position; readonly to: Position }
  | { readonly type: 'deleteVertex'; readonly at: Position }
  | { readonly type: 'straightenBoundary'; readonly grids: readonly Uuid[]; readonly toleranceM: number }
  | { readonly type: 'mergeGrids'; readonly from: Uuid; readonly into: Uuid }
  | { readonly type: 'renameGrid'; readonly grid: Uuid; readonly name: string }

export type GridCommand = { readonly layer?: 'grids' | undefined } & (
  | BoundaryCommand
  | { readonly type: 'moveBuildings'; readonly buildings: readonly Uuid[]; readonly to: Uuid }
  | { readonly type: 'assignRegion'; readonly region: DrawnPolygon; readonly to: Uuid }
  | { readonly type: 'splitOffGrid'; readonly buildings: readonly Uuid[]; readonly newGrid: NewGrid }
  | { readonly type: 'carveExclusiveGrid'; readonly region: DrawnPolygon; readonly newGrid: NewGrid }
  | { readonly type: 'lockGrid'; readonly grid: Uuid }
  | { readonly type: 'unlockGrid'; readonly grid: Uuid }
  | { readonly type: 'lockBuildings'; readonly buildings: readonly Uuid[] }
  | { readonly type: 'unlockBuildings'; readonly buildings: readonly Uuid[] }
  | { readonly type: 'glueBuildings'; readonly buildings: readonly Uuid[]; readonly compound: Uuid }
  | { readonly type: 'unglueBuildings'; readonly compound: Uuid }
  | { readonly type: 'lockBoundary'; readonly line: DrawnLine; readonly lock: Uuid }
  | { readonly type: 'unlockBoundary'; readonly lock: Uuid }
)

/**
 * Of the beats only what lies in the plan's communities is redrawn. `to` null is nobody: ground without a beat. The
 * ground of whole grids goes to one beat by `assignGrids`.
 */
export type BeatCommand = { readonly layer: 'beats' } & (
  | BoundaryCommand
  | { readonly type: 'moveBuildings'; readonly buildings: readonly Uuid[]; readonly to: Uuid | null }
  | { readonly type: 'assignRegion'; readonly region: DrawnPolygon; readonly to: Uuid | null }
  | { readonly type: 'assignGrids'; readonly grids: readonly Uuid[]; readonly to: Uuid | null }
)

/** What can be asked of a plan. One gesture, one command, one undo. */
export type Command = GridCommand | BeatCommand
export type CommandType = Command['type']
export type CommandOf<T extends GridCommand['type']> = Extract<GridCommand, { type: T }>
export type BeatCommandOf<T extends BeatCommand['type']> = Extract<BeatCommand, { type: T }>

/** Why a command cannot be done. The code is the key of its words on screen. */
export type RefusalCode =
  | 'layer_forbidden'
  | 'unknown_grid'
  | 'unknown_building'
  | 'grid_locked'
  | 'building_locked'
  | 'boundary_locked'
  | 'compound_would_part'
  | 'compound_not_together'
  | 'too_few_to_glue'
  | 'line_not_boundary'
  | 'unknown_hold'
  | 'hold_id_taken'
  | 'other_community'
  | 'nothing_changes'
  | 'region_invalid'
  | 'region_leaves_community'
  | 'region_cuts_outline'
  | 'grid_would_be_empty'
  | 'building_without_cell'
  | 'line_invalid'
  | 'line_misses_boundary'
  | 'line_does_not_split'
  | 'line_splits_too_often'
  | 'grid_id_taken'
  | 'codes_used_up'
  | 'vertex_unknown'
  | 'vertex_on_outline'
  | 'vertex_is_junction'
  | 'vertex_would_cross'
  | 'tolerance_invalid'
  | 'name_invalid'
  | 'name_taken'

export interface Refusal {
  readonly code: RefusalCode
  /** The grids, buildings and place that the refusal is about, for words and for zooming. */
  readonly grids?: readonly Uuid[]
  readonly buildings?: readonly Uuid[]
  /** [lng, lat] in degrees. */
  readonly at?: readonly [number, number]
}

/** Done, but to be looked at before publishing: an error blocks publication, a warning does not. */
export type FindingCode =
  | 'grid_in_two_parts'
  | 'grid_without_building'
  | 'household_band'
  | 'building_cut_by_boundary'
  | 'building_outside_its_grid'
  | 'building_without_grid'
  | 'coverage_gap'
  | 'coverage_overlap'
  | 'coverage_broken'
  | 'grid_leaves_community'
  | 'grid_crosses_barrier'
  | 'crew_incomplete'
  | 'grid_in_two_beats'
  | 'grid_without_beat'
  | 'grid_off_station'
  | 'beat_in_two_parts'
  | 'duplicate_code'
  | 'duplicate_name'

export interface Finding {
  readonly code: FindingCode
  readonly severity: 'error' | 'warning'
  readonly grid: Uuid
  readonly building?: Uuid
  /** coverage_overlap: the grid that has the same ground. */
  readonly other?: Uuid
  /** coverage_gap, coverage_overlap, grid_leaves_community: of the ground that is wrong. */
  readonly areaM2?: number
  /** beat_in_two_parts: what the beat is called. */
  readonly beat?: string
  /** grid_in_two_parts, beat_in_two_parts: how many pieces; grid_crosses_barrier: how many inhabited parts. */
  readonly parts?: number
  /** grid_crosses_barrier: what parts them. */
  readonly barrier?: Pick<Barrier, 'kind' | 'name'>
  /** crew_incomplete: the roles that nobody fills, and whether the plan makes the grid, so that nobody can yet. */
  readonly missing?: readonly CrewRole[]
  readonly isNew?: boolean
  /** grid_in_two_beats, grid_off_station: the beats that it lies in, the main one first, and what of it; null: none. */
  readonly beats?: readonly {
    readonly name: string | null
    readonly shareOfArea: number
    readonly shareOfHouseholds: number
  }[]
  /** household_band: households of the grid, and by how many it leaves the band (negative: too few). */
  readonly households?: number
  readonly beyond?: number
  /** [lng, lat] in degrees: where to look. */
  readonly at: readonly [number, number]
}
