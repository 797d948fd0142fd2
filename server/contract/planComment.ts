import { z } from 'zod'
import { Position, Uuid } from './common.ts'

export const NewPlanComment = z.object({
  text: z.string().trim().min(1).max(2000),
  /** Where on the map, if anywhere. */
  at: Position.nullable(),
  /** The grid of the plan that it is about, if it is about one. */
  grid: Uuid.optional(),
})
export type NewPlanComment = z.infer<typeof NewPlanComment>

export const PlanComment = z.object({
  id: Uuid,
  text: z.string(),
  at: Position.nullable(),
  grid: Uuid.nullable(),
  writtenBy: z.string(),
  /** The writer's name as shown on screen. */
  name: z.string(),
  writtenAt: z.string(),
  resolvedBy: z.string().nullable(),
  resolvedAt: z.string().nullable(),
})
export type PlanComment = z.infer<typeof PlanComment>
