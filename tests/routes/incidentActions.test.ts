import { expect, test } from 'vitest'
import { CASE_STATES } from '../../server/core/incident/case.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { testApp } from '../support/app.ts'
import { opened } from '../support/events.ts'
import { casework, ELSEWHERE, PHOTO, STEPS } from '../support/incidents.ts'
import { SHAGOU } from '../support/tinyWorld.ts'

const server = testApp({ settings: { heartbeatMs: 100 } })
const { reported, detail, act, acted } = casework(server)

test('from the report to the archive in six steps, verified by another person', async () => {
  const { id } = await reported()
  const done = await acted(
    id,
    ['commander', STEPS.file],
    ['commander', STEPS.assign],
    ['commander', STEPS.accept],
    ['commander', STEPS.feedback],
  )
  expect(done).toMatchObject({
    ...{ state: 'feedback', version: 5, holder: { kind: 'community', id: SHAGOU, name: '沙沟社区' } },
    attachments: [{ ...PHOTO, kept: true }],
  })
  const own = await act('commander', id, { ...STEPS.close, expectedVersion: 5 })
  expect([own.statusCode, own.json().code]).toEqual([403, 'verifier_is_handler'])
  const closed = await acted(id, ['duty2', STEPS.close])
  expect(closed).toMatchObject({ state: 'closed', stoppedAt: expect.any(String), light: 'green' })
  expect(closed.timeline.map(({ action }) => action)).toEqual([
    ...['report', 'file', 'assign', 'accept', 'feedback', 'close'],
  ])
  expect(closed.timeline[4]).toMatchObject({ opinion: '已清理', attachments: [{ ...PHOTO, kept: true }] })
  const rows = await server.database.transaction(SYSTEM, (tx) =>
    tx.query(`select actor, detail from audit where subject = $1 and action = 'incidentActed' order by seq`, [
      `incident:${id}`,
    ]),
  )
  expect(rows.map(({ actor }) => actor)).toEqual([...Array(4).fill('commander'), 'duty2'])
  expect(rows.at(-1)?.detail).toEqual({ action: 'close', version: 6 })
})

test('of two who act at once exactly one does; the other is told who was first, and nothing else happened', async () => {
  for (let round = 0; round < 5; round++) {
    const { id } = await reported()
    const answers = await Promise.all([
      act('commander', id, { ...STEPS.file, expectedVersion: 1 }),
      act('duty2', id, { action: 'reject', reason: '重复', expectedVersion: 1 }),
      act('shaping-desk', id, { ...STEPS.file, level: 'grid', expectedVersion: 1 }),
    ])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409])
    const now = await detail(id)
    expect(now.timeline).toHaveLength(2)
    const [, first] = now.timeline
    for (const answer of answers.filter(({ statusCode }) => statusCode === 409))
      expect(answer.json()).toMatchObject({
        code: 'already_handled',
        about: { version: 2, action: first?.action, at: first?.at, by: first?.by },
      })
  }
})

test('every refusal has its code, and changes nothing', async () => {
  const { id } = await reported({ matter: '0301' })
  const other = await reported()
  await acted(id, ['commander', { ...STEPS.file, matter: '0301', level: 'street' }])
  const before = await server.fingerprint()
  for (const [user, status, code, body] of [
    [null, 401, 'session_required', STEPS.assign],
    ['viewer', 403, 'role_forbids', STEPS.assign],
    ['planner', 403, 'role_forbids', STEPS.assign],
    ['liaison', 403, 'not_desk', STEPS.assign],
    ['commander', 409, 'already_handled', { ...STEPS.file, expectedVersion: 1 }],
    ['commander', 409, 'version_unknown', { ...STEPS.assign, expectedVersion: 9 }],
    ['commander', 422, 'wrong_state', STEPS.accept],
    ['commander', 422, 'enforcement_needs_department', STEPS.assign],
    ['commander', 422, 'holder_unknown', { action: 'assign', holder: { kind: 'community', id: '1' } }],
    ['commander', 422, 'holder_unknown', { action: 'assign', holder: { kind: 'department', id: 'x' } }],
    ['commander', 422, 'holder_unknown', { action: 'assign', holder: { kind: 'grid_worker', id: 'x' } }],
    ['commander', 422, 'matter_unknown', { ...STEPS.file, matter: '9999' }],
    ['commander', 422, 'reason_missing', { action: 'supervise', colour: 'red' }],
    ['commander', 422, 'merge_into_itself', { action: 'merge', into: id }],
    ['commander', 404, 'not_found', { action: 'merge', into: '00000000-0000-4000-8000-000000000000' }],
    ['commander', 422, 'not_sos', { action: 'acknowledge' }],
    ['commander', 400, 'input_invalid', { action: 'ring' }],
    ['commander', 400, 'input_invalid', { action: 'comment', opinion: 'x'.repeat(2001) }],
    ['commander', 400, 'input_invalid', { action: 'comment', opinion: 'a\u0000b' }],
    ['commander', 400, 'input_invalid', { action: 'comment', opinion: '\ud800' }],
    ['commander', 422, 'nothing_pending', { action: 'approve' }],
  ] as const) {
    const answer = await act(user, id, { expectedVersion: 2, ...body })
    expect([answer.statusCode, answer.json().code, body], answer.body).toEqual([status, code, body])
  }
  expect((await act('commander', other.id, {})).statusCode).toBe(400)
  expect(await server.fingerprint()).toBe(before)
})

