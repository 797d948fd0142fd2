/** What a person drew, laid on the lattice; or why it cannot be used. Nothing is repaired. */
import { linesMeet } from '../../geometry/clip.ts'
import { difference, invalidity } from '../../geometry/geos.ts'
import {
  type Line,
  type Point,
  type Polygon,
  type Position,
  type Shape,
  samePoint,
  toDegrees,
  toLattice,
} from '../../geometry/lattice.ts'
import { areaM2, perimeterM } from '../../geometry/metres.ts'
import { canonical } from '../../geometry/shape.ts'
import { unionOfCoverage } from '../../geometry/union.ts'
import { gridsIn } from '../change.ts'
import type { DrawnLine, DrawnPolygon, Refusal } from '../commands.ts'
import type { AreaCode, Plan } from '../plan.ts'

/** A region drawn along the community's outline may leave it by this much. */
const OUTSIDE_TOLERANCE_M = 0.05

/** The polygon, or `region_invalid`: not closed, crossing itself, without area. */
export function regionOf({ coordinates }: DrawnPolygon): Shape | Refusal {
  for (const ring of coordinates) {
    const [first, last] = [ring[0], ring.at(-1)]
    const isOpen = !first || !last || ring.length < 4 || first[0] !== last[0] || first[1] !== last[1]
    if (isOpen || !ring.every(isOnGlobe))
      return { code: 'region_invalid', ...(first && isOnGlobe(first) ? { at: first } : {}) }
  }
  const polygon: Polygon = coordinates.map((ring) => withoutRepeats(ring.map(toLattice)))
  const tooShort = polygon.find((ring) => ring.length < 4)
  if (tooShort || polygon.length === 0)
    return { code: 'region_invalid', ...(tooShort?.[0] ? { at: toDegrees(tooShort[0]) } : {}) }
  const flaw = invalidity([polygon])
  return flaw ? { code: 'region_invalid', at: toDegrees(flaw.at) } : canonical([polygon])
}

/** `region_leaves_community` with a place outside, if the region covers ground beyond the community. */
export function beyondCommunity(plan: Plan, community: AreaCode, region: Shape): Refusal | null {
  const ground = unionOfCoverage(gridsIn(plan, community).map(({ shape }) => shape))
  const outside = difference(region, ground)
  if (areaM2(outside) <= OUTSIDE_TOLERANCE_M * perimeterM(region)) return null
  const place = outside[0]?.[0]?.[0]
  return { code: 'region_leaves_community', ...(place ? { at: toDegrees(place) } : {}) }
}

/** The line, or `line_invalid`: shorter than two points, or crossing itself. */
export function lineOf({ coordinates }: DrawnLine): Line | Refusal {
  const first = coordinates[0]
  if (!coordinates.every(isOnGlobe)) return { code: 'line_invalid' }
  const line = withoutRepeats(coordinates.map(toLattice))
  if (line.length < 2) return { code: 'line_invalid', ...(first ? { at: first } : {}) }
  for (let i = 2; i < line.length; i++) {
    const segment = line.slice(i - 1, i + 1)
    // The segment before it meets it in their common end.
    if (linesMeet(segment, line.slice(0, i - 1)))
      return { code: 'line_invalid', at: toDegrees(segment[0] as Point) }
  }
  return line
}

const isOnGlobe = ([lng, lat]: Position): boolean => Math.abs(lng) <= 180 && Math.abs(lat) <= 90
const withoutRepeats = (line: Line): Line =>
  line.filter((point, i) => i === 0 || !samePoint(point, line[i - 1] ?? point))
