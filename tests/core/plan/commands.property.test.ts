import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coverageFaults } from '#core/geometry/geos.ts'
import { doubledAreaOf, edgesOf, holdsPoint } from '#core/geometry/shape.ts'
import { balance } from '#core/plan/balance.ts'
import { applyChange, buildingsOf, gridsOf, invertChange } from '#core/plan/change.ts'
import { decide } from '#core/plan/decide.ts'
import { findings } from '#core/plan/findings.ts'
import type { Plan } from '#core/plan/plan.ts'
import { randomCommand } from '../../support/commands.ts'
import { shapesOf } from '../../support/drawing.ts'
import { randomFrom, town } from '../../support/town.ts'

const areaOf = (plan: Plan) => shapesOf(plan).reduce((sum, shape) => sum + doubledAreaOf(shape), 0)
const outlineOf = (plan: Plan) =>
  [...edgesOf(shapesOf(plan))]
    .filter(([, { sides }]) => sides === 1)
    .map(([key]) => key)
    .sort()
const bytes = (plan: Plan) => JSON.stringify([gridsOf(plan), buildingsOf(plan)])

function expectWhole(plan: Plan, start: { area: number; outline: string[]; households: number }) {
  expect(coverageFaults(shapesOf(plan))).toEqual([])
  expect(areaOf(plan)).toBe(start.area)
  expect(outlineOf(plan)).toEqual(start.outline)
  for (const building of buildingsOf(plan)) {
    const holders = gridsOf(plan).filter(({ shape }) => holdsPoint(shape, building.position))
    expect(holders.map(({ id }) => id)).toEqual([building.grid])
  }
  const rows = balance(plan)
  expect(rows.reduce((sum, row) => sum + row.householdsAfter, 0)).toBe(start.households)
  expect(findings(plan).filter(({ code }) => code === 'coverage_broken')).toEqual([])
}

test('whatever is asked of a community, its coverage stays whole, nothing is lost, and undo is exact', () => {
  let [asked, done, outlineTrouble] = [0, 0, 0]
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 2, max: 12 }),
      fc.integer({ min: 8, max: 90 }),
      (seed, grids, buildings) => {
        const start = town(seed, grids, buildings)
        const random = randomFrom(seed ^ 0x5bd1)
        const whole = {
          area: areaOf(start),
          outline: outlineOf(start),
          households: balance(start).reduce((sum, row) => sum + row.householdsBefore, 0),
        }
        const history: { before: string; undo: ReturnType<typeof invertChange> }[] = []
        let plan = start
        for (let n = 0; n < 12; n++) {
          asked += 1
          const decision = decide(plan, randomCommand(plan, random))
          if (!decision.ok && decision.refusal.code === 'region_cuts_outline') outlineTrouble += 1
          if (!decision.ok) continue
          done += 1
          history.push({ before: bytes(plan), undo: invertChange(decision.change) })
          plan = applyChange(plan, decision.change)
          expectWhole(plan, whole)
        }
        for (const { before, undo } of history.reverse()) {
          plan = applyChange(plan, undo)
          expect(bytes(plan)).toBe(before)
        }
        expect(plan.grids.size + plan.buildings.size).toBe(0)
      },
    ),
    { numRuns: 60 },
  )
  // The commands must be worth asking.
  expect(done / asked).toBeGreaterThan(0.3)
  expect(outlineTrouble / asked).toBeLessThan(0.005)
})