test('of two cases that are merged into each other at once one stays', async () => {
  for (let round = 0; round < 5; round++) {
    const [one, two] = [await reported(), await reported()]
    const merge = (from: string, into: string, user: 'commander' | 'duty2') =>
      act(user, from, { action: 'merge', into, expectedVersion: 1 })
    const answers = await Promise.all([merge(one.id, two.id, 'commander'), merge(two.id, one.id, 'duty2')])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422])
    const states = [await detail(one.id), await detail(two.id)]
    expect(states.map(({ state }) => state).sort()).toEqual(['merged', 'reported'])
    const [kept, gone] = states[0]?.state === 'merged' ? [two, one] : [one, two]
    expect((await detail(kept.id)).mergedFrom).toEqual([gone.id])
    expect(await detail(gone.id)).toMatchObject({ mergedInto: kept.id, actions: ['comment'] })
  }
})

test('asked for by one, granted by another; the clock stands still until the day asked for', async () => {
  const { id } = await reported()
  const until = new Date(Date.now() + 3 * 86_400_000).toISOString()
  const asked = await acted(
    id,
    ['commander', STEPS.file],
    ['commander', STEPS.assign],
    ['commander', STEPS.accept],
    ['commander', { action: 'requestSuspension', reason: '冻土期', until }],
  )
  expect(asked.pending).toMatchObject({ kind: 'suspension', by: 'commander', until })
  const own = await act('commander', id, { action: 'approve', expectedVersion: asked.version })
  expect(own.json().code).toBe('approver_is_requester')
  const suspended = await acted(id, ['duty2', { action: 'approve' }])
  expect(suspended).toMatchObject({ state: 'suspended', light: 'grey', pause: { to: until } })
  const { cases } = await server.json<{ cases: { id: string }[] }>(
    'viewer',
    'GET',
    '/api/incidents?light=grey',
  )
  expect(cases.map((one) => one.id)).toEqual([id])
  expect(await acted(id, ['duty2', { action: 'resume' }])).toMatchObject({
    state: 'handling',
    light: 'green',
  })
})

test('a street whistles for departments, with one holder', async () => {
  const { id } = await reported({ matter: '0403' })
  const police = await server.json<{ kind: string; id: string }[]>(
    'commander',
    'GET',
    `/api/incidents/${id}/candidates`,
  )
  const station = police.find(({ kind }) => kind === 'police')?.id
  const whistled = await acted(
    id,
    ['shaping-desk', { ...STEPS.file, matter: '0403', level: 'street' }],
    [
      'shaping-desk',
      {
        action: 'whistle',
        holder: { kind: 'department', id: 'water' },
        called: [
          { kind: 'department', id: 'urban_management' },
          { kind: 'police', id: station },
        ],
      },
    ],
  )
  expect(whistled).toMatchObject({
    ...{ state: 'assigned', holder: { kind: 'department', id: 'water' } },
    called: [
      { id: 'urban_management', arrivedAt: null },
      { id: station, name: '沙坪派出所', arrivedAt: null },
    ],
  })
})

test('what is done is heard live by whoever may see it', async () => {
  const address = await server.app.listen({ port: 0, host: '127.0.0.1' })
  const listening = async (user: 'commander' | 'viewer' | 'shaping-desk') => {
    const payload = { user, password: 'demo' }
    const signedIn = await server.app.inject({ method: 'POST', url: '/api/session', payload })
    const reader = await opened(`${address}/api/live`, {
      cookie: String(signedIn.headers['set-cookie']).split(';')[0] ?? '',
    })
    expect((await reader.next())?.event).toBe('ready')
    return reader
  }
  const desk = await listening('commander')
  const viewer = await listening('viewer')
  const street = await listening('shaping-desk')
  const sos = await reported({ channel: 'wristband' })
  const { id, number } = await reported()
  const away = await reported({ position: ELSEWHERE })
  await acted(id, ['duty2', STEPS.file])
  type Told = { data: { payload: { action: string; case: { id: string; number: string; state: string } } } }
  const heard = async (reader: typeof desk, count: number) => {
    const news: [string, string][] = []
    while (news.length < count) {
      const { payload } = ((await reader.next()) as Told).data
      // What tests before this one did may be told only now.
      if (![sos.id, id, away.id].includes(payload.case.id)) continue
      news.push([payload.case.id, payload.action])
      expect(CASE_STATES).toContain(payload.case.state)
      if (payload.case.id === id) expect(payload.case.number).toBe(number)
    }
    return news
  }
  const all: [string, string][] = [
    [sos.id, 'report'],
    [id, 'report'],
    [away.id, 'report'],
    [id, 'file'],
  ]
  expect(await heard(desk, 4)).toEqual(all)
  expect(await heard(viewer, 3)).toEqual(all.slice(1))
  expect(await heard(street, 3)).toEqual([all[0], all[1], all[3]])
  for (const reader of [desk, viewer, street]) await reader.close()
})
