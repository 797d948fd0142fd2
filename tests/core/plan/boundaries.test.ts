import { expect, test } from 'vitest'
import { coverageFaults } from '#core/geometry/faults.ts'
import type { Position } from '#core/geometry/lattice.ts'
import { doubledAreaOf, edgeKey, outlineEdges } from '#core/geometry/shape.ts'
import { gridOf, gridsOf } from '#core/plan/change.ts'
import { findings } from '#core/plan/findings.ts'
import { drawn, performed, place, planFrom, refusal, region, shapesOf } from '../../support/drawing.ts'

const plan = planFrom(`
  A A B B
  A A B B
  C C C C`)
const line = (...points: [number, number][]) => ({
  type: 'LineString' as const,
  coordinates: points.map(([column, row]): Position => place(column, row)),
})
const newGrid = { id: 'new', name: '新网格' }
const whole = (after: typeof plan) => expect(coverageFaults(shapesOf(after))).toEqual([])

test('reshape: a line that leaves the boundary and comes back becomes the boundary', () => {
  // Through B, from the boundary with A and back to it: what lies between goes to A.
  const after = performed(plan, {
    type: 'reshapeBoundary',
    line: line([1.9, 0.1], [2.95, 0.1], [2.95, 1], [1.9, 1]),
  })
  expect(drawn(after, 4, 3)).toBe('A A A B\nA A B B\nC C C C')
  whole(after)
})

test('reshape: one line may give and take on both sides of a boundary', () => {
  const after = performed(plan, {
    type: 'reshapeBoundary',
    line: line([2.1, 0.02], [1.05, 0.02], [1.05, 1], [2.95, 1], [2.95, 1.98], [1.9, 1.98]),
  })
  expect(drawn(after, 4, 3)).toBe('A B B B\nA A A B\nC C C C')
  whole(after)
})

test('reshape along a road: a line past both ends of a boundary moves all of it', () => {
  const after = performed(plan, { type: 'reshapeBoundary', line: line([1, -0.2], [1, 2.2]) })
  expect(drawn(after, 4, 3)).toBe('A B B B\nA B B B\nC C C C')
  whole(after)
})

test('reshape refuses a line that crosses itself or changes nothing', () => {
  const reshape = (...points: [number, number][]) =>
    refusal(plan, { type: 'reshapeBoundary', line: line(...points) })
  expect(reshape([1, 1], [3, 1], [3, 0.5], [2, 1.5])).toBe('line_invalid')
  expect(reshape([0.2, 0.2], [0.8, 0.8])).toBe('line_misses_boundary')
  expect(reshape([1.5, 0.5], [2.5, 0.5])).toBe('line_misses_boundary')
  expect(reshape([9, 9], [10, 9])).toBe('line_misses_boundary')
  const locked = performed(plan, { type: 'lockGrid', grid: 'B' })
  expect(
    refusal(locked, { type: 'reshapeBoundary', line: line([1.9, 0.1], [2.95, 0.1], [2.95, 1], [1.9, 1]) }),
  ).toBe('grid_locked')
})

test('reshape leaves the parts alone that its line does not pass', () => {
  const apart = planFrom(`
    A B B B A A
    A B B B A A`)
  const after = performed(apart, { type: 'reshapeBoundary', line: line([4.9, -0.2], [4.9, 2.2]) })
  expect(drawn(after, 6, 2)).toBe('A B B B B A\nA B B B B A')
  whole(after)
})

test('split: the part with more households keeps the grid; the other gets the next code', () => {
  const after = performed(plan, { type: 'splitGrid', grid: 'C', line: line([1, 1.5], [1, 3.5]), newGrid })
  expect(gridOf(after, 'C')?.code.slice(12)).toBe('003')
  expect(gridOf(after, 'new')).toMatchObject({ code: '140303005006004', name: '新网格', type: 'basic' })
  expect(drawn(after, 4, 3)).toBe('A A B B\nA A B B\nnew C C C')
  whole(after)
})

test('a new grid without a name is named after its code', () => {
  const after = performed(plan, {
    type: 'splitGrid',
    grid: 'C',
    line: line([1, 1.5], [1, 3.5]),
    newGrid: { id: 'new' },
  })
  expect(gridOf(after, 'new')?.name).toBe('第四网格')
})

test('a cut across the outline ends at its nearest vertex', () => {
  const after = performed(plan, {
    type: 'splitGrid',
    grid: 'C',
    line: line([1.01, 1.5], [1.01, 3.5]),
    newGrid,
  })
  const outline = (of: typeof plan) => outlineEdges(shapesOf(of)).map(([a, b]) => edgeKey(a, b))
  expect(outline(after).sort()).toEqual(outline(plan).sort())
  expect(drawn(after, 4, 3)).toBe('A A B B\nA A B B\nnew C C C')
})

test('split refuses what does not part the grid in two', () => {
  const split = (...points: [number, number][]) =>
    refusal(plan, { type: 'splitGrid', grid: 'C', line: line(...points), newGrid })
  expect(split([1, 2.2], [1, 2.8])).toBe('line_does_not_split')
  expect(split([1, 0], [1, 1])).toBe('line_does_not_split')
  expect(split([1, 1.5], [1, 3.5], [2, 3.5], [2, 1.5])).toBe('line_splits_too_often')
  expect(
    refusal(plan, {
      type: 'splitGrid',
      grid: 'C',
      line: line([1, 1], [1, 4]),
      newGrid: { id: 'A', name: 'x' },
    }),
  ).toBe('grid_id_taken')
  expect(
    refusal(plan, {
      type: 'splitGrid',
      grid: 'C',
      line: line([1, 1], [1, 4]),
      newGrid: { id: 'n', name: 'B' },
    }),
  ).toBe('name_taken')
})

