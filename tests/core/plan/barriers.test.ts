import { expect, test } from 'vitest'
import type { Line } from '#core/geometry/lattice.ts'
import { toLattice } from '#core/geometry/lattice.ts'
import { crossings } from '#core/plan/barriers.ts'
import { buildingsByGrid, gridOf } from '#core/plan/change.ts'
import { findings } from '#core/plan/findings.ts'
import type { Barrier, Grid, Plan } from '#core/plan/plan.ts'
import { performed, place, planFrom, region } from '../../support/drawing.ts'

const line = (...corners: [number, number][]): Line => corners.map((corner) => toLattice(place(...corner)))
const barrier = (kind: Barrier['kind'], ...lines: Line[]): Barrier => ({ kind, name: kind, lines })
/** Into how many inhabited parts the barriers part a grid, each. */
const parts = (plan: Plan, grid: string, ...barriers: Barrier[]) =>
  crossings(gridOf(plan, grid) as Grid, buildingsByGrid(plan).get(grid) ?? [], barriers).map(
    (crossing) => crossing.parts,
  )

const row = planFrom('A A A A B B')

test('a road right through a grid parts it; twice through, in three', () => {
  const road = (...at: number[]) =>
    barrier('main_road', ...at.map((column) => line([column, -1], [column + 0.2, 2])))
  expect(parts(row, 'A', road(2))).toEqual([2])
  expect(parts(row, 'A', road(1, 3))).toEqual([3])
  expect(parts(row, 'A', road(2), barrier('railway', line([-1, 0.2], [5, 0.2])))).toEqual([2])
  expect(parts(row, 'B', road(2))).toEqual([])
})

test('a road that ends in a grid, runs along its edge, or cuts off an empty corner parts nothing', () => {
  const road = (...corners: [number, number][]) => barrier('main_road', line(...corners))
  expect(parts(row, 'A', road([2, -1], [2, 0.7]))).toEqual([])
  expect(parts(row, 'A', road([4, -1], [4, 2]))).toEqual([])
  expect(parts(row, 'A', road([-0.1, 0.4], [0.4, -0.1]))).toEqual([])
  expect(parts(row, 'A', road([4, -1], [3.98, 0.3], [4.02, 0.6], [4, 2]))).toEqual([])
})

test('a river is crossed from bank to bank: a house on an island is reached across, water is no part', () => {
  const river = (west: number, east: number) =>
    barrier('river', line([west, -1], [east, -1], [east, 2], [west, 2], [west, -1]))
  expect(parts(row, 'A', river(1.8, 2.2))).toEqual([2])
  expect(parts(row, 'A', river(3.8, 4.2))).toEqual([])
  // The house in the water is a mistake of the map, and no part.
  expect(parts(row, 'A', river(0.8, 2.2))).toEqual([2])
})

test('pieces that lie apart are no barrier’s doing', () => {
  const apart = planFrom('A A B A A')
  const road = barrier('main_road', line([2.5, -1], [2.5, 2]), line([0.2, -1], [0.2, 2]))
  expect(parts(apart, 'A', road)).toEqual([])
  const bay = planFrom(`
    A B B B A
    A B A B A
    A B B B A
    A A A A A`)
  // It closes the bay in which the other piece lies.
  expect(parts(bay, 'A', barrier('main_road', line([-1, 0.1], [6, 0.1])))).toEqual([])
})

test('grid_crosses_barrier: named where a plan brings a house from over the road, and not for what was so before', () => {
  const barriers = [barrier('main_road', line([4, -1], [4, 2])), barrier('railway', line([1, -1], [1, 2]))]
  const plan = planFrom('A A A A B B', 60, { barriers })
  const after = performed(plan, {
    type: 'assignRegion',
    region: region([4, 0], [5, 0], [5, 1], [4, 1]),
    to: 'A',
  })
  const found = findings(after).filter(({ code }) => code === 'grid_crosses_barrier')
  expect(found).toMatchObject([
    { grid: 'A', severity: 'warning', parts: 2, barrier: { kind: 'main_road', name: 'main_road' } },
  ])
  const [west, east] = [place(4, 0)[0], place(5, 0)[0]]
  expect(found[0]?.at[0]).toBeGreaterThan(west)
  expect(found[0]?.at[0]).toBeLessThan(east)
})
