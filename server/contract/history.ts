import { z } from 'zod'
import { AreaCode, Uuid } from './common.ts'

export const PublicationsQuery = z.object({ within: AreaCode.optional() })

/** One time that something was published, as far as it is about the area that was asked for. */
export const Publication = z.object({
  /** Counts up over the whole district: the order of publishing. */
  number: z.int(),
  kind: z.enum(['import', 'plan']),
  /** The plan that was published; null for an import, and where the plan lies outside the scope. */
  plan: Uuid.nullable(),
  planName: z.string().nullable(),
  reason: z.string().nullable(),
  by: z.string(),
  publishedAt: z.string(),
  effectiveFrom: z.string(),
  /** How many grids were made, changed or retired. */
  grids: z.int(),
  /** Households in the buildings that went to another grid. */
  householdsMoved: z.int(),
  /** How many beats that reach into the area were made, changed or retired. */
  beats: z.int(),
})
export type Publication = z.infer<typeof Publication>

/** One stretch of time in which what was published of a building did not change. */
export const BuildingVersion = z.object({
  id: Uuid,
  code: z.string(),
  name: z.string(),
  version: z.int(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  /** Superseded before it took effect: it never held. */
  replaced: z.boolean(),
  households: z.int(),
  grid: Uuid,
  /** As the grid was called when this version was published. */
  gridCode: z.string(),
  gridName: z.string(),
  publishedBy: z.string(),
  publishedAt: z.string(),
  /** The plan that published it, and why; null for what was imported. */
  plan: Uuid.nullable(),
  planName: z.string().nullable(),
  reason: z.string().nullable(),
})
export type BuildingVersion = z.infer<typeof BuildingVersion>
