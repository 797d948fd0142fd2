import { expect, test } from 'vitest'
import type { GridSummary } from '../../server/contract/area.ts'
import type { PlanDetail } from '../../server/contract/plan.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { testApp, type User } from '../support/app.ts'
import { householdsOf, planning } from '../support/plans.ts'
import { buildingNamed, gridNamed, PINGTAN, SHAGOU, SHAPING_STREET } from '../support/tinyWorld.ts'

const server = testApp()
const { detail, fresh, moved, publish, signed, started } = planning(server)
const eighth = gridNamed('第八网格')

const grids = (query = '') => server.json<GridSummary[]>(null, 'GET', `/api/grids?within=${SHAGOU}${query}`)
const act = (user: User, id: string, what: string) => server.ask(user, 'POST', `/api/plans/${id}/${what}`)
const system = (sql: string) => server.database.transaction(SYSTEM, (tx) => tx.query(sql))

test('a community plan is signed by its community and its street, and published by the district', async () => {
  await fresh()
  const id = await started('shagou')
  await moved(id, '西坡5号楼', '第六网格', 'shagou')
  expect((await act('shagou', id, 'submit')).json()).toMatchObject({
    status: 'submitted',
    missingSignatures: ['community', 'street'],
  })
  expect((await act('shagou', id, 'sign')).json().missingSignatures).toEqual(['street'])
  expect((await act('shagou', id, 'sign')).json()).toMatchObject({ status: 409, code: 'already_signed' })
  expect((await publish(id)).json()).toMatchObject({
    code: 'signature_missing',
    about: { levels: ['street'] },
  })
  expect((await act('shaping', id, 'sign')).json().missingSignatures).toEqual([])
  expect((await act('shaping', id, 'publish')).json()).toMatchObject({ status: 403, code: 'scope_too_small' })

  const published = (await publish(id)).json<PlanDetail>()
  expect([published.status, published.revision]).toEqual(['published', 3])
  expect(published.signatures.map(({ level, user }) => [level, user])).toEqual([
    ['community', 'shagou'],
    ['street', 'shaping'],
  ])
  expect(householdsOf(await grids())).toEqual({ 第五网格: 303, 第六网格: 412, 第八网格: 625 })
})

test('after publishing, a day before shows what was then, and the buildings moved too', async () => {
  await fresh()
  const id = await signed()
  expect((await publish(id)).statusCode).toBe(200)
  expect(householdsOf(await grids('&asOf=2026-01-01'))).toEqual({
    第五网格: 303,
    第六网格: 328,
    第八网格: 709,
  })
  const moved = buildingNamed('西坡5号楼').id
  const ids = async (grid: string, query = '') =>
    (await server.json<{ id: string }[]>(null, 'GET', `/api/grids/${grid}/buildings${query}`)).map(
      (one) => one.id,
    )
  expect(await ids(gridNamed('第六网格').id)).toContain(moved)
  expect(await ids(eighth.id)).not.toContain(moved)
  expect(await ids(eighth.id, '?asOf=2026-01-01')).toContain(moved)

  const history = await server.json<object[]>(null, 'GET', `/api/grids/${eighth.id}/history`)
  expect(history).toMatchObject([
    { version: 1, households: 709, buildings: 9, plan: null },
    { version: 2, households: 625, buildings: 8, plan: id, planName: '沙沟调整', validTo: null },
  ])
})

