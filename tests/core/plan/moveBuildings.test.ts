import { expect, test } from 'vitest'
import { coverageFaults } from '#core/geometry/faults.ts'
import { doubledAreaOf } from '#core/geometry/shape.ts'
import { balance } from '#core/plan/balance.ts'
import { findings } from '#core/plan/findings.ts'
import { at, drawn, performed, planFrom, refusal, shapesOf } from '../../support/drawing.ts'

test('a building takes its cell along; the coverage stays whole', () => {
  const plan = planFrom(`
    A A B B
    A A B B`)
  const after = performed(plan, { type: 'moveBuildings', buildings: [at(1, 1)], to: 'B' })
  expect(drawn(after, 4, 2)).toBe('A A B B\nA B B B')
  expect(coverageFaults(shapesOf(after))).toEqual([])
  expect(shapesOf(after).map((shape) => shape.length)).toEqual([1, 1])
  expect(shapesOf(after).reduce((sum, shape) => sum + doubledAreaOf(shape), 0)).toBe(
    shapesOf(plan).reduce((sum, shape) => sum + doubledAreaOf(shape), 0),
  )
  // a quarter of A's ground, but for the straightening of the border
  const [a] = balance(after)
  expect(a?.areaM2After).toBeCloseTo((a?.areaM2Before ?? 0) * 0.75, -2)
})

test('taking the middle of a grid away leaves it in two parts: allowed in a draft, an error for publishing', () => {
  const plan = planFrom(
    `
    A A A
    B B B
    A A A`,
    200,
  )
  const after = performed(plan, { type: 'moveBuildings', buildings: [at(1, 1)], to: 'A' })
  expect(drawn(after, 3, 3)).toBe('A A A\nB A B\nA A A')
  expect(findings(after).filter(({ severity }) => severity === 'error')).toMatchObject([
    { code: 'grid_in_two_parts', severity: 'error', grid: 'B', parts: 2 },
  ])
})

test('a building that lies apart from its grid can be moved on, and back', () => {
  const plan = planFrom(`
    A A B B
    A A B B
    C C C C`)
  const apart = performed(plan, { type: 'moveBuildings', buildings: [at(3, 2)], to: 'A' })
  expect(drawn(apart, 4, 3)).toBe('A A B B\nA A B B\nC C C A')
  for (const to of ['B', 'C']) {
    const after = performed(apart, { type: 'moveBuildings', buildings: [at(3, 2)], to })
    expect(drawn(after, 4, 3)).toBe(`A A B B\nA A B B\nC C C ${to}`)
    expect(coverageFaults(shapesOf(after))).toEqual([])
    expect(shapesOf(after).map((shape) => shape.length)).toEqual([1, 1, 1])
  }
})

test('refusals', () => {
  const plan = planFrom(`
    A A B
    A A B`)
  const move = (buildings: string[], to: string) => refusal(plan, { type: 'moveBuildings', buildings, to })
  expect(move([at(0, 0)], 'Z')).toBe('unknown_grid')
  expect(move(['nobody'], 'B')).toBe('unknown_building')
  expect(move([at(0, 0)], 'A')).toBe('nothing_changes')
  expect(move([at(2, 0), at(2, 1)], 'A')).toBe('grid_would_be_empty')
  const locked = performed(plan, { type: 'lockGrid', grid: 'B' })
  expect(refusal(locked, { type: 'moveBuildings', buildings: [at(0, 0)], to: 'B' })).toBe('grid_locked')
})
