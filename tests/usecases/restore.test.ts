import { beforeEach, expect, test } from 'vitest'
import type { GridSummary } from '../../server/contract/area.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { testApp, type User } from '../support/app.ts'
import { householdsOf, planning } from '../support/plans.ts'
import { buildingNamed, gridNamed, PINGTAN, SHAGOU, SHAPING_STREET } from '../support/tinyWorld.ts'

const server = testApp()
const { brought, detail, fresh, moved, publish, started } = planning(server)
const [sixth, eighth] = ['第六网格', '第八网格'].map((name) => gridNamed(name).id)
const school = '0000000a-0000-4000-8000-000000000001'
const then = '2026-06-01T00:00:00Z'

const system = (sql: string) => server.database.transaction(SYSTEM, (tx) => tx.query(sql))
const asked = (body: object, user: User = 'planner') =>
  server.ask(user, 'POST', '/api/plans/restore', { name: '恢复', within: SHAGOU, asOf: then, ...body })
const restored = async (body: object = {}) => (await asked(body)).json<{ id: string }>().id
const grids = (query = '') => server.json<GridSummary[]>(null, 'GET', `/api/grids?within=${SHAGOU}${query}`)
const command = async (id: string, command: object) => {
  const { revision } = await detail('planner', id)
  return server.json('planner', 'POST', `/api/plans/${id}/commands`, { expectedRevision: revision, command })
}
/** What is drawn now: ids, labels, shapes and the buildings in them. */
const ground = () =>
  system(`
    select g.grid, g.code, g.name, g.type, g.micro_grids, g.morphology, g.households, md5(g.shape::text),
           (select json_agg(b.building order by b.code) from building_versions b
             where b.grid = g.grid and b.superseded_by is null) as buildings
      from grid_versions g where g.superseded_by is null order by g.grid`)

beforeEach(fresh)

test('redrawn, merged, carved and renamed ground becomes again what it was, as a new version', async () => {
  const before = await ground()
  const redrawn = await started()
  await moved(redrawn, '西坡6号楼', '第五网格')
  await command(redrawn, { type: 'mergeGrids', from: sixth, into: eighth })
  await command(redrawn, { type: 'renameGrid', grid: eighth, name: '大网格' })
  const [west, south] = [113.5, 37.87]
  await command(redrawn, {
    type: 'carveExclusiveGrid',
    region: {
      type: 'Polygon',
      coordinates: [
        [
          [west, south],
          [west + 0.0011, south],
          [west + 0.0011, south + 0.001],
          [west, south + 0.001],
          [west, south],
        ],
      ],
    },
    newGrid: { id: school, name: '学校' },
  })
  await brought(redrawn)
  expect((await grids()).map(({ name }) => name)).toEqual(['第五网格', '大网格', '学校'])

  const answer = await asked({})
  expect([answer.statusCode, answer.json().revision]).toEqual([201, 1])
  const { id } = answer.json()
  expect(answer.headers.location).toBe(`/api/plans/${id}`)
  const plan = await detail('planner', id)
  expect(plan).toMatchObject({ name: '恢复', within: SHAGOU, status: 'draft', canUndo: true })
  expect(householdsOf(plan.balance.filter(({ retired }) => !retired))).toEqual({
    第五网格: 303,
    第六网格: 328,
    第八网格: 709,
  })
  await brought(id)

  expect(await ground()).toEqual(before)
  expect((await grids()).map(({ name, version }) => [name, version])).toEqual([
    ['第五网格', 3],
    ['第六网格', 2],
    ['第八网格', 3],
  ])
  // Nothing of what was is gone: neither the school, nor its code.
  expect((await server.json<object[]>(null, 'GET', `/api/grids/${school}/history`)).length).toBe(1)
  const codes = await system(`select code from grid_codes where grid = '${school}'`)
  expect(codes).toHaveLength(1)
  const history = await server.json<object[]>(null, 'GET', `/api/grids/${sixth}/history`)
  expect(history).toMatchObject([{ version: 1 }, { version: 2, planName: '恢复', validTo: null }])
})

test('the step is undone and done again like any other, and further commands follow it', async () => {
  const redrawn = await started()
  await moved(redrawn, '西坡5号楼', '第六网格')
  await moved(redrawn, '西坡6号楼', '第五网格')
  await brought(redrawn)
  const id = await restored()
  const step = async (what: string) =>
    householdsOf((await server.json<{ balance: [] }>('planner', 'POST', `/api/plans/${id}/${what}`)).balance)
  expect(await step('undo')).toEqual({ 第五网格: 382, 第六网格: 412, 第八网格: 546 })
  expect(await step('redo')).toEqual({ 第五网格: 303, 第六网格: 328, 第八网格: 709 })
  expect(householdsOf((await moved(id, '西坡7号楼', '第五网格')).balance)).toMatchObject({ 第八网格: 631 })
  server.services.states.forget()
  expect(householdsOf((await detail('planner', id)).balance)).toMatchObject({ 第八网格: 631 })
})

