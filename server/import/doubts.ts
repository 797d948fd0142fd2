import { difference, intersection, unionOfShapes } from '#core/geometry/geos.ts'
import { type Point, type Position, type Shape, toDegrees } from '#core/geometry/lattice.ts'
import type { Mismatch } from '#core/geometry/matched.ts'
import { areaM2, perimeterM } from '#core/geometry/metres.ts'
import { boxesMeet, boxOf, ringsOf } from '#core/geometry/shape.ts'
import type { WorldArea } from '../../data/world.ts'
import type { Feature } from './geojson.ts'
import type { Known } from './known.ts'
import type { Doubt } from './report.ts'

/** More than this of a layer outside the district, and its CRS is probably another. */
const MOST_OUTSIDE = 0.3
/** Narrower than this on average, what two layers share or leave comes from drawing them apart. */
const NOISE_M = 1

export const doubtsOf = (mismatches: readonly Mismatch[], nameOf: (id: string) => string): Doubt[] =>
  mismatches.map(({ kind, between, areaM2, at }) => ({ code: kind, about: between.map(nameOf), areaM2, at }))

export function outsideDistrict(features: readonly Feature[], { district }: Known): Doubt[] {
  if (district === null || features.length === 0) return []
  const outside = features.filter(({ geometry }) => {
    const box = 'point' in geometry ? boxOf([[geometry.point]]) : boxOf(ringsOf(geometry.shape))
    return !boxesMeet(box, district.box)
  })
  const share = outside.length / features.length
  return share > MOST_OUTSIDE ? [{ code: 'outside_district', about: [district.code], share }] : []
}

/** Ground of new communities that a stored community already has. */
export function overlapsWith(communities: readonly WorldArea[], known: Known): Doubt[] {
  const stored = [...known.areas].filter(
    ([code, { level }]) => level === 'community' && !communities.some((area) => area.code === code),
  )
  return communities.flatMap((community) =>
    stored.flatMap(([, other]): Doubt[] => {
      if (!boxesMeet(boxOf(ringsOf(community.shape)), boxOf(ringsOf(other.shape)))) return []
      return ground('overlap', [community.name, other.name], intersection(community.shape, other.shape))
    }),
  )
}

/** Where the grids of a community and its known outline differ. */
export function notCovered(name: string, grids: readonly Shape[], outline: Shape): Doubt[] {
  const union = unionOfShapes(grids)
  return [difference(outline, union), difference(union, outline)].flatMap((shape) =>
    ground('community_not_covered', [name], shape),
  )
}

/** A doubt for each piece of ground that is more than noise. */
function ground(code: Doubt['code'], about: readonly string[], shape: Shape): Doubt[] {
  return shape
    .filter((polygon) => (2 * areaM2([polygon])) / perimeterM([polygon]) > NOISE_M)
    .map((polygon) => ({ code, about, areaM2: areaM2([polygon]), at: corner(polygon[0]?.[0]) }))
}

const corner = (point: Point | undefined): Position => toDegrees(point ?? [0, 0])
