import { expect, test } from 'vitest'
import {
  CommandAnswer,
  PlanDetail,
  PlanDocument,
  PlanGridFeatures,
  PlanSummary,
} from '../../server/contract/plan.ts'
import { testApp } from '../support/app.ts'
import { householdsOf, planning } from '../support/plans.ts'
import { buildingNamed, gridNamed, PINGTAN, SHAGOU, SHAPING_STREET } from '../support/tinyWorld.ts'

const server = testApp()
const { detail, moved, started } = planning(server)
const [fifth, sixth, eighth] = ['第五网格', '第六网格', '第八网格'].map((name) => gridNamed(name).id)
const absent = '00000000-0000-4000-8000-000000000000'

test('第八网格 goes from 709 to 468 in three moves, and the community keeps its total', async () => {
  const id = await started()
  const steps = [
    await moved(id, '西坡5号楼', '第六网格'),
    await moved(id, '西坡6号楼', '第五网格'),
    await moved(id, '西坡7号楼', '第五网格'),
  ]
  expect(steps.map(({ balance }) => householdsOf(balance))).toEqual([
    { 第五网格: 303, 第六网格: 412, 第八网格: 625 },
    { 第五网格: 382, 第六网格: 412, 第八网格: 546 },
    { 第五网格: 460, 第六网格: 412, 第八网格: 468 },
  ])
  expect(steps.map(({ revision }) => revision)).toEqual([1, 2, 3])
  expect(new Set(steps[0]?.changed)).toEqual(new Set([sixth, eighth]))
  for (const step of steps) CommandAnswer.parse(step)

  const plan = PlanDetail.parse(await detail('planner', id))
  expect([plan.status, plan.revision, plan.canUndo, plan.canRedo]).toEqual(['draft', 3, true, false])
  expect(plan.findings.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(plan.missingSignatures).toEqual(['community', 'street'])
})

test('undo and redo walk through the plan, and a new command forgets what was undone', async () => {
  const id = await started()
  await moved(id, '西坡5号楼', '第六网格')
  const second = await moved(id, '西坡6号楼', '第五网格')
  const step = async (what: 'undo' | 'redo', body?: object) =>
    server.json<CommandAnswer>('planner', 'POST', `/api/plans/${id}/${what}`, body)

  const once = await step('undo')
  expect([householdsOf(once.balance).第八网格, once.canUndo, once.canRedo]).toEqual([625, true, true])
  const twice = await step('undo', { expectedRevision: 3 })
  expect([householdsOf(twice.balance).第八网格, twice.canUndo, twice.canRedo]).toEqual([709, false, true])
  expect((await server.ask('planner', 'POST', `/api/plans/${id}/undo`)).json()).toMatchObject({
    status: 409,
    code: 'nothing_to_undo',
  })
  await step('redo')
  const redone = await step('redo')
  expect(redone.balance).toEqual(second.balance)

  await step('undo')
  await moved(id, '西坡7号楼', '第五网格')
  expect((await server.ask('planner', 'POST', `/api/plans/${id}/redo`)).json()).toMatchObject({
    status: 409,
    code: 'nothing_to_redo',
  })
})

test('the plan is the same when it is made again from what is stored', async () => {
  const id = await started('planner', SHAPING_STREET)
  await moved(id, '西坡5号楼', '第六网格')
  await moved(id, '西坡6号楼', '第五网格')
  await server.json('planner', 'POST', `/api/plans/${id}/undo`)
  const answers = async () =>
    Promise.all(
      ['', '/document', '/grids.geojson'].map(
        async (part) => (await server.ask('planner', 'GET', `/api/plans/${id}${part}`)).body,
      ),
    )
  const kept = await answers()
  server.services.states.forget()
  expect(await answers()).toEqual(kept)
})

test('the document holds the frozen base and what the plan changed over it', async () => {
  const id = await started()
  await moved(id, '西坡5号楼', '第六网格')
  const document = PlanDocument.parse(await server.json('viewer', 'GET', `/api/plans/${id}/document`))
  expect(document.base.communities).toEqual([{ code: SHAGOU, name: '沙沟社区', usedSequences: [5, 6, 8] }])
  expect([document.base.grids.length, document.base.buildings.length]).toEqual([3, 27])
  expect(document.overlay.buildings.map(({ name, grid }) => [name, grid])).toEqual([['西坡5号楼', sixth]])
  expect(document.overlay.grids.map((grid) => grid.id).sort()).toEqual([sixth, eighth].sort())

  const features = PlanGridFeatures.parse(
    await server.json('viewer', 'GET', `/api/plans/${id}/grids.geojson`),
  )
  expect(
    features.features.map(({ properties }) => [properties.name, properties.households, properties.changed]),
  ).toEqual([
    ['第五网格', 303, false],
    ['第六网格', 412, true],
    ['第八网格', 625, true],
  ])
})

test('plans are listed by area and status', async () => {
  const id = await started('planner', PINGTAN)
  const listed = async (query: string) =>
    (await server.json<unknown[]>('viewer', 'GET', `/api/plans?${query}`)).map(
      (one) => PlanSummary.parse(one).id,
    )
  expect(await listed(`within=${PINGTAN}`)).toEqual([id])
  expect(await listed(`within=${PINGTAN}&status=published`)).toEqual([])
  expect(await listed('')).toContain(id)
})

test('every mistake has its code, and changes nothing', async () => {
  const id = await started()
  await moved(id, '西坡5号楼', '第六网格')
  const fifthBuilding = buildingNamed('西坡5号楼').id
  const abroad = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
    ],
  }
  const crossing = {
    type: 'Polygon',
    coordinates: [
      [
        [113.5036, 37.87],
        [113.5056, 37.873],
        [113.5056, 37.87],
        [113.5036, 37.873],
        [113.5036, 37.87],
      ],
    ],
  }
  const before = await server.fingerprint()
  const kept = (await server.ask('planner', 'GET', `/api/plans/${id}`)).body
  const commands = `/api/plans/${id}/commands`
  const move = { type: 'moveBuildings', buildings: [fifthBuilding], to: fifth }

  for (const [status, code, url, body] of [
    [409, 'stale_revision', commands, { expectedRevision: 0, command: move }],
    [409, 'stale_revision', `/api/plans/${id}/undo`, { expectedRevision: 7 }],
    [404, 'not_found', `/api/plans/${absent}/commands`, { expectedRevision: 1, command: move }],
    [422, 'unknown_grid', commands, { expectedRevision: 1, command: { ...move, to: absent } }],
    [422, 'unknown_building', commands, { expectedRevision: 1, command: { ...move, buildings: [absent] } }],
    [
      422,
      'region_leaves_community',
      commands,
      { expectedRevision: 1, command: { type: 'assignRegion', region: abroad, to: fifth } },
    ],
    [
      422,
      'region_invalid',
      commands,
      { expectedRevision: 1, command: { type: 'assignRegion', region: crossing, to: fifth } },
    ],
    [
      400,
      'input_invalid',
      commands,
      {
        expectedRevision: 1,
        command: { type: 'assignRegion', region: { type: 'Polygon', coordinates: [[[113, 37]]] }, to: fifth },
      },
    ],
    [
      400,
      'input_invalid',
      commands,
      {
        expectedRevision: 1,
        command: {
          type: 'assignRegion',
          region: {
            type: 'Polygon',
            coordinates: [
              [
                [113, 37],
                [113, 38],
                ['x', null],
                [113, 37],
              ],
            ],
          },
          to: fifth,
        },
      },
    ],
    [400, 'input_invalid', commands, { expectedRevision: 1, command: { type: 'eraseEverything' } }],
    [400, 'input_invalid', commands, { command: move }],
    [400, 'input_invalid', `/api/plans/x/commands`, { expectedRevision: 1, command: move }],
    [400, 'input_invalid', '/api/plans', { name: ' ', within: SHAGOU }],
    [422, 'area_unknown', '/api/plans', { name: 'x', within: '140303005099' }],
    [409, 'plan_not_submitted', `/api/plans/${id}/sign`, undefined],
    [409, 'plan_not_submitted', `/api/plans/${id}/publish`, {}],
    [400, 'input_invalid', `/api/plans/${id}/publish`, { effectiveOn: 'tomorrow' }],
  ] as const) {
    const answer = await server.ask('planner', 'POST', url, body)
    expect([answer.statusCode, answer.json().code, url], answer.body).toEqual([status, code, url])
  }
  const { about } = (
    await server.ask('planner', 'POST', commands, { expectedRevision: 0, command: move })
  ).json()
  expect(about).toEqual({ revision: 1 })
  expect(await server.fingerprint()).toBe(before)
  expect((await server.ask('planner', 'GET', `/api/plans/${id}`)).body).toBe(kept)
})

