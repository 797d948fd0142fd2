import { expect, test } from 'vitest'
import { applyChange, buildingsOf, gridOf, gridsOf } from '#core/plan/change.ts'
import type { Plan } from '#core/plan/plan.ts'
import { restoration, type Version } from '#core/plan/restoration.ts'
import { at, drawn, performed, planFrom, region } from '../../support/drawing.ts'

const plan = planFrom(`
  A A B C
  A A B C`)
const version = (of: Plan): Version => ({
  grids: gridsOf(of),
  gridByBuilding: new Map(buildingsOf(of).map(({ id, grid }) => [id, grid])),
})
const restored = (from: Plan, to: Version): Plan => {
  const decision = restoration(from, to)
  if (!decision.ok) throw new Error(decision.refusal.code)
  return applyChange(from, decision.change)
}

test('after any redrawing, the version of before brings everything back, byte for byte', () => {
  const merged = performed(plan, { type: 'mergeGrids', from: 'A', into: 'B' })
  const redrawn = performed(merged, {
    type: 'assignRegion',
    region: region([3, 0], [4, 0], [4, 1], [3, 1]),
    to: 'B',
  })
  const renamed = performed(redrawn, { type: 'renameGrid', grid: 'C', name: '丙' })
  const back = restored(renamed, version(plan))
  expect([back.grids.size, back.buildings.size]).toEqual([0, 0])
  expect(drawn(back, 4, 2)).toBe(drawn(plan, 4, 2))
})

test('a grid made since is retired, and a retired one comes back as itself', () => {
  const split = performed(plan, {
    type: 'carveExclusiveGrid',
    region: region([0, 0], [1, 0], [1, 1], [0, 1]),
    newGrid: { id: 'N', name: '学校' },
  })
  expect(gridOf(split, 'N')).toBeDefined()
  const back = restored(split, version(plan))
  expect(gridOf(back, 'N')).toBeUndefined()
  const forth = restored(back, version(split))
  expect(gridOf(forth, 'N')).toEqual(gridOf(split, 'N'))
  expect(drawn(forth, 4, 2)).toBe(drawn(split, 4, 2))
})

test('a building that came later goes to the grid that holds it', () => {
  const moved = performed(plan, { type: 'moveBuildings', buildings: [at(2, 0)], to: 'A' })
  const { grids, gridByBuilding } = version(plan)
  const unknown = new Map([...gridByBuilding].filter(([id]) => id !== at(2, 0)))
  expect(drawn(restored(moved, { grids, gridByBuilding: unknown }), 4, 2)).toBe(drawn(plan, 4, 2))
})

test('what is so already is no change; a community without grids then is left alone', () => {
  expect(restoration(plan, version(plan))).toMatchObject({ ok: false, refusal: { code: 'nothing_changes' } })
  expect(restoration(plan, { grids: [], gridByBuilding: new Map() }).ok).toBe(false)
})
