import { buildingOf } from '../change.ts'
import type { CommandOf } from '../commands.ts'
import type { Plan } from '../plan.ts'
import { type Decision, refused } from './decision.ts'
import { gridToBe } from './labels.ts'
import { withCells } from './moveBuildings.ts'

/**
 * The cells of the buildings become a new grid; they may come from several. Refuses what moving them would refuse.
 * ```
 *  A A B B        A N N B
 *  A A B B   →    A A B B     the upper two in the middle
 * ```
 */
export function splitOffGrid(plan: Plan, { buildings, newGrid }: CommandOf<'splitOffGrid'>): Decision {
  if (buildings.length === 0) return refused('nothing_changes')
  const [known] = buildings.flatMap((id) => buildingOf(plan, id) ?? [])
  if (known === undefined) return refused('unknown_building', { buildings })
  const made = gridToBe(plan, known.community, 'basic', newGrid)
  return 'community' in made ? withCells(plan, buildings, made, true) : { ok: false, refusal: made }
}
