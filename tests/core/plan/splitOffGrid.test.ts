import { expect, test } from 'vitest'
import { coverageFaults } from '#core/geometry/faults.ts'
import { gridOf } from '#core/plan/change.ts'
import { at, drawn, performed, planFrom, refusal, shapesOf } from '../../support/drawing.ts'

const plan = planFrom(`
  A A B B
  A A B B`)
const splitOff = (buildings: string[], newGrid: { id: string; name?: string } = { id: 'N' }) =>
  ({ type: 'splitOffGrid', buildings, newGrid }) as const

test('buildings of several grids become a grid of their own, with the next code and a name after it', () => {
  const after = performed(plan, splitOff([at(1, 0), at(2, 0)]))
  expect(drawn(after, 4, 2)).toBe('A N N B\nA A B B')
  expect(coverageFaults(shapesOf(after))).toEqual([])
  expect(shapesOf(after).map((shape) => shape.length)).toEqual([1, 1, 1])
  const used = [...plan.base.grids.values()].map(({ code }) => Number(code))
  expect(gridOf(after, 'N')).toMatchObject({
    ...{ type: 'basic', locked: false, name: '第三网格' },
    code: String(Math.max(...used) + 1),
  })
})

test('what moving the buildings would refuse is refused; and an id or a name that is taken', () => {
  expect(refusal(plan, splitOff([]))).toBe('nothing_changes')
  expect(refusal(plan, splitOff(['nobody']))).toBe('unknown_building')
  expect(refusal(plan, splitOff([at(0, 0), 'nobody']))).toBe('unknown_building')
  expect(refusal(plan, splitOff([at(0, 0), at(1, 0), at(0, 1), at(1, 1)]))).toBe('grid_would_be_empty')
  expect(refusal(plan, splitOff([at(0, 0)], { id: 'B' }))).toBe('grid_id_taken')
  const name = gridOf(plan, 'B')?.name as string
  expect(refusal(plan, splitOff([at(0, 0)], { id: 'N', name }))).toBe('name_taken')
  const locked = performed(plan, { type: 'lockGrid', grid: 'A' })
  expect(refusal(locked, splitOff([at(0, 0)]))).toBe('grid_locked')
  const held = performed(plan, { type: 'lockBuildings', buildings: [at(0, 0)] })
  expect(refusal(held, splitOff([at(0, 0), at(1, 0)]))).toBe('building_locked')
  const yard = performed(plan, { type: 'glueBuildings', buildings: [at(0, 0), at(1, 0)], compound: 'yard' })
  expect(refusal(yard, splitOff([at(0, 0)]))).toBe('compound_would_part')
})
