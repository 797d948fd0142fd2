import { expect, test } from 'vitest'
import type { Shape } from '#core/geometry/lattice.ts'
import { localMetres } from '#core/geometry/metres.ts'
import { edgeKey, edgesOf } from '#core/geometry/shape.ts'
import { applyChange, buildingsByGrid, gridOf } from '#core/plan/change.ts'
import { decide } from '#core/plan/decide.ts'
import { findings } from '#core/plan/findings.ts'
import { world } from '../../data/generate.ts'
import { communityPlan } from '../support/community.ts'

const SHAGOU = '140303005006'

const local = localMetres([1_135_000_000, 379_000_000])
function sharedMetres(a: Shape, b: Shape): number {
  const edges = edgesOf([a])
  let sum = 0
  for (const [, { a: from, b: to }] of edgesOf([b]))
    if (edges.has(edgeKey(from, to)))
      sum += Math.hypot((to[0] - from[0]) * local.xPerUnit, (to[1] - from[1]) * local.yPerUnit)
  return sum
}

test.each([1, 5, 8, 13])('seed %i: 沙沟社区 tells its case, 709 → 625 → 546 → 468', (seed) => {
  const demo = world('kuangqu', seed)
  let plan = communityPlan(demo, SHAGOU)
  const grids = [...plan.base.grids.values()]
  expect(grids.map(({ code }) => code)).toEqual(Array.from({ length: 9 }, (_, i) => `${SHAGOU}00${i + 1}`))
  const named = (name: string) => grids.find((grid) => grid.name === name)!.id
  const [fifth, sixth, eighth] = [named('第五网格'), named('第六网格'), named('第八网格')]
  expect(plan.base.grids.get(eighth)!.code).toBe(`${SHAGOU}008`)
  const households = (grid: string) =>
    buildingsByGrid(plan)
      .get(grid)!
      .reduce((sum, it) => sum + it.households, 0)
  expect([fifth, sixth, eighth].map(households)).toEqual([301, 332, 709])
  expect(buildingsByGrid(plan).get(eighth)!.length).toBe(24)
  const whole = grids.reduce((sum, { id }) => sum + households(id), 0)

  const moves = [
    ['西坡5号楼', sixth, 84, 625],
    ['西坡6号楼', fifth, 79, 546],
    ['西坡7号楼', fifth, 78, 468],
  ] as const
  for (const [name, to, count, left] of moves) {
    const building = [...plan.base.buildings.values()].find((it) => it.name === name)!
    expect([building.grid, building.households]).toEqual([eighth, count])

    const before = gridOf(plan, eighth)!.shape
    const target = gridOf(plan, to)!.shape
    const decision = decide(plan, { type: 'moveBuildings', buildings: [building.id], to })
    if (!decision.ok) throw new Error(JSON.stringify(decision.refusal))
    plan = applyChange(plan, decision.change)
    // The cell that left shared a real edge with the grid it went to.
    expect(sharedMetres(before, target) - sharedMetres(gridOf(plan, eighth)!.shape, target)).toBeGreaterThan(
      20,
    )
    expect(households(eighth)).toBe(left)
    for (const { id, name: grid } of grids) expect(gridOf(plan, id)!.shape.length, grid).toBe(1)
    expect(findings(plan).filter(({ severity }) => severity === 'error')).toEqual([])
  }
  expect([fifth, sixth].map(households)).toEqual([458, 416])
  expect(grids.reduce((sum, { id }) => sum + households(id), 0)).toBe(whole)
})
