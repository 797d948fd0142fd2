import type { PlanComparison } from '#contract/compare.ts'
import { counted } from '../words/days.ts'
import { review } from '../words/review.ts'
import { screen } from '../words/screen.ts'
import type { Words } from '../words/words.ts'

export type Quality = PlanComparison['before']

const percent = (share: number) => `${Math.round(share * 100)}%`

/** What plans are measured by, wherever they stand beside one another. */
export const qualityRows: readonly (readonly [Words, (quality: Quality) => string])[] = [
  [screen.gridCount, ({ grids }) => counted(grids)],
  [screen.mostHouseholds, ({ households }) => counted(households.max)],
  [screen.leastHouseholds, ({ households }) => counted(households.min)],
  [screen.spread, ({ households }) => counted(households.spread)],
  [screen.compactness, ({ compactness }) => compactness.toFixed(2)],
  [review.boundaryLength, ({ boundaryM }) => counted(Math.round(boundaryM))],
  [screen.alongRoads, ({ shareAlongRoads }) => percent(shareAlongRoads)],
  [screen.beatsCut, ({ beatsCut }) => counted(beatsCut)],
  [screen.acrossBarriers, ({ acrossBarriers }) => counted(acrossBarriers)],
]
