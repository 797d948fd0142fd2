import { beforeAll, expect, test } from 'vitest'
import { GridVersion } from '../../server/contract/area.ts'
import { BuildingVersion, Publication } from '../../server/contract/history.ts'
import { testApp, type User } from '../support/app.ts'
import { planning } from '../support/plans.ts'
import { buildingNamed, gridNamed, PINGTAN, SHAGOU, SHAPING_STREET } from '../support/tinyWorld.ts'

const server = testApp()
const { brought, detail, fresh, moved, started } = planning(server)
const [sixth, eighth] = ['第六网格', '第八网格'].map((name) => gridNamed(name).id)
const building = buildingNamed('西坡5号楼')

const published = async (within?: string, user: User | null = null) =>
  (await server.json<unknown[]>(user, 'GET', `/api/publications${within ? `?within=${within}` : ''}`)).map(
    (one) => Publication.parse(one),
  )
const lifeOf = async (id: string) =>
  (await server.json<unknown[]>(null, 'GET', `/api/buildings/${id}/history`)).map((one) =>
    BuildingVersion.parse(one),
  )

const historyOf = async (grid = '') =>
  (await server.json<unknown[]>(null, 'GET', `/api/grids/${grid}/history`)).map((one) =>
    GridVersion.parse(one),
  )

const command = async (id: string, command: object) => {
  const { revision } = await detail('planner', id)
  await server.json('planner', 'POST', `/api/plans/${id}/commands`, { expectedRevision: revision, command })
}

/** 西坡5号楼 goes to 第六 with a street plan, then 第六 into 第八; meanwhile 平潭 renames its grid. */
let [street, merging, renaming] = ['', '', '']
beforeAll(async () => {
  street = await started('planner', SHAPING_STREET)
  await moved(street, building.name, '第六网格')
  await command(street, { type: 'renameGrid', grid: sixth, name: '西网格' })
  await brought(street)
  renaming = await started('planner', PINGTAN)
  await command(renaming, {
    type: 'renameGrid',
    grid: gridNamed('第一网格', PINGTAN).id,
    name: '东一网格',
  })
  await brought(renaming)
  merging = await started()
  await command(merging, { type: 'mergeGrids', from: sixth, into: eighth })
  await brought(merging, { effectiveOn: '2099-01-01' })
})

test('what was published, newest first: by whom, from when, how many grids and households', async () => {
  const all = await published()
  expect(all.map(({ plan, grids, householdsMoved }) => [plan, grids, householdsMoved])).toEqual([
    [merging, 2, 412],
    [renaming, 1, 0],
    [street, 2, 84],
    [null, 5, 0],
  ])
  expect(all[0]).toMatchObject({
    kind: 'plan',
    planName: '沙沟调整',
    by: '规划员 · 演示',
    effectiveFrom: '2098-12-31T16:00:00.000Z',
  })
  expect(all[3]).toMatchObject({ kind: 'import', planName: null })
})

test('an area has its own publications, counted in it', async () => {
  expect((await published(SHAGOU)).map(({ plan, grids }) => [plan, grids])).toEqual([
    [merging, 2],
    [street, 2],
    [null, 3],
  ])
  expect((await published(PINGTAN)).map(({ plan }) => plan)).toEqual([renaming, null])
  expect(await published('140304')).toEqual([])
})

test('a scope sees what concerns it, and no plan that lies outside', async () => {
  expect((await published(undefined, 'shagou')).map(({ plan, grids }) => [plan, grids])).toEqual([
    [merging, 2],
    [null, 2],
    [null, 3],
  ])
  expect(await published(PINGTAN, 'shagou')).toEqual([])
})

test('the life of a building: which grid it was in, from when, and by which plan', async () => {
  const life = await lifeOf(building.id)
  expect(life.map(({ grid, gridName, plan }) => [grid, gridName, plan])).toEqual([
    [eighth, '第八网格', null],
    [sixth, '西网格', street],
    [eighth, '第八网格', merging],
  ])
  expect(life[0]?.validTo).toBe(life[1]?.validFrom)
  expect(life[2]).toMatchObject({ version: 3, households: 84, validTo: null, planName: '沙沟调整' })
  expect((await lifeOf(buildingNamed('西坡7号楼').id)).map(({ grid }) => grid)).toEqual([eighth])
})

test('foreign buildings answer as absent ones; nonsense is refused', async () => {
  const foreign = '00000002-0000-4000-8000-00000000002d'
  const absent = '00000000-0000-4000-8000-000000000000'
  expect((await lifeOf(foreign)).length).toBe(1)
  const asked = (id: string) => server.ask('shagou', 'GET', `/api/buildings/${id}/history`)
  expect((await asked(foreign)).body).toBe((await asked(absent)).body)
  expect((await asked(absent)).json()).toMatchObject({ status: 404, code: 'not_found' })
  expect((await asked('x')).json()).toMatchObject({ status: 400, code: 'input_invalid' })
  expect((await server.ask(null, 'GET', '/api/publications?within=here')).json()).toMatchObject({
    code: 'input_invalid',
  })
})

test('of two publications for one day, the first is told as replaced before it took effect', async () => {
  await fresh()
  const [first, second] = [await started(), await started()]
  await moved(first, building.name, '第六网格')
  await brought(first, { effectiveOn: '2099-01-01' })
  await server.json('planner', 'POST', `/api/plans/${second}/rebase`, {
    expectedRevision: (await detail('planner', second)).revision,
  })
  await moved(second, building.name, '第八网格')
  await brought(second, { effectiveOn: '2099-01-01' })

  const told = (await historyOf(eighth)).map(({ plan, replaced, publishedBy }) => [
    plan,
    replaced,
    publishedBy,
  ])
  expect(told).toEqual([
    [null, false, 'system'],
    [first, true, '规划员 · 演示'],
    [second, false, '规划员 · 演示'],
  ])
  expect((await historyOf(sixth)).map(({ plan, replaced }) => [plan, replaced])).toEqual([
    [null, false],
    [first, true],
    [second, false],
  ])
  expect((await lifeOf(building.id)).map(({ grid, replaced }) => [grid, replaced])).toEqual([
    [eighth, false],
    [sixth, true],
    [eighth, false],
  ])
  expect((await published()).map(({ plan }) => plan)).toEqual([second, first, null])
})

test('a neighbour that only got a corner on its edge is not counted as changed', async () => {
  await fresh()
  // The south edge of 第八, 11 m wide and without a building, goes to 第六.
  const [west, south, east, north] = [113.5036, 37.87, 113.5072, 37.8701]
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  const plan = await started()
  await command(plan, {
    type: 'assignRegion',
    region: { type: 'Polygon', coordinates: [ring] },
    to: sixth,
  })
  await brought(plan)
  expect(await historyOf(gridNamed('第五网格').id)).toHaveLength(2)
  expect((await published())[0]).toMatchObject({ plan, grids: 2, householdsMoved: 0 })
})