test('published for a day to come, it shows on that day', async () => {
  await fresh()
  const id = await signed()
  const answer = (await publish(id, { effectiveOn: '2099-01-01' })).json<PlanDetail>()
  expect(answer.effectiveOn).toBe('2099-01-01')
  expect(householdsOf(await grids()).第八网格).toBe(709)
  expect(householdsOf(await grids('&asOf=2098-12-31')).第八网格).toBe(709)
  expect(householdsOf(await grids('&asOf=2099-01-01')).第八网格).toBe(625)
  expect(householdsOf(await grids('&asOf=2098-12-31T16:00:00Z')).第八网格).toBe(625)

  // A plan that starts now stands on what is published already, and cannot take effect before it.
  const next = await started()
  const answered = await moved(next, '西坡6号楼', '第五网格')
  expect(householdsOf(answered.balance)).toEqual({ 第五网格: 382, 第六网格: 412, 第八网格: 546 })
  await act('planner', next, 'submit')
  await act('planner', next, 'sign')
  expect((await publish(next)).json()).toMatchObject({ status: 422, code: 'effective_before_published' })
  expect((await publish(next, { effectiveOn: '2099-01-01' })).statusCode).toBe(200)
  expect(householdsOf(await grids('&asOf=2099-01-02')).第八网格).toBe(546)
})

test('a day in the past is refused', async () => {
  await fresh()
  const id = await signed()
  const before = await server.fingerprint()
  expect((await publish(id, { effectiveOn: '2026-01-01' })).json()).toMatchObject({
    status: 422,
    code: 'effective_in_past',
  })
  expect(await server.fingerprint()).toBe(before)
})

test('published twice at once: it is published once', async () => {
  await fresh()
  const id = await signed()
  const answers = await Promise.all(Array.from({ length: 5 }, () => publish(id)))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409, 409, 409])
  expect(await system('select number from publications where number > 1')).toHaveLength(1)
  expect((await grids()).map(({ version }) => version).sort()).toEqual([1, 2, 2])
})

