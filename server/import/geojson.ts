import { z } from 'zod'
import { invalidity } from '#core/geometry/geos.ts'
import {
  type Point,
  type Position,
  type Shape,
  samePoint,
  toDegrees,
  toLattice,
} from '#core/geometry/lattice.ts'
import { canonical } from '#core/geometry/shape.ts'
import type { ToWgs84 } from './crs.ts'
import type { BadRow } from './report.ts'

/** Larger files are for a later day's streaming reader; a community's whole material is a few megabytes. */
export const MOST_BYTES = 50 * 1024 * 1024
const MOST_RING_VERTICES = 10_000

/** One feature of the file, on the lattice. */
export interface Feature {
  /** Counted from 1, as a person finds it in the file. */
  readonly row: number
  readonly properties: Readonly<Record<string, unknown>>
  readonly geometry: { readonly shape: Shape } | { readonly point: Point }
}

export interface Features {
  readonly features: readonly Feature[]
  readonly badRows: readonly BadRow[]
}

const RawPosition = z.array(z.number()).min(2)
const RawRing = z.array(RawPosition).min(4).max(MOST_RING_VERTICES)
const RawGeometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: RawPosition }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(RawRing).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(RawRing).min(1)).min(1) }),
])
const RawCollection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) })
const RawFeature = z.object({
  type: z.literal('Feature'),
  properties: z.record(z.string(), z.unknown()).nullish(),
  geometry: RawGeometry,
})

/**
 * The features of a GeoJSON text, laid on the lattice. What is wrong with a feature is said with its row; nothing
 * is repaired. Null: the text is no FeatureCollection at all.
 */
export function featuresOf(text: string, toWgs84: ToWgs84): Features | null {
  const collection = RawCollection.safeParse(parsed(text))
  if (!collection.success) return null
  const features: Feature[] = []
  const badRows: BadRow[] = []
  collection.data.features.forEach((raw, i) => {
    const row = i + 1
    const feature = RawFeature.safeParse(raw)
    if (!feature.success) {
      const issue = feature.error.issues[0]
      const where = issue?.path.join('/') ?? ''
      badRows.push({ row, code: 'feature_malformed', detail: `${where}: ${issue?.message ?? ''}` })
      return
    }
    const geometry = laid(feature.data.geometry, toWgs84)
    if ('code' in geometry) badRows.push({ row, ...geometry })
    else features.push({ row, properties: feature.data.properties ?? {}, geometry })
  })
  return { features, badRows }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return null
  }
}

type Flaw = Omit<BadRow, 'row'>

function laid(raw: z.infer<typeof RawGeometry>, toWgs84: ToWgs84): Feature['geometry'] | Flaw {
  const flaws: Flaw[] = []
  const lay = (position: readonly number[]): Point => {
    const [lng, lat] = toWgs84([position[0] as number, position[1] as number])
    if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90))
      flaws.push({ code: 'position_out_of_range', detail: `[${position[0]}, ${position[1]}]` })
    return toLattice([lng, lat])
  }
  if (raw.type === 'Point') {
    const point = lay(raw.coordinates)
    return flaws[0] ?? { point }
  }
  const polygons = raw.type === 'Polygon' ? [raw.coordinates] : raw.coordinates
  const open = polygons.flat().find((ring) => {
    const [first, last] = [ring[0] as number[], ring.at(-1) as number[]]
    return first[0] !== last[0] || first[1] !== last[1]
  })
  if (open) return { code: 'ring_not_closed', detail: `[${open[0]?.[0]}, ${open[0]?.[1]}]` }
  const shape = polygons.map((polygon) =>
    polygon.map((ring) => {
      const points = ring.map(lay)
      return points.filter((point, i) => i === 0 || !samePoint(point, points[i - 1] as Point))
    }),
  )
  if (flaws[0]) return flaws[0]
  const collapsed = shape.flat().find((ring) => ring.length < 4)
  if (collapsed) return { code: 'shape_without_area', ...placed(collapsed[0]) }
  const flaw = invalidity(shape)
  if (flaw) return { code: 'shape_invalid', detail: flaw.reason, ...placed(flaw.at) }
  return { shape: canonical(shape) }
}

const placed = (point: Point | undefined): { at?: Position } => (point ? { at: toDegrees(point) } : {})
