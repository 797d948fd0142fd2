import { z } from 'zod'
import { AreaCode, AsOf, featureCollection, Position, Uuid } from './common.ts'

export const AreaLevel = z.enum(['district', 'street', 'community'])
export const Area = z.object({
  code: AreaCode,
  name: z.string(),
  level: AreaLevel,
  parent: AreaCode.nullable(),
})
export type Area = z.infer<typeof Area>
export const AreasQuery = z.object({ level: AreaLevel.optional(), within: AreaCode.optional() })

export const GridType = z.enum(['basic', 'exclusive'])
export const GridBand = z.enum(['under', 'low', 'in', 'high', 'over'])
export type GridBand = z.infer<typeof GridBand>
export const GridSummary = z.object({
  id: Uuid,
  code: z.string(),
  name: z.string(),
  type: GridType,
  community: AreaCode,
  /** Counts up with each published change of this grid. */
  version: z.int(),
  households: z.int(),
  buildings: z.int(),
  places: z.int(),
  band: GridBand,
})
export type GridSummary = z.infer<typeof GridSummary>
export const GridsQuery = z.object({ within: AreaCode.optional(), asOf: AsOf.optional() })
export const GridFeatures = featureCollection(GridSummary)
export type GridFeatures = z.infer<typeof GridFeatures>

export const BuildingSummary = z.object({
  id: Uuid,
  code: z.string(),
  name: z.string(),
  households: z.int(),
  /** Organisations and shops in it. */
  places: z.int(),
  position: Position,
})
export type BuildingSummary = z.infer<typeof BuildingSummary>

/** Searching by part of a name; a handful of answers, not a list to page through. */
export const BuildingsQuery = z.object({
  within: AreaCode.optional(),
  name: z.string().trim().min(1).max(50),
})
export const FoundBuilding = BuildingSummary.extend({ grid: Uuid })
export type FoundBuilding = z.infer<typeof FoundBuilding>

/** One stretch of time in which what was published did not change. */
export const GridVersion = z.object({
  id: Uuid,
  code: z.string(),
  name: z.string(),
  version: z.int(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  /** Superseded before it took effect: it never held. */
  replaced: z.boolean(),
  households: z.int(),
  buildings: z.int(),
  publishedBy: z.string(),
  publishedAt: z.string(),
  /** The plan that published it, and why; null for what was imported. */
  plan: Uuid.nullable(),
  planName: z.string().nullable(),
  reason: z.string().nullable(),
})
export type GridVersion = z.infer<typeof GridVersion>