test('a code that was ever used is not given again', () => {
  const retired = performed(plan, { type: 'mergeGrids', from: 'B', into: 'A' })
  const after = performed(retired, { type: 'splitGrid', grid: 'C', line: line([1, 1.5], [1, 3.5]), newGrid })
  expect(gridOf(after, 'new')?.code.slice(12)).toBe('004')
})

test('carve: an exclusive grid out of several, with a code of its own kind', () => {
  const school = region([1.05, 1.05], [2.95, 1.05], [2.95, 2.95], [1.05, 2.95])
  const after = performed(plan, {
    type: 'carveExclusiveGrid',
    region: school,
    newGrid: { id: 'S', name: '学校' },
  })
  expect(drawn(after, 4, 3)).toBe('A A B B\nA S S B\nC S S C')
  expect(gridOf(after, 'S')).toMatchObject({ type: 'exclusive', code: '140303005006801' })
  whole(after)
  expect(
    refusal(plan, { type: 'carveExclusiveGrid', region: region([3, 1], [5, 1], [5, 2], [3, 2]), newGrid }),
  ).toBe('region_leaves_community')
})

test('carve: a hole that cuts a grid in two is an error to mend before publishing', () => {
  const strip = planFrom(`
    A A A
    B B B`)
  const after = performed(strip, {
    type: 'carveExclusiveGrid',
    region: region([1, 0], [2, 0], [2, 1], [1, 1]),
    newGrid: { id: 'S', name: '学校' },
  })
  expect(findings(after)).toContainEqual(expect.objectContaining({ code: 'grid_in_two_parts', grid: 'A' }))
})

test('a shared vertex moves in every grid that has it; the outline and crossings are refused', () => {
  const [junction, inside] = [place(2, 2), place(2.3, 1.7)]
  const after = performed(plan, { type: 'moveVertex', from: junction, to: inside })
  whole(after)
  expect([...after.grids.keys()].sort()).toEqual(['A', 'B', 'C'])
  const move = (from: Position, to: Position) => refusal(plan, { type: 'moveVertex', from, to })
  expect(move(place(1.51, 1.51), inside)).toBe('vertex_unknown')
  expect(move(place(0, 0), inside)).toBe('vertex_on_outline')
  expect(move(junction, place(2, 3.5))).toBe('vertex_would_cross')
  expect(
    refusal(performed(plan, { type: 'lockGrid', grid: 'C' }), {
      type: 'moveVertex',
      from: junction,
      to: inside,
    }),
  ).toBe('grid_locked')
})

test('a vertex comes into a boundary on both sides, and goes again', () => {
  const [on, off] = [place(2, 0.5), place(2.2, 0.5)]
  const bent = performed(plan, { type: 'insertVertex', at: on, to: off })
  whole(bent)
  expect([...bent.grids.keys()].sort()).toEqual(['A', 'B'])
  const back = performed(bent, { type: 'deleteVertex', at: off })
  expect(back.grids.size).toBe(0)
  expect(refusal(plan, { type: 'deleteVertex', at: place(2, 2) })).toBe('vertex_is_junction')
  expect(refusal(plan, { type: 'insertVertex', at: place(0.5, 0), to: place(0.5, 0.2) })).toBe(
    'vertex_on_outline',
  )
  expect(refusal(plan, { type: 'insertVertex', at: place(2.5, 0.5), to: off })).toBe('vertex_unknown')
})

test('straightening takes the bends out of a boundary as far as no building changes sides', () => {
  const bent = performed(plan, { type: 'insertVertex', at: place(2, 0.5), to: place(2.05, 0.5) })
  const after = performed(bent, { type: 'straightenBoundary', grids: ['A', 'B'], toleranceM: 20 })
  const ground = (of: typeof plan) => shapesOf(of).map(doubledAreaOf)
  expect(ground(bent)).not.toEqual(ground(plan))
  expect(ground(after)).toEqual(ground(plan))
  whole(after)
  // A bend around a building stays, however much is asked for.
  const round = performed(plan, {
    type: 'reshapeBoundary',
    line: line([1.9, 0.1], [2.9, 0.1], [2.9, 0.9], [1.9, 0.9]),
  })
  expect(drawn(round, 4, 3)).toBe('A A A B\nA A B B\nC C C C')
  const tried = refusal(round, { type: 'straightenBoundary', grids: ['A', 'B'], toleranceM: 100 })
  expect(tried === null || tried === 'nothing_changes').toBe(true)
  expect(refusal(plan, { type: 'straightenBoundary', grids: ['A', 'B'], toleranceM: 0 })).toBe(
    'tolerance_invalid',
  )
  const again = { type: 'straightenBoundary' as const, grids: ['A', 'B'], toleranceM: 5 }
  expect(refusal(after, again)).toBe('nothing_changes')
  expect(gridsOf(round)).toHaveLength(3)
})
