import { expect, test } from 'vitest'
import type { Line } from '#core/geometry/lattice.ts'
import { areaM2 } from '#core/geometry/metres.ts'
import { baseState, comparison, draftState, type State } from '#core/plan/compare.ts'
import type { Barrier, Plan } from '#core/plan/plan.ts'
import { quality } from '#core/plan/quality.ts'
import { world } from '../../../data/generate.ts'
import { at, CELL, performed, place, planFrom, region } from '../../support/drawing.ts'

const COMMUNITY = '140303005006'
const compared = (plan: Plan) => comparison(baseState(plan, COMMUNITY), draftState(plan, COMMUNITY))
const line = (...corners: [number, number][]): Line =>
  corners.map((corner) => place(...corner).map((degrees) => Math.round(degrees * 1e7)) as [number, number])

const plan = planFrom(
  `
  A A B B
  A A B B`,
  (column) => 10 + column,
)

test('a plan that changes nothing differs in nothing', () => {
  expect(compared(plan)).toEqual({ grids: [], areas: [], moved: [], households: 0, redrawn: [] })
})

test('ground that changes hands is a shape with from and to, and its buildings moved', () => {
  const after = performed(plan, {
    type: 'assignRegion',
    region: region([1, 0], [2, 0], [2, 2], [1, 2]),
    to: 'B',
  })
  const { grids, areas, moved, households } = compared(after)
  expect(areas.map(({ from, to }) => [from, to])).toEqual([['A', 'B']])
  const cellM2 = areaM2(plan.base.grids.get('A')?.shape ?? []) / 4
  expect(areas[0]?.areaM2).toBeCloseTo(2 * cellM2, 0)
  expect(moved.map(({ building, from, to }) => [building, from, to])).toEqual([
    [at(1, 0), 'A', 'B'],
    [at(1, 1), 'A', 'B'],
  ])
  expect(households).toBe(22)
  expect(grids.map(({ grid, before, after }) => [grid, before?.households, after?.households])).toEqual([
    ['A', 42, 20],
    ['B', 50, 72],
  ])
})

test('a merged grid is gone on one side; a renamed one differs on the same ground', () => {
  const merged = compared(performed(plan, { type: 'mergeGrids', from: 'A', into: 'B' }))
  expect(merged.grids.map(({ grid, after }) => [grid, after?.buildings ?? null])).toEqual([
    ['A', null],
    ['B', 8],
  ])
  const renamed = compared(performed(plan, { type: 'renameGrid', grid: 'A', name: '一' }))
  expect(renamed).toMatchObject({ areas: [], moved: [], grids: [{ grid: 'A', after: { name: '一' } }] })
})

test('two variants of one community are compared with each other', () => {
  const move = (...buildings: string[]) => performed(plan, { type: 'moveBuildings', buildings, to: 'B' })
  const [one, two] = [move(at(1, 0)), move(at(1, 0), at(1, 1))]
  const { moved, areas } = comparison(draftState(one, COMMUNITY), draftState(two, COMMUNITY))
  expect(moved.map(({ building }) => building)).toEqual([at(1, 1)])
  expect(areas.map(({ from, to }) => [from, to])).toEqual([['A', 'B']])
})

test('slivers are left out: a boundary drawn half a metre beside the old one', () => {
  const metre = 1 / 35
  const beside = (metres: number) =>
    compared(
      performed(plan, {
        type: 'assignRegion',
        region: region([2 - metres * metre, 0], [2.5, 0], [2.5, 2], [2 - metres * metre, 2]),
        to: 'B',
      }),
    ).areas
  expect(beside(3)).toHaveLength(1)
  const drawnTwice = { ...plan, grids: new Map(plan.grids) }
  for (const [id, grid] of plan.base.grids)
    drawnTwice.grids.set(id, {
      ...grid,
      shape: grid.shape.map((polygon) =>
        polygon.map((ring) =>
          ring.map(([x, y]) => [x === 1_135_000_000 + 2 * CELL ? x - 50 : x, y] as [number, number]),
        ),
      ),
    })
  expect(compared(drawnTwice).areas).toEqual([])
})

