import { interiorPoint, intersection } from '../../geometry/geos.ts'
import { type Polygon, toDegrees } from '../../geometry/lattice.ts'
import { areaM2 } from '../../geometry/metres.ts'
import { boxesMeet, boxOf, ringsOf } from '../../geometry/shape.ts'
import { isSliver } from '../decide/redraw.ts'
import type { AreaCode, Base } from '../plan.ts'
import { type Check, largestFirst } from './subject.ts'

/**
 * A changed grid lies on ground that a grid of another community has too, as files may bring it; a warning, since it
 * was so before: no command moves the edge of a community, and `coverageWhole` tells whatever does.
 */
export const gridLeavesCommunity: Check = ({ plan, grids }) =>
  grids.flatMap(({ id, community, shape }) => {
    const [largest] = largestFirst(
      foreignGround(plan.base, community).flatMap((polygon) => meeting(shape, [polygon])),
    )
    if (!largest) return []
    return [
      {
        code: 'grid_leaves_community',
        severity: 'warning',
        grid: id,
        areaM2: areaM2([largest]),
        at: toDegrees(interiorPoint(largest)),
      },
    ]
  })

/** A base never changes, so it is looked at once for each community. */
const known = new WeakMap<Base['grids'], Map<AreaCode, Polygon[]>>()

/** What of a community's published ground other communities have published too. */
function foreignGround({ grids }: Base, community: AreaCode): readonly Polygon[] {
  const byCommunity = known.get(grids) ?? new Map<AreaCode, Polygon[]>()
  known.set(grids, byCommunity)
  const all = [...grids.values()]
  const others = all.filter((grid) => grid.community !== community)
  const found =
    byCommunity.get(community) ??
    all
      .filter((grid) => grid.community === community)
      .flatMap(({ shape }) => others.flatMap((other) => meeting(shape, other.shape)))
  byCommunity.set(community, found)
  return found
}

/** What two shapes have in common, without the slivers of edges that were drawn twice. */
const meeting = (a: readonly Polygon[], b: readonly Polygon[]): Polygon[] =>
  boxesMeet(boxOf(ringsOf(a)), boxOf(ringsOf(b)))
    ? intersection(a, b).filter((polygon) => !isSliver(polygon))
    : []
