import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { SYSTEM } from '../../server/db/database.ts'
import { access } from '../../server/plugins/access.ts'
import { testApp } from '../support/app.ts'
import { gridNamed, PINGTAN, SHAGOU } from '../support/tinyWorld.ts'

const server = testApp()
const eighth = gridNamed('第八网格').id
const foreign = gridNamed('第一网格', PINGTAN).id
const absent = '00000000-0000-4000-8000-000000000000'

test('a route that does not state its access stops the start', () => {
  const app = Fastify()
  access(app, { database: server.database, guest: null, secureCookie: false })
  expect(() => app.get('/open', () => 'hello')).toThrow('GET /open does not state its access')
})

test('signing in: a cookie that scripts cannot read, who I am, and out again', async () => {
  const { app } = server
  const signedIn = await app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { user: 'shagou', password: 'demo' },
  })
  expect(signedIn.json()).toEqual({
    user: 'shagou',
    name: '沙沟社区规划员 · 演示',
    role: 'planner',
    scope: SHAGOU,
    scopeName: '沙沟社区',
    demo: true,
  })
  const [cookie, ...attributes] = String(signedIn.headers['set-cookie']).split('; ')
  expect(attributes).toEqual(['Path=/', 'HttpOnly', 'SameSite=Strict'])
  const headers = { cookie }
  expect((await app.inject({ url: '/api/session', headers })).json()).toEqual(signedIn.json())

  expect((await app.inject({ method: 'DELETE', url: '/api/session', headers })).statusCode).toBe(204)
  const after = await app.inject({ url: '/api/session', headers })
  expect([after.statusCode, after.json().code]).toEqual([401, 'session_required'])
})

test('the table of sessions holds no id that could be used', async () => {
  const { app, database } = server
  const answer = await app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { user: 'viewer', password: 'demo' },
  })
  const id = String(answer.headers['set-cookie']).split(';')[0]?.split('=')[1]
  const rows = await database.transaction(SYSTEM, (tx) => tx.query('select id_hash from sessions'))
  expect(id).toMatch(/^[\w-]{43}$/)
  expect(rows.map((row) => row.id_hash)).not.toContain(id)
})

test('a session ends after thirty idle minutes and after twelve hours', async () => {
  const { app, database } = server
  for (const column of [
    "seen_at = seen_at - interval '31 minutes'",
    "started_at = started_at - interval '13 hours'",
  ]) {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { user: 'viewer', password: 'demo' },
    })
    const headers = { cookie: String(answer.headers['set-cookie']).split(';')[0] }
    expect((await app.inject({ url: '/api/session', headers })).statusCode).toBe(200)
    await database.transaction(SYSTEM, (tx) =>
      tx.query(`update sessions set ${column} where login = 'viewer'`),
    )
    expect((await app.inject({ url: '/api/session', headers })).statusCode, column).toBe(401)
  }
})

test('a wrong password and an unknown name answer alike, and both are locked out after five', async () => {
  const { app } = server
  for (const user of ['admin', 'nobody-of-that-name']) {
    const answers = []
    for (let n = 0; n < 6; n++)
      answers.push(
        await app.inject({
          method: 'POST',
          url: '/api/session',
          payload: { user, password: 'wrong' },
          remoteAddress: `10.0.0.${n}`,
        }),
      )
    expect(answers.map((one) => one.json().code)).toEqual([
      ...Array.from({ length: 5 }, () => 'credentials_wrong'),
      'too_many_attempts',
    ])
    expect(Number(answers[5]?.headers['retry-after'])).toBeGreaterThan(0)
  }
})

test('in demo mode whoever asks may read, and nobody writes without a session', async () => {
  expect((await server.ask(null, 'GET', '/api/grids')).statusCode).toBe(200)
  for (const [method, url] of [
    ['POST', '/api/plans'],
    ['POST', `/api/plans/${absent}/commands`],
    ['POST', `/api/plans/${absent}/publish`],
    ['DELETE', '/api/session'],
  ] as const) {
    const answer = await server.ask(null, method, url, {})
    expect([url, answer.statusCode, answer.json().code]).toEqual([url, 401, 'session_required'])
  }
})

