import { expect, test } from 'vitest'
import type { Shape } from '#core/geometry/lattice.ts'
import { areaM2 } from '#core/geometry/metres.ts'
import { applyChange, gridOf } from '#core/plan/change.ts'
import { findings } from '#core/plan/findings.ts'
import type { Grid, Plan } from '#core/plan/plan.ts'
import { at, CELL, performed, planFrom, region } from '../../support/drawing.ts'

/** A plan in which one grid's row was tampered with behind the commands' back. */
function tampered(plan: Plan, id: string, change: (grid: Grid) => Partial<Grid>): Plan {
  const before = gridOf(plan, id) as Grid
  return applyChange(plan, [{ table: 'grids', id, before, after: { ...before, ...change(before) } }])
}
const codes = (plan: Plan) => findings(plan).map(({ code, grid }) => `${code} ${grid}`)
const shifted = (shape: Shape, by: number): Shape =>
  shape.map((polygon) => polygon.map((ring) => ring.map(([x, y]) => [x + by, y])))

const fair = planFrom(
  `
  A A B
  A A B`,
  (column) => (column === 2 ? 200 : 100),
)

test('a plan in which nothing differs has no findings', () => {
  expect(findings(fair)).toEqual([])
  expect(findings(performed(fair, { type: 'lockGrid', grid: 'A' }))).toEqual([])
})

test('household_band: a changed grid outside the band, and by how much', () => {
  const after = performed(fair, { type: 'moveBuildings', buildings: [at(2, 0)], to: 'A' })
  expect(findings(after)).toMatchObject([
    { code: 'household_band', severity: 'warning', grid: 'A', households: 600, beyond: 100 },
    { code: 'household_band', severity: 'warning', grid: 'B', households: 200, beyond: -100 },
  ])
})

test('building_cut_by_boundary: a line through a footprint, and none beside it', () => {
  const cut = performed(fair, {
    type: 'assignRegion',
    region: region([1.4, 0], [2, 0], [2, 2], [1.4, 2]),
    to: 'B',
  })
  expect(findings(cut).filter(({ code }) => code === 'building_cut_by_boundary')).toMatchObject([
    { building: at(1, 0), grid: 'B' },
    { building: at(1, 1), grid: 'B' },
  ])
  const beside = performed(fair, {
    type: 'assignRegion',
    region: region([1.2, 0], [2, 0], [2, 2], [1.2, 2]),
    to: 'B',
  })
  expect(codes(beside).filter((code) => code.startsWith('building_cut'))).toEqual([])
})

test('grid_without_building: ground, but nobody to walk to', () => {
  const plan = planFrom(`
    A A b
    A A b
    A A B`)
  const after = performed(plan, {
    type: 'assignRegion',
    region: region([2, 2], [3, 2], [3, 3], [2, 3]),
    to: 'A',
  })
  expect(codes(after)).toContain('grid_without_building B')
})

test('coverage: a grid that was shifted leaves a gap, lies over another and leaves its community', () => {
  const after = tampered(fair, 'B', ({ shape }) => ({ shape: shifted(shape, -CELL / 4) }))
  const quarterM2 = areaM2(gridOf(fair, 'B')?.shape ?? []) / 4
  const coverage = findings(after).filter(({ areaM2 }) => areaM2 !== undefined)
  expect(coverage.map(({ code, grid, other }) => [code, grid, other])).toEqual([
    ['coverage_gap', 'B', undefined],
    ['coverage_overlap', 'B', 'A'],
  ])
  for (const found of coverage) expect(found.areaM2).toBeCloseTo(quarterM2, 0)
  const away = tampered(fair, 'B', ({ shape }) => ({ shape: shifted(shape, CELL / 4) }))
  expect(codes(away).filter((code) => /^(coverage|grid_leaves)/.test(code))).toEqual([
    'coverage_gap B',
    'grid_leaves_community B',
  ])
})

test('coverage_overlap: two grids on just the same ground, every edge shared', () => {
  const plan = planFrom(`
    A A A
    A B A
    A A A`)
  const twin: Grid = { ...(gridOf(plan, 'B') as Grid), id: 'N', code: '140303005006009', name: 'N' }
  const after = applyChange(plan, [{ table: 'grids', id: 'N', before: null, after: twin }])
  expect(findings(after).filter(({ code }) => code.startsWith('coverage'))).toMatchObject([
    { code: 'coverage_overlap', grid: 'N', other: 'B', areaM2: areaM2(twin.shape) },
  ])
})

test('coverage_broken: a vertex that only one side has', () => {
  const loose = tampered(fair, 'B', ({ shape }) => ({
    shape: shape.map((polygon) => polygon.map((ring) => ring.filter((_, i) => i !== 1))),
  }))
  expect(codes(loose).filter((code) => code.startsWith('coverage'))).toEqual(['coverage_broken B'])
})

test('duplicate_code blocks, duplicate_name warns, building_without_grid blocks', () => {
  const twin = tampered(fair, 'B', () => ({ code: gridOf(fair, 'A')?.code ?? '', name: 'A' }))
  expect(findings(twin)).toMatchObject([
    { code: 'duplicate_code', severity: 'error', grid: 'B' },
    { code: 'duplicate_name', severity: 'warning', grid: 'B' },
  ])
  const away = tampered(fair, 'B', ({ shape }) => ({ shape: shifted(shape, 10 * CELL) }))
  expect(findings(away).filter(({ code }) => code === 'building_without_grid')).toMatchObject([
    { severity: 'error', building: at(2, 0) },
    { severity: 'error', building: at(2, 1) },
  ])
})

test('a neighbour that only got a vertex on its edge is not the plan’s concern', () => {
  const plan = planFrom(`
    A A B
    A A B
    C C C`)
  const after = performed(plan, {
    type: 'assignRegion',
    region: region([1.3, 0], [2, 0], [2, 2], [1.3, 2]),
    to: 'B',
  })
  expect(gridOf(after, 'C')?.shape).not.toEqual(gridOf(plan, 'C')?.shape)
  expect(new Set(findings(after).map(({ grid }) => grid))).toEqual(new Set(['A', 'B']))
})

test('errors come before warnings', () => {
  const plan = planFrom(`
    A A A
    B B B
    A A A`)
  const after = performed(plan, { type: 'moveBuildings', buildings: [at(1, 1)], to: 'A' })
  expect(findings(after).map(({ severity }) => severity)).toEqual(['error', 'warning', 'warning'])
})
