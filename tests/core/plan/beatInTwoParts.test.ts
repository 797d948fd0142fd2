import { expect, test } from 'vitest'
import { findings } from '#core/plan/findings.ts'
import type { Plan } from '#core/plan/plan.ts'
import { performed, planFrom } from '../../support/drawing.ts'
import { patrolledBy } from '../../support/patrols.ts'

const grids = planFrom(`
  A A B B
  A A B B
  C C D D
  C C D D`)
const joint = patrolledBy(
  grids,
  `
  X X X Y Y
  X X X Y Y
  X Z Z Y Y
  X Z Z Y Y`,
  { west: 1 },
)
const apart = (plan: Plan) => findings(plan).filter(({ code }) => code === 'beat_in_two_parts')

test('a beat that the plan leaves in more pieces than are published is told, at the smallest of them', () => {
  const after = performed(joint, { type: 'assignGrids', layer: 'beats', grids: ['D'], to: 'X' })
  expect(apart(after)).toEqual([
    expect.objectContaining({ severity: 'warning', grid: 'D', beat: 'X', parts: 2 }),
  ])
  expect(apart(performed(after, { type: 'assignGrids', layer: 'beats', grids: ['D'], to: 'Z' }))).toEqual([])
})

test('a beat that is not changed, or stays whole, says nothing', () => {
  expect(apart(joint)).toEqual([])
  expect(apart(performed(joint, { type: 'assignGrids', layer: 'beats', grids: ['D'], to: 'Z' }))).toEqual([])
})