test('two plans over the same ground published at once: the second is told that its base changed', async () => {
  for (let round = 0; round < 5; round++) {
    await fresh()
    const ids = [await signed(), await signed()]
    const answers = await Promise.all(ids.map((id) => publish(id)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const refused = answers.find(({ statusCode }) => statusCode === 409)
    expect(refused?.json()).toMatchObject({ code: 'base_changed' })
    expect(refused?.json().about.grids).toContain(eighth.id)
  }
})

test("plans over different communities of one street do not stand in each other's way", async () => {
  await fresh()
  const street = await started('planner', SHAPING_STREET)
  await moved(street, '西坡5号楼', '第六网格')
  const other = await started('planner', PINGTAN)
  await server.json('planner', 'POST', `/api/plans/${other}/commands`, {
    expectedRevision: 0,
    command: { type: 'renameGrid', grid: gridNamed('第一网格', PINGTAN).id, name: '东一网格' },
  })
  for (const id of [other, street]) {
    expect((await act('planner', id, 'submit')).statusCode).toBe(200)
    expect((await act('planner', id, 'sign')).statusCode).toBe(200)
    expect((await publish(id)).statusCode).toBe(200)
  }
})

test('a merged grid ends, its code never comes back, and history still knows it', async () => {
  await fresh()
  const id = await started()
  const sixth = gridNamed('第六网格').id
  await server.json('planner', 'POST', `/api/plans/${id}/commands`, {
    expectedRevision: 0,
    command: { type: 'mergeGrids', from: sixth, into: eighth.id },
  })
  await act('planner', id, 'submit')
  await act('planner', id, 'sign')
  expect((await publish(id)).statusCode).toBe(200)
  expect(householdsOf(await grids())).toEqual({ 第五网格: 303, 第八网格: 1037 })
  expect((await server.ask(null, 'GET', `/api/grids/${sixth}`)).statusCode).toBe(404)
  expect((await server.ask(null, 'GET', `/api/grids/${sixth}?asOf=2026-01-01`)).statusCode).toBe(200)
  const taken = system(
    `insert into grid_codes select code, '${eighth.id}' from grid_codes where grid = '${sixth}'`,
  )
  await expect(taken).rejects.toThrow(/duplicate key/)
})

test('what PostGIS finds wrong stops the publication, whatever core said, and changes nothing', async () => {
  for (const [reason, fault] of [
    // 第五 reaches over 第八; it is a grid that the plan does not touch.
    [
      'grids_overlap',
      `update grid_versions set shape = st_multi(st_makeenvelope(113.506, 37.87, 113.5108, 37.873, 4326))
       where code = '140303005006005'`,
    ],
    [
      'shape_invalid',
      `update grid_versions set shape = st_geomfromtext('MULTIPOLYGON(((113.5072 37.87, 113.5108 37.873,
       113.5108 37.87, 113.5072 37.873, 113.5072 37.87)))', 4326) where code = '140303005006005'`,
    ],
    [
      'building_outside_its_grid',
      `update building_versions set position = st_setsrid(st_makepoint(113.4, 37.8), 4326)
       where code = '14030300500600019'`,
    ],
  ] as const) {
    await fresh()
    const id = await signed()
    const shapes = await system('select grid, version, shape from grid_versions')
    const positions = await system(
      `select building, position from building_versions where code = '14030300500600019'`,
    )
    await system(fault)
    const before = await server.fingerprint()
    expect((await publish(id)).json()).toMatchObject({
      status: 422,
      code: 'coverage_broken',
      about: { reason },
    })
    expect(await server.fingerprint()).toBe(before)
    for (const row of shapes)
      await system(
        `update grid_versions set shape = '${row.shape}' where grid = '${row.grid}' and version = ${row.version}`,
      )
    for (const row of positions)
      await system(
        `update building_versions set position = '${row.position}' where building = '${row.building}'`,
      )
  }
})

test('an empty plan is not submitted, nor is a submitted one edited', async () => {
  await fresh()
  const id = await started()
  expect((await act('planner', id, 'submit')).json()).toMatchObject({ status: 422, code: 'plan_empty' })
  await moved(id, '西坡5号楼', '第六网格')
  await act('planner', id, 'submit')
  const answer = await server.ask('planner', 'POST', `/api/plans/${id}/undo`)
  expect(answer.json()).toMatchObject({ status: 409, code: 'plan_not_draft', about: { status: 'submitted' } })
})

test('errors among the findings stop the submission and are listed', async () => {
  await fresh()
  const id = await started()
  // The middle column taken out of 第八 leaves it in two parts.
  const [west, east, south, north] = [113.5048, 113.506, 37.87, 37.873]
  await server.json('planner', 'POST', `/api/plans/${id}/commands`, {
    expectedRevision: 0,
    command: {
      type: 'assignRegion',
      region: {
        type: 'Polygon',
        coordinates: [
          [
            [west, south],
            [east, south],
            [east, north],
            [west, north],
            [west, south],
          ],
        ],
      },
      to: gridNamed('第六网格').id,
    },
  })
  const answer = await act('planner', id, 'submit')
  expect(answer.json()).toMatchObject({ status: 422, code: 'findings_block' })
  expect(answer.json().about.findings).toContainEqual(
    expect.objectContaining({ code: 'grid_in_two_parts', severity: 'error' }),
  )
  expect((await detail('planner', id)).status).toBe('draft')
})

test('withdrawn, a submitted plan is a draft without signatures; a draft is given up for good', async () => {
  await fresh()
  const id = await signed()
  expect((await act('planner', id, 'withdraw')).json()).toMatchObject({ status: 'draft', signatures: [] })
  expect((await act('planner', id, 'withdraw')).json()).toMatchObject({ status: 'withdrawn' })
  expect((await act('planner', id, 'withdraw')).json()).toMatchObject({ status: 409, code: 'plan_closed' })
})

test('who did what is in the audit', async () => {
  await fresh()
  const id = await signed()
  await publish(id)
  const rows = await system(
    `select action, actor, scope from audit where subject = 'plan:${id}' order by seq`,
  )
  expect(rows.map(({ action, actor, scope }) => [action, actor, scope])).toEqual(
    ['planStarted', 'commandPerformed', 'planSubmitted', 'planSigned', 'planPublished'].map((action) => [
      action,
      'planner',
      '140303',
    ]),
  )
})
