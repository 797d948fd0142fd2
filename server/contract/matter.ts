import { z } from 'zod'
import { ADMISSION_STATES } from '#core/incident/matters.ts'
import { Category, Department, Level, LimitKind, MatterCode, Urgency } from './incident.ts'

const Admission = z.enum(ADMISSION_STATES)

/** One matter of the catalogue (事项清单). */
export const Matter = z.object({
  code: MatterCode,
  category: Category,
  name: z.object({ zh: z.string().trim().min(1).max(60), en: z.string().trim().max(120) }),
  department: Department,
  limit: LimitKind,
  urgency: Urgency,
  level: Level,
  enforcement: z.boolean(),
  admission: Admission,
  reason: z.string().trim().max(500),
  mergedInto: MatterCode.nullable(),
})
export type Matter = z.infer<typeof Matter>

/** A new one begins as a proposal. */
export const NewMatter = Matter.omit({ admission: true, mergedInto: true })
export type NewMatter = z.infer<typeof NewMatter>
/** Other words, another department or limit, and why; `expectedVersion` is the one that was looked at. */
export const MatterChange = NewMatter.omit({ code: true, category: true })
  .partial()
  .extend({ expectedVersion: z.int().min(1) })
export type MatterChange = z.infer<typeof MatterChange>
/** `into`: the matter that stands for a merged one; with `expectedVersion`, of the one that was looked at. */
export const MatterAdmission = z.object({
  admission: Admission,
  reason: z.string().trim().max(500).default(''),
  into: MatterCode.optional(),
  expectedVersion: z.int().min(1).optional(),
})
export type MatterAdmission = z.infer<typeof MatterAdmission>

/** A matter as it was from a day on, and who made it so. */
export const MatterVersion = Matter.extend({ version: z.int(), validFrom: z.string(), by: z.string() })
export type MatterVersion = z.infer<typeof MatterVersion>
