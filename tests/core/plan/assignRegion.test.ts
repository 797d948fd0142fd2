import { expect, test } from 'vitest'
import { coverageFaults } from '#core/geometry/faults.ts'
import { gridOf } from '#core/plan/change.ts'
import { clippedRegion } from '#core/plan/clippedRegion.ts'
import { drawn, performed, place, planFrom, refusal, region, shapesOf } from '../../support/drawing.ts'

const plan = planFrom(`
  A A B
  A A B
  C C C`)
const assign = (...corners: [number, number][]) => ({
  type: 'assignRegion' as const,
  region: region(...corners),
  to: 'B',
})

test('the ground in the region goes to the grid, with the buildings on it', () => {
  const after = performed(plan, assign([1, 0], [2, 0], [2, 2], [1, 2]))
  expect(drawn(after, 3, 3)).toBe('A B B\nA B B\nC C C')
  expect(coverageFaults(shapesOf(after))).toEqual([])
})

test('a region that ends between vertices makes a T-junction: a vertex on both sides', () => {
  const after = performed(plan, assign([1.3, 0], [2, 0], [2, 2], [1.3, 2]))
  expect(coverageFaults(shapesOf(after))).toEqual([])
  expect(gridOf(after, 'C')?.shape[0]?.[0]?.length).toBeGreaterThan(
    plan.base.grids.get('C')?.shape[0]?.[0]?.length ?? 0,
  )
})

test('a region drawn a hair beside an old boundary leaves no sliver behind', () => {
  const after = performed(plan, assign([1, 0], [2, 0], [2, 1.999], [1, 1.999]))
  expect(drawn(after, 3, 3)).toBe('A B B\nA B B\nC C C')
  expect(shapesOf(after).map((shape) => shape.length)).toEqual([1, 1, 1])
})

test('refusals', () => {
  expect(refusal(plan, { ...assign([0, 0], [1, 0], [1, 1]), to: 'Z' })).toBe('unknown_grid')
  expect(refusal(plan, assign([1, 0], [2, 1], [2, 0], [1, 1]))).toBe('region_invalid')
  expect(refusal(plan, assign([1, 0], [1, 0], [1, 0]))).toBe('region_invalid')
  expect(refusal(plan, assign([1, -1], [2, -1], [2, 1], [1, 1]))).toBe('region_leaves_community')
  expect(refusal(plan, assign([7, 7], [8, 7], [8, 8]))).toBe('region_leaves_community')
  expect(refusal(plan, assign([0, 0], [2, 0], [2, 2], [0, 2]))).toBe('grid_would_be_empty')
  expect(refusal(plan, assign([2.2, 0.2], [2.8, 0.2], [2.8, 0.8]))).toBe('nothing_changes')
  const locked = performed(plan, { type: 'lockGrid', grid: 'A' })
  expect(refusal(locked, assign([1, 0], [2, 0], [2, 2], [1, 2]))).toBe('grid_locked')
})

test('a region of centimetres at an outline vertex changes nothing', () => {
  const speck = [place(3, 1.00001), place(3.00001, 1), place(3, 0.99999), place(3, 1.00001)]
  const coordinates = [speck.map(([lng, lat]): [number, number] => [lng, lat])]
  const at = { type: 'assignRegion' as const, region: { type: 'Polygon' as const, coordinates }, to: 'A' }
  expect(['region_invalid', 'nothing_changes']).toContain(refusal(plan, at))
})

test('a region not closed, or with coordinates that are none, is refused and not repaired', () => {
  const broken = (coordinates: [number, number][][]) =>
    refusal(plan, { type: 'assignRegion', region: { type: 'Polygon', coordinates }, to: 'B' })
  expect(broken([])).toBe('region_invalid')
  expect(broken([[place(0, 0), place(1, 0), place(1, 1), place(0, 1)]])).toBe('region_invalid')
  expect(broken([[place(0, 0), [Number.NaN, 37], place(1, 1), place(0, 0)]])).toBe('region_invalid')
  expect(broken([[place(0, 0), [1e308, 37], place(1, 1), place(0, 0)]])).toBe('region_invalid')
})

test('a lasso thrown past the edge is cut back to the community, and then assigned', () => {
  const generous = region([1, -0.5], [2, -0.5], [2, 1], [1, 1])
  const pieces = clippedRegion(plan, plan.base.within, generous)
  if ('code' in pieces) throw new Error(pieces.code)
  expect(pieces).toHaveLength(1)
  const after = performed(plan, { type: 'assignRegion', region: pieces[0]!, to: 'B' })
  expect(drawn(after, 3, 3)).toBe('A B B\nA A B\nC C C')
})
