import { beatLayer } from './beatLayer.ts'
import { beatsOf, buildingOf } from './change.ts'
import { type Comparison, comparison, type State } from './compare.ts'
import { patrols } from './patrols.ts'
import type { AreaCode, Grid, Plan } from './plan.ts'
import { isUnpatrolled, NOBODY } from './unpatrolled.ts'

/**
 * The beats of a draft, with their whole ground, and the buildings under `within` in them, as grids are: so that two
 * states of beats compare alike. Ground of the plan that no beat has is `NOBODY`'s.
 */
function beatState(plan: Plan, within: AreaCode): State {
  const layer = beatLayer(plan)
  const row = ({ id, code, name, shape }: Pick<Grid, 'id' | 'code' | 'name' | 'shape'>): Grid => ({
    ...{ id, code, name, type: 'basic', community: within, locked: false, shape },
  })
  return {
    grids: [...beatsOf(plan), { id: NOBODY, code: '', name: '', shape: patrols(plan).unpatrolled }].map(row),
    buildings: [...plan.base.buildings.values()].flatMap((building) => {
      const grid = buildingOf(layer, building.id)?.grid
      if (grid === undefined || !building.community.startsWith(within)) return []
      return [{ ...building, grid: isUnpatrolled(grid) ? NOBODY : grid }]
    }),
  }
}

const NOTHING: Comparison = { grids: [], areas: [], moved: [], households: 0, redrawn: [] }

/**
 * What differs between the beats of two plans under `within`; `before` null is what is published under `after`. Beats
 * stand where grids do. Only the households under `within` are counted, but the area is the whole beat's.
 */
export function beatComparison(before: Plan | null, after: Plan, within: AreaCode): Comparison {
  const was = before ?? { ...after, beats: new Map() }
  if (was.beats.size + after.beats.size === 0) return NOTHING
  const compared = comparison(beatState(was, within), beatState(after, within))
  return { ...compared, grids: compared.grids.filter(({ grid }) => grid !== NOBODY) }
}
