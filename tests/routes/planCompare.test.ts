import { expect, test } from 'vitest'
import { PlanComparison } from '../../server/contract/compare.ts'
import { PlanDocument } from '../../server/contract/plan.ts'
import { testApp } from '../support/app.ts'
import { planning } from '../support/plans.ts'
import { buildingNamed, gridNamed, PINGTAN, SHAGOU, SHAPING_STREET, tinyWorld } from '../support/tinyWorld.ts'

const server = testApp()
const { moved, started } = planning(server)
const [fifth, sixth, eighth] = ['第五网格', '第六网格', '第八网格'].map((name) => gridNamed(name).id)
const absent = '00000000-0000-4000-8000-000000000000'
const compared = async (id: string, query = '') =>
  PlanComparison.parse(await server.json('viewer', 'GET', `/api/plans/${id}/compare${query}`))

test('a plan beside what is published: grids, ground, buildings and households, and how well both are drawn', async () => {
  const id = await started()
  await moved(id, '西坡5号楼', '第六网格')
  const answer = await compared(id)
  expect(answer).toMatchObject({ within: SHAGOU, with: 'published', households: 84 })
  expect(answer.moved).toMatchObject([
    { building: buildingNamed('西坡5号楼').id, from: eighth, to: sixth, households: 84 },
  ])
  expect(answer.areas.map(({ from, to }) => [from, to])).toEqual([[eighth, sixth]])
  expect(
    answer.grids.map(({ grid, before, after }) => [grid, before?.households, after?.households]),
  ).toEqual([
    [sixth, 328, 412],
    [eighth, 709, 625],
  ])
  expect(answer.before.households).toMatchObject({ min: 303, max: 709, spread: 406 })
  expect(answer.after.households).toMatchObject({ min: 303, max: 625, spread: 322 })
  // 第六 and 第八 lie in the first beat, 第五 in the second; no boundary runs along 沙沟路, it only meets them.
  expect([answer.before.beatsCut, answer.after.beatsCut]).toEqual([0, 0])
  expect(answer.before.shareAlongRoads).toBeLessThan(0.05)
  expect(answer.after.compactness).toBeLessThan(answer.before.compactness)
})

test('who serves the changed grids, today and before, counted once and nobody named', async () => {
  const id = await started()
  expect((await compared(id)).crew).toEqual({
    people: 0,
    byRole: { chief: 0, instructor: 0, worker: 0, auxiliary: 0 },
  })
  await moved(id, '西坡5号楼', '第六网格')
  expect((await compared(id)).crew).toEqual({
    people: 5,
    byRole: { chief: 2, instructor: 1, worker: 2, auxiliary: 0 },
  })
  // A name alone concerns nobody's rounds.
  const renamed = await started()
  await server.json('planner', 'POST', `/api/plans/${renamed}/commands`, {
    expectedRevision: 0,
    command: { type: 'renameGrid', grid: fifth, name: '东网格' },
  })
  expect((await compared(renamed)).crew.people).toBe(0)

  const document = await server.ask('planner', 'GET', `/api/plans/${id}/document`)
  const { crew, barriers } = PlanDocument.parse(document.json()).base
  expect(crew).toContainEqual({ grid: eighth, roles: ['chief', 'instructor', 'worker'] })
  expect(barriers.map(({ kind, name }) => [kind, name])).toEqual([
    ['river', '桃河'],
    ['main_road', '沙沟路'],
  ])
  for (const { name, telephone } of tinyWorld.people) {
    expect(document.body).not.toContain(name)
    expect(document.body).not.toContain(telephone)
  }
})

test('a grid that a plan draws across the beats is cut by them', async () => {
  const id = await started()
  await moved(id, '西坡6号楼', '第五网格')
  expect((await compared(id)).after.beatsCut).toBe(1)
})

test('two plans side by side, also of a street and of one of its communities', async () => {
  const one = await started()
  await moved(one, '西坡5号楼', '第六网格')
  const two = await started('planner', SHAPING_STREET)
  await moved(two, '西坡6号楼', '第五网格')
  const answer = await compared(one, `?with=${two}`)
  expect([answer.within, answer.with]).toEqual([SHAGOU, two])
  expect(answer.moved.map(({ name, from, to }) => [name, from, to])).toEqual([
    ['西坡5号楼', eighth, sixth],
    ['西坡6号楼', fifth, eighth],
  ])
  expect((await compared(two, `?with=${one}`)).within).toBe(SHAGOU)
  expect((await compared(one, `?with=${one}`)).grids).toEqual([])
})

test('plans without a common community, foreign and absent plans, and nonsense are refused', async () => {
  const id = await started('shagou')
  const apart = await started('planner', PINGTAN)
  const asked = (user: 'planner' | 'shagou', of: string, other: string) =>
    server.ask(user, 'GET', `/api/plans/${of}/compare?with=${other}`)
  expect((await asked('planner', id, apart)).json()).toMatchObject({ status: 422, code: 'plans_apart' })
  expect((await asked('planner', id, 'yesterday')).json()).toMatchObject({
    status: 400,
    code: 'input_invalid',
  })
  const unseen = await Promise.all([
    asked('shagou', id, apart),
    asked('shagou', id, absent),
    asked('shagou', apart, 'published'),
    asked('shagou', absent, 'published'),
  ])
  expect(new Set(unseen.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1)
  expect(unseen[0]?.statusCode).toBe(404)
})
