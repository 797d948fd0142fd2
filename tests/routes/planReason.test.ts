import { afterEach, expect, test } from 'vitest'
import type { PlanSummary } from '../../server/contract/plan.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { testApp } from '../support/app.ts'
import { planning } from '../support/plans.ts'
import { buildingNamed, gridNamed, SHAGOU } from '../support/tinyWorld.ts'

const server = testApp()
const { brought, detail, fresh, moved, started } = planning(server)
const WHY = '第八网格 709 户,一名网格员照看不过来。'
const word = (id: string, body: object) => server.ask('planner', 'PATCH', `/api/plans/${id}`, body)

test('a plan says why it is made: from its start, or later, until it is submitted', async () => {
  const plan = { name: '沙沟调整', reason: ` ${WHY} `, within: SHAGOU }
  const { id } = await server.json<{ id: string }>('planner', 'POST', '/api/plans', plan)
  expect(await detail('viewer', id)).toMatchObject({ reason: WHY, revision: 0 })
  await moved(id, '西坡5号楼', '第六网格')

  // The move before may be told only now: what is heard is waited for, whatever comes ahead of it.
  const heard: unknown[] = []
  server.services.planFeed.watch(id, { hear: (change) => heard.push(change), end() {} })
  const reworded = await word(id, { expectedRevision: 1, name: '八网格减负', reason: '按居民代表会意见。' })
  expect(reworded.json()).toMatchObject({ name: '八网格减负', reason: '按居民代表会意见。', revision: 2 })
  await expect.poll(() => heard.at(-1)).toMatchObject({ revision: 2, by: 'planner' })
  expect((await word(id, { reason: '' })).json()).toMatchObject({
    name: '八网格减负',
    reason: '',
    revision: 3,
  })
  // Words are no command: undo takes the building back, and leaves them.
  await word(id, { reason: WHY })
  const undone = await server.json<{ revision: number }>('planner', 'POST', `/api/plans/${id}/undo`)
  expect(undone.revision).toBe(5)
  expect(await detail('planner', id)).toMatchObject({ reason: WHY, canUndo: false, canRedo: true })
  expect((await server.json<PlanSummary[]>('viewer', 'GET', '/api/plans'))[0]).toMatchObject({ reason: WHY })

  const rows = await server.database.transaction(SYSTEM, (tx) =>
    tx.query(
      `select actor, detail from audit where subject = 'plan:${id}' and action = 'planWorded' order by seq`,
    ),
  )
  expect(rows).toEqual([
    { actor: 'planner', detail: { name: '八网格减负', reason: '按居民代表会意见。' } },
    { actor: 'planner', detail: { reason: '' } },
    { actor: 'planner', detail: { reason: WHY } },
  ])
})

test('every mistake has its code, and changes nothing', async () => {
  const id = await started()
  const submitted = await started()
  await moved(submitted, '西坡5号楼', '第六网格')
  await server.json('planner', 'POST', `/api/plans/${submitted}/submit`)
  const before = await server.fingerprint()
  for (const [status, code, user, plan, body] of [
    [400, 'input_invalid', 'planner', id, {}],
    [400, 'input_invalid', 'planner', id, { reason: 'x'.repeat(2001) }],
    [400, 'input_invalid', 'planner', id, { name: ' ' }],
    [400, 'input_invalid', 'planner', id, { reason: null }],
    [409, 'stale_revision', 'planner', id, { expectedRevision: 7, reason: WHY }],
    [409, 'plan_not_draft', 'planner', submitted, { reason: WHY }],
    [404, 'not_found', 'planner', '00000000-0000-4000-8000-000000000000', { reason: WHY }],
    [403, 'role_forbids', 'viewer', id, { reason: WHY }],
  ] as const) {
    const answer = await server.ask(user, 'PATCH', `/api/plans/${plan}`, body)
    expect([answer.statusCode, answer.json().code], answer.body).toEqual([status, code])
  }
  expect(await server.fingerprint()).toBe(before)
  await server.json('planner', 'POST', `/api/plans/${submitted}/withdraw`)
})

test('the histories answer with who, when, which plan and why', async () => {
  const id = await started()
  await moved(id, '西坡5号楼', '第六网格')
  await word(id, { reason: WHY })
  await brought(id)
  const newest = async (url: string, at: number) =>
    (await server.json<Record<string, unknown>[]>('viewer', 'GET', url)).at(at)
  const told = { plan: id, planName: '沙沟调整', reason: WHY }
  const who = { publishedBy: '规划员 · 演示', publishedAt: expect.stringMatching(/^\d{4}-.*Z$/) }
  expect(await newest('/api/publications', 0)).toMatchObject({ ...told, by: '规划员 · 演示' })
  expect(await newest(`/api/grids/${gridNamed('第八网格').id}/history`, -1)).toMatchObject({
    ...told,
    ...who,
  })
  const life = `/api/buildings/${buildingNamed('西坡5号楼').id}/history`
  expect(await newest(life, -1)).toMatchObject({ ...told, ...who })
  expect(await newest(life, 0)).toMatchObject({ plan: null, reason: null, publishedBy: 'system' })
  await fresh()
})

const require = (reasonRequired: boolean) =>
  server.database.transaction(SYSTEM, (tx) =>
    tx.query(
      `update settings set value = value || jsonb_build_object('reasonRequired', ${reasonRequired})
        where name = 'installation'`,
    ),
  )
afterEach(() => require(false))

test('where the office asks for it, a plan without a reason is not submitted', async () => {
  const id = await started()
  await moved(id, '西坡5号楼', '第六网格')
  await require(true)
  expect(await server.json('viewer', 'GET', '/api/settings')).toMatchObject({ reasonRequired: true })
  const submit = () => server.ask('planner', 'POST', `/api/plans/${id}/submit`)
  expect((await submit()).json()).toMatchObject({ status: 422, code: 'reason_missing' })
  await word(id, { reason: WHY })
  expect((await submit()).json()).toMatchObject({ status: 'submitted', reason: WHY })
})