test('over a later publication it is replayed, and still restores the same', async () => {
  const before = await ground()
  const first = await started()
  await moved(first, '西坡5号楼', '第六网格')
  await brought(first)
  const id = await restored()
  const second = await started()
  await moved(second, '西坡6号楼', '第五网格')
  await brought(second)
  const submitted = await server.ask('planner', 'POST', `/api/plans/${id}/submit`)
  expect(submitted.json()).toMatchObject({ status: 409, code: 'base_changed' })
  const answer = await server.json<object>('planner', 'POST', `/api/plans/${id}/rebase`, {
    expectedRevision: 1,
  })
  expect(answer).toMatchObject({ revision: 2, kept: 1, dropped: [] })
  await brought(id)
  expect(await ground()).toEqual(before)
})

test('a street, and a day; the community that has not changed is left alone', async () => {
  const redrawn = await started()
  await moved(redrawn, '西坡5号楼', '第六网格')
  await brought(redrawn)
  const id = await restored({ within: SHAPING_STREET, asOf: '2026-06-01' })
  const { balance } = await detail('planner', id)
  expect(
    balance.filter((row) => row.householdsBefore !== row.householdsAfter).map(({ name }) => name),
  ).toEqual(['第六网格', '第八网格'])
})

test('what lies ahead, what never was, what is so already, and who may not: refused, and nothing changes', async () => {
  const redrawn = await started()
  await moved(redrawn, '西坡5号楼', '第六网格')
  await brought(redrawn)
  const now = new Date().toISOString()
  const before = await server.fingerprint()
  for (const [user, body, status, code] of [
    ['planner', { asOf: '2099-01-01' }, 422, 'as_of_in_future'],
    ['planner', { asOf: '1990-01-01' }, 422, 'nothing_published_then'],
    ['planner', { asOf: now }, 422, 'nothing_changes'],
    ['planner', { asOf: 'yesterday' }, 400, 'input_invalid'],
    ['planner', { asOf: '0000-00-00' }, 400, 'input_invalid'],
    ['planner', { within: '140303' }, 400, 'input_invalid'],
    ['planner', { within: '140303005099' }, 422, 'area_unknown'],
    ['shagou', { within: PINGTAN }, 422, 'area_unknown'],
    ['shagou', { within: SHAPING_STREET }, 422, 'area_unknown'],
    ['planner', { name: ' ' }, 400, 'input_invalid'],
    ['viewer', {}, 403, 'role_forbids'],
  ] as const) {
    const answer = await asked(body, user)
    expect([answer.statusCode, answer.json().code], answer.body).toEqual([status, code])
  }
  // Nobody gives the step as a command: only the server makes it.
  const draft = await started()
  const given = await server.ask('planner', 'POST', `/api/plans/${draft}/commands`, {
    expectedRevision: 0,
    command: { type: 'restoreVersion', asOf: then },
  })
  expect(given.json()).toMatchObject({ status: 400, code: 'input_invalid' })
  await system(`delete from plans where id = '${draft}'`)
  expect(await server.fingerprint()).toBe(before)
})

test('PostGIS checks what is restored as it checks everything that is published', async () => {
  const redrawn = await started()
  await moved(redrawn, '西坡5号楼', '第六网格')
  await brought(redrawn)
  const id = await restored()
  await server.json('planner', 'POST', `/api/plans/${id}/submit`)
  await server.json('planner', 'POST', `/api/plans/${id}/sign`)
  const building = buildingNamed('西坡7号楼').id
  const [was] = await system(
    `select position from building_versions where building = '${building}' and superseded_by is null`,
  )
  const at = (position: string) =>
    system(
      `update building_versions set position = ${position} where building = '${building}' and superseded_by is null`,
    )
  await at('st_setsrid(st_makepoint(113.4, 37.8), 4326)')
  const before = await server.fingerprint()
  expect((await publish(id)).json()).toMatchObject({
    code: 'coverage_broken',
    about: { reason: 'building_outside_its_grid' },
  })
  expect(await server.fingerprint()).toBe(before)
  await at(`'${was?.position}'`)
  expect((await publish(id)).statusCode).toBe(200)
})
