import { beatInTwoParts } from './checks/beatInTwoParts.ts'
import { buildingCutByBoundary } from './checks/buildingCutByBoundary.ts'
import { buildingOutsideItsGrid } from './checks/buildingOutsideItsGrid.ts'
import { buildingWithoutGrid } from './checks/buildingWithoutGrid.ts'
import { coverageWhole } from './checks/coverageWhole.ts'
import { crewIncomplete } from './checks/crewIncomplete.ts'
import { duplicateCode, duplicateName } from './checks/duplicates.ts'
import { gridCrossesBarrier } from './checks/gridCrossesBarrier.ts'
import { gridInItsBeat } from './checks/gridInItsBeat.ts'
import { gridInTwoParts } from './checks/gridInTwoParts.ts'
import { gridLeavesCommunity } from './checks/gridLeavesCommunity.ts'
import { gridWithoutBuilding } from './checks/gridWithoutBuilding.ts'
import { householdBand } from './checks/householdBand.ts'
import { type Check, subjectOf } from './checks/subject.ts'
import type { Finding } from './commands.ts'
import type { Plan } from './plan.ts'

const checks: readonly Check[] = [
  coverageWhole,
  gridLeavesCommunity,
  gridInTwoParts,
  buildingOutsideItsGrid,
  buildingWithoutGrid,
  duplicateCode,
  duplicateName,
  gridWithoutBuilding,
  householdBand,
  buildingCutByBoundary,
  gridCrossesBarrier,
  crewIncomplete,
]

/**
 * What should be looked at before publishing, errors first: of the grids that the plan changes, of whatever shares a
 * code, a name or an edge with them, and of the grids whose beat it changes. What was so before and is left alone is
 * not the plan's concern.
 */
export function findings(plan: Plan): Finding[] {
  const subject = subjectOf(plan)
  const concerned = subject.neighbours.length > 0 ? checks : []
  const found = [...concerned, gridInItsBeat, beatInTwoParts].flatMap((check) => check(subject))
  return [
    ...found.filter(({ severity }) => severity === 'error'),
    ...found.filter(({ severity }) => severity === 'warning'),
  ]
}
