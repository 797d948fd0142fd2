import { interiorPoint } from '../../geometry/geos.ts'
import { type Polygon, toDegrees } from '../../geometry/lattice.ts'
import { type Check, largestFirst } from './subject.ts'

/**
 * A grid is walked in one piece; parts that meet in a single point are apart. An error, unless what is published
 * already has as many parts: an island is not this plan's doing.
 * ```
 *  A A A
 *  B A B     B is in two parts: look at the smaller
 *  B A B
 * ```
 */
export const gridInTwoParts: Check = ({ plan, grids }) =>
  grids
    .filter(({ shape }) => shape.length > 1)
    .map(({ id, shape }) => ({
      code: 'grid_in_two_parts',
      severity: shape.length > (plan.base.grids.get(id)?.shape.length ?? 1) ? 'error' : 'warning',
      grid: id,
      parts: shape.length,
      at: toDegrees(interiorPoint(largestFirst(shape).at(-1) as Polygon)),
    }))