test('households: least, most, spread and deviation, of basic grids only', () => {
  const state = baseState(plan, COMMUNITY)
  expect(quality(state, [], []).households).toEqual({ min: 42, max: 50, spread: 8, deviation: 4 })
  const school = { ...state, grids: state.grids.map((grid) => ({ ...grid, type: 'exclusive' as const })) }
  expect(quality(school, [], []).households).toEqual({ min: 0, max: 0, spread: 0, deviation: 0 })
})

test('compactness is that of Polsby and Popper: π/4 for a square, less for a strip', () => {
  const [width, height] = [35.2, 44.4]
  const rectangle = (w: number, h: number) => (4 * Math.PI * w * h) / (2 * (w + h)) ** 2
  expect(quality(baseState(plan, COMMUNITY), [], []).compactness).toBeCloseTo(rectangle(width, height), 2)
  const strip = planFrom('A A A A A A A A')
  expect(quality(baseState(strip, COMMUNITY), [], []).compactness).toBeCloseTo(
    rectangle(8 * width, height),
    2,
  )
})

test('a boundary runs along a road within 10 m of its middle; the outline of the community does not count', () => {
  const state = baseState(plan, COMMUNITY)
  const { boundaryM, shareAlongRoads } = quality(state, [line([2.2, 0], [2.2, 1])], [])
  expect(boundaryM).toBeCloseTo(2 * 44.4, 0)
  expect(shareAlongRoads).toBeGreaterThan(0.5)
  expect(shareAlongRoads).toBeLessThan(0.62)
  expect(quality(state, [line([2.4, 0], [2.4, 2])], []).shareAlongRoads).toBe(0)
  expect(quality(state, [line([0, 0], [0, 2])], []).shareAlongRoads).toBe(0)
})

test('a beat cuts a grid with more than 1 % of its area, or with a building', () => {
  const state = baseState(plan, COMMUNITY)
  const box = (west: number, east: number) => [[line([west, 2], [east, 2], [east, 0], [west, 0], [west, 2])]]
  expect(quality(state, [], [box(0, 2), box(2, 4)]).beatsCut).toBe(0)
  expect(quality(state, [], [box(0, 2.01), box(2.01, 4)]).beatsCut).toBe(0)
  expect(quality(state, [], [box(0, 2.1), box(2.1, 4)]).beatsCut).toBe(1)
  const thin = [[line([0.49, 0.51], [0.51, 0.51], [0.51, 0.49], [0.49, 0.49], [0.49, 0.51])]]
  expect(quality(state, [], [box(0, 4), thin]).beatsCut).toBe(1)
})

test('grids with houses on both sides of a barrier, before and after', () => {
  const railway: Barrier = { kind: 'railway', name: '铁路', lines: [line([2, -1], [2, 3])] }
  const moved = performed(plan, { type: 'moveBuildings', buildings: [at(2, 0)], to: 'A' })
  const across = (state: State) => quality(state, [], [], [railway]).acrossBarriers
  expect([baseState(moved, COMMUNITY), draftState(moved, COMMUNITY)].map(across)).toEqual([0, 1])
  expect(quality(draftState(moved, COMMUNITY), [], []).acrossBarriers).toBe(0)
})

test('in the demo district exactly the 15 grids that were planted so lie in two beats', () => {
  const { grids, buildings, beats } = world('kuangqu', 1)
  const state = {
    grids: grids.map((grid) => ({ ...grid, locked: false })),
    buildings: buildings.map((building) => ({ ...building, places: 0 })),
  }
  const shapes = beats.map(({ shape }) => shape)
  expect(quality(state, [], shapes).beatsCut).toBe(15)
})
