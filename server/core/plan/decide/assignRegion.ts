import { holdsPoint } from '../../geometry/shape.ts'
import { gridOf } from '../change.ts'
import type { CommandOf } from '../commands.ts'
import type { Plan } from '../plan.ts'
import { type Decision, refused } from './decision.ts'
import { beyondCommunity, regionOf } from './drawn.ts'
import { redrawn } from './redraw.ts'

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
  const beyond = beyondCommunity(plan, to.community, region)
  if (beyond) return { ok: false, refusal: beyond }
  return redrawn(plan, {
    community: to.community,
    cuts: region.flat(),
    ownersOf: (faces, rings) => faces.map(({ was, inside }) => (holdsPoint([rings], inside) ? to.id : was)),
    leftovers: { to: to.id, which: 'slivers' },
  })
}
