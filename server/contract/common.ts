import { z } from 'zod'

export const Uuid = z.uuid()
export const AreaCode = z.string().regex(/^\d{6}(\d{3}(\d{3})?)?$/, 'expected 6, 9 or 12 digits')

/** [lng, lat] in degrees, EPSG:4326. */
export const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
export type Position = z.infer<typeof Position>
/** More vertices than any boundary drawn by hand needs, few enough to stay quick. */
const MAX_RING_VERTICES = 10_000
const Ring = z.array(Position).min(4).max(MAX_RING_VERTICES)
export const Polygon = z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1).max(100) })
export const LineString = z.object({
  type: z.literal('LineString'),
  coordinates: z.array(Position).min(2).max(2000),
})
export const MultiPolygon = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(Ring).min(1)).min(1),
})
export type MultiPolygon = z.infer<typeof MultiPolygon>

/** A day (taken as its end, in the district's time zone) or an instant with zone. */
export const AsOf = z.union([z.iso.date(), z.iso.datetime({ offset: true })])

export const Day = z.iso.date()

/** RFC 9457. `code` is snake_case and the key of the words on screen; `pointer` a JSON pointer into the input. */
export const Problem = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  /** What the problem is about: of a refusal its grids, buildings and place; of a stale revision the current one. */
  about: z.record(z.string(), z.unknown()).optional(),
})
export type Problem = z.infer<typeof Problem>

export const featureCollection = <P extends z.ZodType>(properties: P) =>
  z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({ type: z.literal('Feature'), id: z.string(), geometry: MultiPolygon, properties }),
    ),
  })