test('bodies that are not JSON, or too long, are refused as such', async () => {
  const cookie = String(
    (
      await server.app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { user: 'planner', password: 'demo' },
      })
    ).headers['set-cookie'],
  ).split(';')[0]
  const send = (payload: string, type = 'application/json') =>
    server.app.inject({
      method: 'POST',
      url: '/api/plans',
      headers: { cookie, 'content-type': type },
      payload,
    })
  expect((await send('{"name": ')).json()).toMatchObject({ status: 400, code: 'input_invalid' })
  expect((await send('')).json()).toMatchObject({ status: 400, code: 'input_invalid' })
  expect((await send('{"__proto__": {"name": "x"}}')).json()).toMatchObject({
    status: 400,
    code: 'input_invalid',
  })
  expect((await send('name=x', 'text/csv')).json()).toMatchObject({
    status: 415,
    code: 'media_type_unsupported',
  })
  expect((await send(`"${'x'.repeat(2_000_000)}"`)).json()).toMatchObject({
    status: 413,
    code: 'body_too_large',
  })
})

test('two commands on the same revision: one is done, the other is told the new revision', async () => {
  const id = await started()
  const command = (building: string) =>
    server.ask('planner', 'POST', `/api/plans/${id}/commands`, {
      expectedRevision: 0,
      command: { type: 'moveBuildings', buildings: [buildingNamed(building).id], to: fifth },
    })
  const answers = await Promise.all([command('西坡6号楼'), command('西坡7号楼')])
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  expect((await detail('planner', id)).revision).toBe(1)
})
