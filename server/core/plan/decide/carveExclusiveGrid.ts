import { interiorPoint } from '../../geometry/geos.ts'
import { type Polygon, toDegrees } from '../../geometry/lattice.ts'
import { holdsPoint } from '../../geometry/shape.ts'
import { gridsOf } from '../change.ts'
import type { CommandOf } from '../commands.ts'
import type { Plan } from '../plan.ts'
import type { Decision } from './decision.ts'
import { refused } from './decision.ts'
import { beyondCommunity, regionOf } from './drawn.ts'
import { gridToBe } from './labels.ts'
import { redrawn } from './redraw.ts'

/**
 * Makes an exclusive grid (a school, a hospital, a market, a mine, a park) of the ground inside a drawn region.
 * It hangs under the community that the region lies in, and gets a code of 801–899.
 * ```
 *  A A A        A A A
 *  A A A   →    A S A
 *  B B B        B S B
 * ```
 */
export function carveExclusiveGrid(plan: Plan, command: CommandOf<'carveExclusiveGrid'>): Decision {
  const region = regionOf(command.region)
  if ('code' in region) return { ok: false, refusal: region }
  const inside = interiorPoint(region[0] as Polygon)
  const host = gridsOf(plan).find(({ shape }) => holdsPoint(shape, inside))
  if (host === undefined) return refused('region_leaves_community', { at: toDegrees(inside) })
  const beyond = beyondCommunity(plan, host.community, region)
  if (beyond) return { ok: false, refusal: beyond }
  const made = gridToBe(plan, host.community, 'exclusive', command.newGrid)
  if (!('community' in made)) return { ok: false, refusal: made }
  return redrawn(plan, {
    community: host.community,
    cuts: region.flat(),
    newGrids: [made],
    ownersOf: (faces, rings) =>
      faces.map(({ was, inside: place }) => (holdsPoint([rings], place) ? made.id : was)),
    leftovers: { to: made.id, which: 'slivers' },
  })
}
