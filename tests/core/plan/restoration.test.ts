import { expect, test } from 'vitest'
import { applyChange, gridOf, gridsOf } from '#core/plan/change.ts'
import type { Grid, Plan } from '#core/plan/plan.ts'
import { restoration } from '#core/plan/restoration.ts'
import { drawn, performed, planFrom, region } from '../../support/drawing.ts'

const plan = planFrom(`
  A A B C
  A A B C`)
const restored = (from: Plan, to: readonly Grid[]): Plan => {
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
  const back = restored(renamed, gridsOf(plan))
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
  const back = restored(split, gridsOf(plan))
  expect(gridOf(back, 'N')).toBeUndefined()
  const forth = restored(back, gridsOf(split))
  expect(gridOf(forth, 'N')).toEqual(gridOf(split, 'N'))
  expect(drawn(forth, 4, 2)).toBe(drawn(split, 4, 2))
})

test('what is so already is no change; a community without grids then is left alone', () => {
  expect(restoration(plan, gridsOf(plan))).toMatchObject({ ok: false, refusal: { code: 'nothing_changes' } })
  expect(restoration(plan, []).ok).toBe(false)
})
