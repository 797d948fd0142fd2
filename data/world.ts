import type { Line, Point, Shape } from '#core/geometry/lattice.ts'
import type { CrewRole, GridType } from '#core/plan/plan.ts'

/** What the generator makes: rows as the database takes them, all coordinates on the lattice. 演示数据. */
export interface World {
  readonly scale: Scale
  readonly seed: number
  readonly areas: readonly WorldArea[]
  readonly grids: readonly WorldGrid[]
  readonly buildings: readonly WorldBuilding[]
  readonly places: readonly WorldPlace[]
  readonly stations: readonly WorldStation[]
  readonly beats: readonly WorldBeat[]
  readonly people: readonly WorldPerson[]
  readonly crew: readonly WorldPost[]
  readonly roads: readonly WorldRoad[]
  readonly water: readonly WorldCover[]
  readonly green: readonly WorldCover[]
  readonly cameras: readonly WorldCamera[]
  /** What of the beats is drawn wrong on purpose; nothing reads it but whoever checks that it is found. */
  readonly misaligned: readonly WorldMisalignment[]
}
export type Scale = 'kuangqu' | 'yanliang' | 'jincheng'

export interface WorldArea {
  readonly code: string
  readonly name: string
  readonly level: 'district' | 'street' | 'community'
  readonly parent: string | null
  readonly shape: Shape
}
export interface WorldGrid {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly type: GridType
  readonly morphology: 'new_built' | 'urban_village' | 'old_estate' | 'work_unit' | 'outskirts'
  readonly community: string
  readonly microGrids: number
  readonly shape: Shape
}
export interface WorldBuilding {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: 'walk_up' | 'courtyard' | 'dormitory' | 'mid_rise' | 'long_block' | 'tower'
  readonly community: string
  readonly grid: string
  readonly households: number
  readonly floors: number
  readonly footprint: Shape
  readonly position: Point
}
export interface WorldPlace {
  readonly id: string
  readonly kind: 'organisation' | 'shop'
  readonly name: string
  readonly community: string
  /** The building it is in. */
  readonly building: string
  readonly position: Point
}
export interface WorldStation {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly street: string
  readonly position: Point
}
export interface WorldBeat {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly station: string
  readonly officers: number
  readonly shape: Shape
}
export interface WorldPerson {
  readonly id: string
  readonly name: string
  readonly telephone: string
  /** The community that the person works for, or the street of a police officer. */
  readonly area: string
}
/** That a person serves a grid, or an officer a beat, for some time. */
export interface WorldPost {
  readonly id: string
  readonly person: string
  readonly role: CrewRole | 'community_officer'
  readonly grid: string | null
  readonly beat: string | null
  /** The grid's community, or the beat's street. */
  readonly area: string
  /** Days; `toOn` is the first on which it is over, null while it goes on. */
  readonly fromOn: string
  readonly toOn: string | null
}
export interface WorldRoad {
  readonly id: string
  readonly name: string
  readonly class: 'arterial' | 'minor' | 'lane' | 'railway'
  readonly line: Line
}
/** A river, a pond, a park, a hillside. */
export interface WorldCover {
  readonly id: string
  readonly name: string
  readonly kind: 'river' | 'park' | 'hill'
  readonly shape: Shape
}
/** A camera of the video platform. */
export interface WorldCamera {
  /** As the platform numbers it. */
  readonly code: string
  readonly name: string
  readonly kind: 'fixed' | 'turning'
  readonly owner: 'police' | 'city' | 'community'
  readonly link: string | null
  /** The community that it stands in, or the district. */
  readonly area: string
  readonly position: Point
}
/** A grid that the beats cut, hand to another street's station, or leave out. */
export interface WorldMisalignment {
  readonly grid: string
  readonly mismatch: 'no_beat' | 'two_beats' | 'other_station'
}
