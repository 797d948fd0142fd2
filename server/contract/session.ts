import { z } from 'zod'
import { AreaCode } from './common.ts'

export const Role = z.enum(['planner', 'commander', 'liaison', 'viewer', 'admin'])
export type Role = z.infer<typeof Role>

export const Credentials = z.object({ user: z.string().min(1).max(64), password: z.string().min(1).max(256) })
export const Session = z.object({
  user: z.string(),
  /** As shown on screen. */
  name: z.string(),
  role: Role,
  /** The area under which this person sees and changes things. */
  scope: AreaCode,
  scopeName: z.string(),
  /** Demo accounts, demo data: every page says so. */
  demo: z.boolean(),
})
export type Session = z.infer<typeof Session>