test.each([
  ['planner', { grids: 201, beats: 403, joint: 201 }],
  ['liaison', { grids: 403, beats: 201, joint: 201 }],
  ['commander', { grids: 403, beats: 403, joint: 403 }],
  ['viewer', { grids: 403, beats: 403, joint: 403 }],
] as const)('the kinds of plan that a %s may start, and take a step in', async (user, allowed) => {
  const owner = { grids: 'planner', beats: 'liaison', joint: 'liaison' } as const
  for (const kind of ['grids', 'beats', 'joint'] as const) {
    const plan = { name: 'x', within: SHAGOU, kind }
    const started = await server.ask(user, 'POST', '/api/plans', plan)
    const refused = [403, 'role_forbids']
    expect([kind, started.statusCode]).toEqual([kind, allowed[kind]])
    if (allowed[kind] === 403) expect([started.statusCode, started.json().code]).toEqual(refused)

    const { id } = await server.json<{ id: string }>(owner[kind], 'POST', '/api/plans', plan)
    const steps = [
      ['POST', 'commands', { expectedRevision: 0, command: { type: 'deleteVertex', at: [0, 0] } }],
      ['POST', 'rebase', { expectedRevision: 0 }],
      ...['undo', 'redo', 'submit', 'sign', 'publish', 'withdraw'].map((step) => ['POST', step] as const),
    ] as const
    for (const [method, step, body] of steps) {
      const answer = await server.ask(user, method, `/api/plans/${id}/${step}`, body)
      const said = [answer.statusCode, answer.json().code]
      if (allowed[kind] === 403) expect([kind, step, ...said]).toEqual([kind, step, ...refused])
      else expect([kind, step, ...said]).not.toEqual([kind, step, ...refused])
    }
  }
})

test('a plan of which nothing is said is one of grids, and only planners draw those', async () => {
  for (const user of ['commander', 'liaison', 'viewer'] as const) {
    const answer = await server.ask(user, 'POST', '/api/plans', { name: 'x', within: SHAGOU })
    expect([user, answer.statusCode, answer.json().code]).toEqual([user, 403, 'role_forbids'])
  }
})

test('a write that another site sends is refused', async () => {
  const { app } = server
  const send = (origin: string) =>
    app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { origin, host: 'console.example' },
      payload: { user: 'viewer', password: 'demo' },
    })
  expect((await send('https://evil.example')).json()).toMatchObject({ status: 403, code: 'foreign_origin' })
  expect((await send('null')).statusCode).toBe(403)
  expect((await send('https://console.example')).statusCode).toBe(200)
})

test('a scope shows its own part of everything', async () => {
  const names = async (user: 'planner' | 'shaping' | 'shagou', url: string) =>
    (await server.json<{ code: string }[]>(user, 'GET', url)).map(({ code }) => code)
  expect(await names('planner', '/api/grids')).toHaveLength(5)
  expect(await names('shaping', '/api/grids')).toHaveLength(4)
  expect(await names('shagou', '/api/grids')).toHaveLength(3)
  expect(await names('shagou', '/api/grids?within=140303')).toHaveLength(3)
  expect(await names('shagou', `/api/grids?within=${PINGTAN}`)).toEqual([])
  expect(await names('shagou', '/api/areas')).toEqual(['140303', '140303005', SHAGOU])
})

test('what lies outside the scope answers exactly as what does not exist', async () => {
  const plan = await server.json<{ id: string }>('planner', 'POST', '/api/plans', {
    name: 'x',
    within: PINGTAN,
  })
  const paths = (grid: string, id: string) =>
    [
      ['GET', `/api/grids/${grid}`],
      ['GET', `/api/grids/${grid}/buildings`],
      ['GET', `/api/grids/${grid}/history`],
      ['GET', `/api/plans/${id}`],
      ['GET', `/api/plans/${id}/document`],
      ['GET', `/api/plans/${id}/grids.geojson`],
      ['GET', `/api/plans/${id}/compare`],
      ['GET', `/api/plans/${id}/comments`],
      ['GET', `/api/plans/${id}/live`],
      ['GET', `/api/plans/${id}/notice.pdf`],
      ['GET', `/api/plans/${id}/notice.xlsx`],
      ['POST', `/api/plans/${id}/rebalance`],
      ['POST', `/api/plans/${id}/undo`],
      ['POST', `/api/plans/${id}/submit`],
      ['POST', `/api/plans/${id}/sign`],
      ['POST', `/api/plans/${id}/withdraw`],
    ] as const
  const outside = paths(foreign, plan.id)
  for (const [i, [method, url]] of paths(absent, absent).entries()) {
    const answers = [
      await server.ask('shagou', method, url),
      await server.ask('shagou', method, outside[i]?.[1] ?? ''),
    ]
    expect(
      answers.map(({ statusCode }) => statusCode),
      url,
    ).toEqual([404, 404])
    expect(answers[0]?.body).toBe(answers[1]?.body)
  }
  expect((await server.ask('shagou', 'GET', `/api/grids/${eighth}`)).statusCode).toBe(200)
})
