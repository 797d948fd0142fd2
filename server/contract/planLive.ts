import { z } from 'zod'

/**
 * Where a plan stands: the data of the event `revision`, whose id is the revision too. An event with the revision
 * that is known already says that something else changed: a signature, a comment, what is published under it.
 */
export const PlanRevision = z.object({
  revision: z.int(),
  /** Who changed it, and when; null where the stream begins or tells what it had missed. */
  by: z.string().nullable(),
  at: z.string().nullable(),
})
export type PlanRevision = z.infer<typeof PlanRevision>
