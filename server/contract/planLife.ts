import { z } from 'zod'
import { AreaCode, AsOf, Uuid } from './common.ts'
import { CommandAnswer, NewPlan, PerformedCommand } from './plan.ts'

export const RebaseRequest = z.object({ expectedRevision: z.int().min(0) })
/** The draft over what is published now; `changed` are the grids in which it differs from that. */
export const RebaseAnswer = CommandAnswer.extend({
  /** How many commands still apply. */
  kept: z.int(),
  /** Those that do not, in their order, each with the code of why. */
  dropped: z.array(z.object({ command: PerformedCommand, code: z.string() })),
})
export type RebaseAnswer = z.infer<typeof RebaseAnswer>

/** A community or a street, to be made again what it was. */
export const RestoreRequest = NewPlan.omit({ kind: true }).extend({
  within: AreaCode.refine((code) => code.length > 6, 'expected a community or a street'),
  asOf: AsOf,
})
export const StartedPlan = z.object({ id: Uuid, revision: z.int() })
