import { z } from 'zod'
import { AreaCode } from './common.ts'

/** What holds for the whole installation and every screen needs to know. */
export const Settings = z.object({
  band: z.object({ under: z.int(), low: z.int(), high: z.int(), over: z.int() }),
  /** IANA name; days (`asOf`, `effectiveOn`) are days of this zone. */
  timeZone: z.string(),
  demo: z.boolean(),
  /** 审图号, or null while there is none. */
  approvalNumber: z.string().nullable(),
  /** A plan is submitted only with its reason. */
  reasonRequired: z.boolean(),
  /** Null until a district is loaded. `bbox` is [west, south, east, north]. */
  district: z
    .object({
      code: AreaCode,
      name: z.string(),
      bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    })
    .nullable(),
})
export type Settings = z.infer<typeof Settings>

/** The first administrator of an installation without demo accounts; the token is printed at the first start. */
export const Setup = z.object({
  token: z.string().min(1).max(100),
  user: z.string().regex(/^[a-z0-9._-]{2,64}$/, 'expected 2–64 of a–z, 0–9 and . _ -'),
  name: z.string().trim().min(1).max(100),
  password: z.string().min(12).max(256),
})
