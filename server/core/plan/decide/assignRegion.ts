import { difference, invalidity, unionOfCoverage } from '../../geometry/geos.ts'
import { type Polygon, type Shape, samePoint, toDegrees, toLattice } from '../../geometry/lattice.ts'
import { areaM2, perimeterM } from '../../geometry/metres.ts'
import { canonical, holdsPoint } from '../../geometry/shape.ts'
import { gridOf, gridsIn } from '../change.ts'
import type { CommandOf, DrawnPolygon, Refusal } from '../commands.ts'
import type { Plan } from '../plan.ts'
import { type Decision, refused } from './decision.ts'
import { reassigned } from './reassign.ts'

/** A region drawn along the community's outline may leave it by this much. */
const OUTSIDE_TOLERANCE_M = 0.05

/**
 * Gives the ground inside a drawn region, with the buildings on it, to one grid.
 * ```
 *  A A B        A B B
 *  A A B   →    A B B      the right half of A, drawn as a region, assigned to B
 * ```
 */
export function assignRegion(plan: Plan, command: CommandOf<'assignRegion'>): Decision {
  const to = gridOf(plan, command.to)
  if (to === undefined) return refused('unknown_grid', { grids: [command.to] })
  const region = regionOf(command.region)
  if ('code' in region) return { ok: false, refusal: region }

  const community = unionOfCoverage(gridsIn(plan, to.community).map(({ shape }) => shape))
  const outside = difference(region, community)
  if (areaM2(outside) > OUTSIDE_TOLERANCE_M * perimeterM(region)) {
    const place = outside[0]?.[0]?.[0]
    return refused('region_leaves_community', place ? { at: toDegrees(place) } : {})
  }
  return reassigned(plan, {
    to,
    cuts: region.flat(),
    taken: ({ inside }, rings) => holdsPoint([rings], inside),
    leftovers: 'slivers',
  })
}

/** The drawn polygon on the lattice, or why it is none: not closed, crossing itself, without area. */
export function regionOf({ coordinates }: DrawnPolygon): Shape | Refusal {
  for (const ring of coordinates) {
    const flaw = ring.find(([lng, lat]) => !(Math.abs(lng) <= 180 && Math.abs(lat) <= 90))
    const [first, last] = [ring[0], ring.at(-1)]
    if (flaw || !first || !last || ring.length < 4 || first[0] !== last[0] || first[1] !== last[1])
      return { code: 'region_invalid', ...(first && !flaw ? { at: first } : {}) }
  }
  const polygon: Polygon = coordinates
    .map((ring) => ring.map(toLattice))
    .map((ring) => ring.filter((point, i) => i === 0 || !samePoint(point, ring[i - 1] ?? point)))
  const tooShort = polygon.find((ring) => ring.length < 4)
  if (tooShort || polygon.length === 0)
    return { code: 'region_invalid', ...(tooShort?.[0] ? { at: toDegrees(tooShort[0]) } : {}) }
  const flaw = invalidity([polygon])
  return flaw ? { code: 'region_invalid', at: toDegrees(flaw.at) } : canonical([polygon])
}
