import type { Wish } from '#core/rebalance/problem.ts'
import { rebalanced } from '#core/rebalance/rebalance.ts'
import { world } from '../../data/generate.ts'
import { highsSolver } from '../../server/optimiser/highs.ts'
import { communityPlan } from '../support/community.ts'
import { atMost, type Bench } from './row.ts'

/** A grid of the large district has 789 households on average. */
const WISH: Wish = {
  ...{ low: 600, high: 1000, goal: 'band', householdsPerPlace: 0 },
  ...{ pricePerBuilding: 1e-3, pricePerM: 1e-7, barriers: 0, rings: 1 },
}
/** As many as the first answer for each community takes. */
const ROUNDS = 4
const INSIDE = 1e-6

/** The large district, 60,721 buildings: the first answer for every community, one after the other in one thread. */
export const rebalanceDistrict: Bench = async () => {
  const district = world('yanliang', 1)
  const solverOf = await highsSolver()
  const plans = [...new Set(district.grids.map(({ community }) => community))].map(
    (community) => [community, communityPlan(district, community)] as const,
  )
  const begun = performance.now()
  const proposals = plans.map(([community, plan]) =>
    rebalanced(plan, community, WISH, {
      ...{ seed: 1, rounds: ROUNDS, seconds: 0, solverOf },
      clock: () => performance.now(),
      isStopped: () => false,
      onProposal: () => {},
    }),
  )
  const seconds = (performance.now() - begun) / 1000
  const count = (isSo: (proposal: (typeof proposals)[number]) => boolean) => proposals.filter(isSo).length
  const inside = count(({ outsideAfter }) => outsideAfter < INSIDE)
  const possible = count(({ bound }) => bound.outside < INSIDE)
  return [
    atMost(`yanliang: ${plans.length} communities, one thread`, seconds, 60, 's'),
    atMost(`yanliang: not in the band of the ${possible} for which one exists`, possible - inside, 0, ''),
    atMost(
      'yanliang: not proved at once to be the best',
      count(({ proof }) => proof !== 'optimal'),
      plans.length,
      '',
    ),
  ]
}
