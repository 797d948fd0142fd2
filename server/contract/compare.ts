import { z } from 'zod'
import { AreaCode, MultiPolygon, Uuid } from './common.ts'

/** With what a plan is compared: what is published under it, or another plan. */
export const CompareQuery = z.object({
  with: z.union([z.literal('published'), Uuid]).default('published'),
})

const GridFigures = z.object({
  code: z.string(),
  name: z.string(),
  households: z.int(),
  buildings: z.int(),
  areaM2: z.number(),
})
const AreaChange = z.object({ from: Uuid, to: Uuid, areaM2: z.number(), geometry: MultiPolygon })
const MovedBuilding = z.object({
  building: Uuid,
  code: z.string(),
  name: z.string(),
  from: Uuid,
  to: Uuid,
  households: z.int(),
})
const fromOrToNobody = { from: Uuid.nullable(), to: Uuid.nullable() }

const PlanQuality = z.object({
  grids: z.int(),
  /** Of the basic grids. */
  households: z.object({ min: z.int(), max: z.int(), spread: z.int(), deviation: z.number() }),
  /** Mean Polsby–Popper of the grids, 0–1, 1 for circles. */
  compactness: z.number(),
  /** Boundaries between the grids of a community, and the share (0–1) within 10 m of a road's centre line. */
  boundaryM: z.number(),
  shareAlongRoads: z.number(),
  /** Grids in more than one police beat. */
  beatsCut: z.int(),
  /** Grids with houses on both sides of a river, a railway or a main road. */
  acrossBarriers: z.int(),
})

/** `before` is what the plan is compared with, `after` the plan. */
export const PlanComparison = z.object({
  /** The communities compared: those under this code. */
  within: AreaCode,
  with: z.union([z.literal('published'), Uuid]),
  /** Grids that differ. Null: not there on that side. */
  grids: z.array(z.object({ grid: Uuid, before: GridFigures.nullable(), after: GridFigures.nullable() })),
  /** Ground that changes hands, without slivers under 1 m. */
  areas: z.array(AreaChange),
  moved: z.array(MovedBuilding),
  /** Households in the moved buildings. */
  households: z.int(),
  /** The same of the beats; null is no beat. Areas are of whole beats, households those in the communities compared. */
  beats: z.object({
    beats: z.array(z.object({ beat: Uuid, before: GridFigures.nullable(), after: GridFigures.nullable() })),
    areas: z.array(AreaChange.extend(fromOrToNobody)),
    moved: z.array(MovedBuilding.extend(fromOrToNobody)),
    households: z.int(),
  }),
  /** Who serves, today, a grid whose ground or buildings differ; in two roles, somebody counts in both. */
  crew: z.object({
    people: z.int(),
    byRole: z.object({ chief: z.int(), instructor: z.int(), worker: z.int(), auxiliary: z.int() }),
  }),
  before: PlanQuality,
  after: PlanQuality,
})
export type PlanComparison = z.infer<typeof PlanComparison>
