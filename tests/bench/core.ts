import { edgesOf } from '#core/geometry/shape.ts'
import { grouped } from '#core/grouped.ts'
import { applyChange, gridsOf } from '#core/plan/change.ts'
import { decide } from '#core/plan/decide.ts'
import { findings } from '#core/plan/findings.ts'
import type { Plan } from '#core/plan/plan.ts'
import { world } from '../../data/generate.ts'
import type { Scale } from '../../data/world.ts'
import { communityPlan } from '../support/community.ts'
import { town } from '../support/town.ts'
import { atMost, type Bench, median, quantile } from './row.ts'

const MOVES = 400
const FRAME_MS = 16
const PREVIEW_MS = 50

/** A building of every grid in turn, moved to a grid beside its own, in communities of each size of district. */
export const core: Bench = () =>
  (['a community of 12 grids', 'kuangqu', 'yanliang'] as const).flatMap((scale) => {
    const plans = scale === 'a community of 12 grids' ? [town(1, 12, 140)] : largestCommunities(scale)
    const [decided, checked]: [number[], number[]] = [[], []]
    const warmUp = 60
    for (let n = 0; n < MOVES + warmUp; n++) {
      const plan = plans[n % plans.length] as Plan
      const grids = gridsOf(plan)
      const source = grids[(n * 7) % grids.length] as (typeof grids)[number]
      const target = grids.find((grid) => grid !== source && touches(plan, grid.id, source.id))
      const residents = [...plan.base.buildings.values()].filter(({ grid }) => grid === source.id)
      const building = residents[(n * 13) % residents.length]
      if (!target || !building) continue
      const start = performance.now()
      const decision = decide(plan, { type: 'moveBuildings', buildings: [building.id], to: target.id })
      const middle = performance.now()
      if (!decision.ok) continue
      const after = applyChange(plan, decision.change)
      const applied = performance.now()
      findings(after)
      if (n < warmUp) continue
      decided.push(middle - start)
      checked.push(performance.now() - applied)
    }
    // One frame is promised for a community of ordinary size; a grid of 280 buildings may take a preview's time.
    const limit = scale === 'yanliang' ? PREVIEW_MS : FRAME_MS
    const size = `${plans[0]?.base.grids.size} grids, ${plans[0]?.base.buildings.size} buildings`
    return [
      atMost(`moveBuildings decided, median (${scale}: ${size})`, median(decided), limit, 'ms'),
      atMost(
        `moveBuildings decided, 95th percentile (${scale})`,
        quantile(decided, 0.95),
        2 * PREVIEW_MS,
        'ms',
      ),
      atMost(`findings after it, median (${scale})`, median(checked), limit, 'ms'),
    ]
  })

/** The five communities of a generated district with most grids, each as a plan. */
function largestCommunities(scale: Scale): Plan[] {
  const made = world(scale, 1)
  return [...grouped(made.grids, ({ community }) => community).entries()]
    .sort((a, b) => b[1].length - a[1].length)
    .slice(0, 5)
    .map(([code]) => communityPlan(made, code))
}

const edgeKeys = new WeakMap<object, Set<string>>()
function keysOf(plan: Plan, id: string): Set<string> {
  const grid = plan.base.grids.get(id)
  if (!grid) return new Set()
  const known = edgeKeys.get(grid) ?? new Set(edgesOf([grid.shape]).keys())
  edgeKeys.set(grid, known)
  return known
}
const touches = (plan: Plan, a: string, b: string): boolean => {
  const keys = keysOf(plan, b)
  return [...keysOf(plan, a)].some((key) => keys.has(key))
}
