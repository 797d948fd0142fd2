import { z } from 'zod'
import { AreaCode, AsOf, featureCollection, Uuid } from './common.ts'
import { Command } from './plan.ts'

/** How a grid lies in the police beats: in one, in several or partly in none, or in none at all. */
export const AlignmentClass = z.enum(['full', 'partial', 'none'])
export type AlignmentClass = z.infer<typeof AlignmentClass>

/** What is wrong with it, the worst first. */
export const Mismatch = z.enum(['no_beat', 'two_beats', 'other_station'])
export type Mismatch = z.infer<typeof Mismatch>

const Share = z.object({
  areaM2: z.number(),
  /** 0–1 of the grid's area on the ellipsoid. */
  shareOfArea: z.number(),
  buildings: z.int(),
  households: z.int(),
  /** 0–1; 0 where the grid has no households. */
  shareOfHouseholds: z.number(),
  /** Cases of the last twelve months; fewer than three are told to staff only, to others as none. */
  incidents: z.int(),
  /** Under 1 % of the area and without a building: noise of digitising, which does not count. */
  sliver: z.boolean(),
})

export const BeatShare = Share.extend({
  beat: Uuid,
  code: z.string(),
  name: z.string(),
  station: Uuid,
  stationName: z.string(),
  /** Of the station. */
  street: AreaCode,
})
export type BeatShare = z.infer<typeof BeatShare>

export const GridAlignment = z.object({
  id: Uuid,
  code: z.string(),
  name: z.string(),
  community: AreaCode,
  version: z.int(),
  class: AlignmentClass,
  mismatch: Mismatch.nullable(),
  /** Whether the beat of most of its households is of its own street's station; null where there is none. */
  station: z.enum(['own', 'other']).nullable(),
  households: z.int(),
  buildings: z.int(),
  incidents: z.int(),
  /** Most households first, then most ground. */
  beats: z.array(BeatShare),
  /** Ground in no beat. */
  uncovered: Share.nullable(),
})
export type GridAlignment = z.infer<typeof GridAlignment>

/** The same of a draft, in which cases are not counted. */
export const DraftAlignment = GridAlignment.omit({ version: true, incidents: true }).extend({
  /** As published; null for a grid that the draft makes. */
  before: AlignmentClass.nullable(),
  beats: z.array(BeatShare.omit({ incidents: true })),
  uncovered: Share.omit({ incidents: true }).nullable(),
})
export type DraftAlignment = z.infer<typeof DraftAlignment>

export const AlignmentQuery = z.object({ within: AreaCode.optional(), asOf: AsOf.optional() })

/** The ground that is wrong: of a grid in two beats what lies outside its main beat, of others the whole grid. */
export const AlignmentPieces = featureCollection(
  z.object({
    grid: Uuid,
    beat: Uuid.nullable(),
    mismatch: Mismatch,
    households: z.int(),
    buildings: z.int(),
    areaM2: z.number(),
    sliver: z.boolean(),
  }),
)
export type AlignmentPieces = z.infer<typeof AlignmentPieces>

/** Who would have to give way: the grids or the beats. */
export const MendSide = z.enum(['grids', 'beats'])
export type MendSide = z.infer<typeof MendSide>

/** Why a mismatch cannot be mended from that side. */
export const MendObstacle = z.enum([
  'no_grid_of_that_beat_beside',
  'grid_would_be_empty',
  'grid_locked',
  'other_streets_beat',
  'in_no_beat',
  'no_beat_of_the_street_beside',
])
export type MendObstacle = z.infer<typeof MendObstacle>

/** A way to mend a mismatch, with its price and the commands that do it. */
const Mend = z.object({
  side: MendSide,
  possible: z.literal(true),
  /** What changes grid, or changes beat. */
  households: z.int(),
  buildings: z.int(),
  areaM2: z.number(),
  /** The grids or beats that take it. */
  to: z.array(z.object({ id: Uuid, code: z.string(), name: z.string() })),
  commands: z.array(Command),
})
const NoMend = z.object({ side: MendSide, possible: z.literal(false), reason: MendObstacle })
export const MendOption = z.discriminatedUnion('possible', [Mend, NoMend])
export type MendOption = z.infer<typeof MendOption>

export const MendsQuery = z.object({ grid: Uuid })

/** Of one grid: from either side. */
export const Mends = z.object({ grid: Uuid, mismatch: Mismatch.nullable(), options: z.array(MendOption) })
export type Mends = z.infer<typeof Mends>

export const AlignRequest = z.object({
  within: AreaCode,
  /** What a household that changes beat counts beside one that changes grid. */
  beatWeight: z.number().min(0).max(100).default(1),
})

/** The cheapest set of changes after which every grid of the area lies in one beat. */
export const AlignAnswer = z.object({
  within: AreaCode,
  /** Grids with a mismatch now. */
  grids: z.int(),
  /** Households that change grid, and those that change beat. */
  households: z.int(),
  beatHouseholds: z.int(),
  changes: z.array(
    Mend.extend({ grid: Uuid, code: z.string(), name: z.string(), community: AreaCode, mismatch: Mismatch }),
  ),
  unsolved: z.array(
    z.object({ grid: Uuid, code: z.string(), name: z.string(), community: AreaCode, reason: MendObstacle }),
  ),
  /** No cheaper set of these changes exists. */
  proven: z.boolean(),
})
export type AlignAnswer = z.infer<typeof AlignAnswer>
