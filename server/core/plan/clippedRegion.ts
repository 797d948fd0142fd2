import { intersection } from '../geometry/geos.ts'
import { toDegrees } from '../geometry/lattice.ts'
import { unionOfCoverage } from '../geometry/union.ts'
import { gridsIn } from './change.ts'
import type { DrawnPolygon, Refusal } from './commands.ts'
import { regionOf } from './decide/drawn.ts'
import type { AreaCode, Plan } from './plan.ts'

/**
 * What of a drawn region lies in the community: a lasso thrown generously past its edge, cut back to it, in as
 * many pieces as the edge makes of it. Refuses a region that is none (`region_invalid`).
 */
export function clippedRegion(
  plan: Plan,
  community: AreaCode,
  drawn: DrawnPolygon,
): DrawnPolygon[] | Refusal {
  const region = regionOf(drawn)
  if ('code' in region) return region
  const ground = unionOfCoverage(gridsIn(plan, community).map(({ shape }) => shape))
  return intersection(region, ground).map((polygon) => ({
    type: 'Polygon',
    coordinates: polygon.map((ring) => ring.map(toDegrees)),
  }))
}
