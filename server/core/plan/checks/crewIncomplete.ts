import type { CrewRole } from '../plan.ts'
import { type Check, placeIn } from './subject.ts'

/** Without these nobody walks a grid, and nobody answers for it. */
const NEEDED: readonly CrewRole[] = ['chief', 'worker']

/**
 * A basic grid that the plan makes or changes has no chief or no worker; one that it makes has neither yet. Silent
 * in a community of which no crew is known at all.
 */
export const crewIncomplete: Check = ({ plan, grids }) => {
  const { crew, grids: published } = plan.base
  const staffed = new Set(
    [...published.values()].flatMap(({ id, community }) => (crew.has(id) ? [community] : [])),
  )
  return grids.flatMap((grid) => {
    const missing = NEEDED.filter((role) => !crew.get(grid.id)?.includes(role))
    if (grid.type !== 'basic' || missing.length === 0 || !staffed.has(grid.community)) return []
    return [
      {
        code: 'crew_incomplete',
        severity: 'warning',
        grid: grid.id,
        missing,
        isNew: !published.has(grid.id),
        at: placeIn(grid),
      },
    ]
  })
}
