import type { GridType } from '#core/plan/plan.ts'
import type { WorldBuilding, WorldGrid } from './world.ts'

export type Kind = WorldBuilding['kind']
export type Morphology = WorldGrid['morphology']
export const PURPOSES = ['mine', 'school', 'hospital', 'market', 'park'] as const
export type Purpose = (typeof PURPOSES)[number]

/** A building before it has a place: what it is and the room it takes, along its front and in depth, in metres. */
export interface HouseSketch {
  readonly kind: Kind
  readonly households: number
  readonly floors: number
  readonly frontM: number
  readonly depthM: number
  /** Given by the case that the demo tells; others are named when they are placed. */
  readonly name?: string
}

/** A grid before it has a place. */
export interface GridSketch {
  readonly type: GridType
  readonly morphology: Morphology
  /** Exclusive grids only. */
  readonly purpose: Purpose | null
  readonly community: string
  readonly households: number
  readonly houses: readonly HouseSketch[]
}

/** What sets a kind of building apart: households, and the least distance to its neighbours in metres. */
interface KindForm {
  readonly households: readonly [least: number, most: number]
  readonly besideM: number
  /** Between rows; for slabs about 1.1 × their height, so that the ground floor sees the winter sun. */
  readonly behindM: (floors: number) => number
}
export const KINDS: Readonly<Record<Kind, KindForm>> = {
  courtyard: { households: [1, 12], besideM: 2.2, behindM: () => 3.5 },
  dormitory: { households: [10, 24], besideM: 7, behindM: (floors) => floors * 3.3 },
  walk_up: { households: [24, 48], besideM: 7, behindM: (floors) => floors * 3.3 },
  mid_rise: { households: [40, 70], besideM: 10, behindM: (floors) => floors * 3.3 },
  long_block: { households: [72, 90], besideM: 9, behindM: (floors) => floors * 3.3 },
  tower: { households: [100, 180], besideM: 16, behindM: () => 36 },
}
/** From the fewest households to the most. */
export const KINDS_BY_SIZE: readonly Kind[] = [
  'courtyard',
  'dormitory',
  'walk_up',
  'mid_rise',
  'long_block',
  'tower',
]

/** Ground that a building needs with its share of the space around it, in m². */
export const landM2 = (house: HouseSketch): number =>
  (house.frontM + KINDS[house.kind].besideM) * (house.depthM + KINDS[house.kind].behindM(house.floors))
