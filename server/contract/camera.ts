import { z } from 'zod'
import { Position, Uuid } from './common.ts'

/** [lng, lat] as a query has it: `113.51,37.86`. */
const Place = z
  .string()
  .transform((text) => text.split(',').map(Number))
  .pipe(Position)

export const CamerasQuery = z.object({
  near: Place,
  metres: z.coerce.number().min(1).max(1000).default(200),
})

export const CameraKind = z.enum(['fixed', 'turning'])
export const CameraOwner = z.enum(['police', 'city', 'community'])

export const Camera = z.object({
  id: Uuid,
  code: z.string(),
  name: z.string(),
  kind: CameraKind,
  owner: CameraOwner,
  /** Opens it on the video platform; null where the platform has given none. */
  link: z.string().nullable(),
  position: Position,
  distanceM: z.number(),
})
export type Camera = z.infer<typeof Camera>
