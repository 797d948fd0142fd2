import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { CasePage } from '../../server/contract/incident.ts'
import type { Handover, ShiftBrief, ShiftDesk } from '../../server/contract/shift.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { takeOverShift } from '../../server/usecases/takeOverShift.ts'
import { testApp, type User } from '../support/app.ts'
import { casework, ELSEWHERE, STEPS } from '../support/incidents.ts'
import { PINGTAN_STREET, SHAPING_STREET } from '../support/tinyWorld.ts'

const server = testApp()
const { reported, acted } = casework(server)
const start = new Date(Date.now() - 3_600_000).toISOString()
const brief = (query = '', user: User | null = 'commander') =>
  server.json<ShiftBrief>(user, 'GET', `/api/incidents/brief?from=${start}${query}`)
const desk = (user: User = 'commander') => server.json<ShiftDesk>(user, 'GET', '/api/handovers')
const listed = (numbers: readonly string[], user: User = 'commander') =>
  server.json<CasePage>(user, 'GET', `/api/incidents?number=${numbers.join(',')}`)

/** 1–3 lie open, of which 3 elsewhere; 4 was closed, 5 rejected; 6 calls for help. */
const numbers: string[] = []
beforeAll(async () => {
  const cases = []
  for (const body of [{}, {}, { position: ELSEWHERE }, {}, {}]) cases.push(await reported(body))
  const [, , , fourth, fifth] = cases.map(({ id }) => id)
  await acted(
    fourth ?? '',
    ['commander', { ...STEPS.file, level: 'grid' }],
    ['commander', STEPS.assign],
    ['commander', STEPS.accept],
    ['commander', STEPS.feedback],
    ['duty2', STEPS.close],
  )
  await acted(fifth ?? '', ['commander', { action: 'reject', reason: '重复' }])
  cases.push(await reported({ channel: 'wristband', text: '', matter: null }))
  numbers.push(...cases.map(({ number }) => number))
})

test('the brief of a shift: figures with their cases, by street, channel, category and urgency', async () => {
  const [first = '', second = '', third = '', fourth = '', fifth = '', sixth = ''] = numbers
  const told = await brief()
  expect(told).toMatchObject({ within: '140303', place: '矿区', from: start })
  const cases = Object.entries(told.figures).flatMap(([figure, { count, cases }]) => {
    expect(cases).toHaveLength(count)
    return count > 0 ? [[figure, cases]] : []
  })
  expect(Object.fromEntries(cases)).toEqual({
    reported: [first, second, third, fourth, fifth, sixth],
    closed: [fourth],
    rejected: [fifth],
    openAtEnd: [first, second, third, sixth],
    filed: [fourth],
    assigned: [fourth],
    closedOnTime: [fourth],
    resolvedInGrid: [fourth],
    sos: [sixth],
    sosUnanswered: [sixth],
  })
  expect(told.times.toAccept.count).toBe(1)
  expect(told.times.toAnswer).toEqual({ count: 0, medianMs: null, p90Ms: null })
  expect(told.parts.channel).toMatchObject([
    { key: 'resident', reported: { count: 5 }, closed: { cases: [fourth] }, overdueAtEnd: { count: 0 } },
    { key: 'wristband', reported: { count: 1 }, openAtEnd: { cases: [sixth] } },
  ])
  expect(told.parts.category.map(({ key, reported }) => [key, reported.count])).toEqual([
    ['02', 5],
    ['08', 1],
  ])
  expect(told.parts.street.map(({ key, name, reported }) => [key, name, reported.count])).toEqual([
    [PINGTAN_STREET, '平潭街街道', 1],
    [SHAPING_STREET, '沙坪街道', 5],
  ])
  expect(JSON.stringify(told)).not.toMatch(/现场|纸箱/)
})

test('the list behind a figure is asked for by its numbers', async () => {
  const { figures } = await brief()
  const page = await listed(figures.openAtEnd.cases)
  expect(page.cases.map(({ number }) => number).sort()).toEqual(figures.openAtEnd.cases)
  expect((await listed(figures.openAtEnd.cases, 'shaping-desk')).cases).toHaveLength(3)
  for (const malformed of ['', '1,x', '-1', '9'.repeat(30)]) {
    const answer = await server.ask('commander', 'GET', `/api/incidents?number=${malformed}`)
    expect([malformed, answer.statusCode]).toEqual([malformed, 400])
  }
})

test('a scope has its own part of the brief; fewer than three of a kind are told to staff only', async () => {
  expect((await brief('', 'shaping-desk')).figures.reported.count).toBe(5)
  expect((await brief(`&within=${SHAPING_STREET}`)).figures).toEqual(
    (await brief('', 'shaping-desk')).figures,
  )
  const street = await server.ask('shaping-desk', 'GET', `/api/incidents/brief?within=${PINGTAN_STREET}`)
  const nowhere = await server.ask('shaping-desk', 'GET', '/api/incidents/brief?within=999999')
  expect([street.statusCode, street.body]).toEqual([404, nowhere.body])
  for (const user of [null, 'viewer', 'planner'] as const) {
    const told = await brief('', user)
    expect(told.figures.reported.count).toBe(6)
    expect(told.parts.category.map(({ key, reported }) => [key, reported.count])).toEqual([
      ['02', 5],
      ['08', null],
    ])
    expect(told.handovers).toEqual([])
  }
})

test('the brief of a period that is over is the same after the cases went on', async () => {
  const to = new Date().toISOString()
  const before = await brief(`&to=${to}`)
  const { cases } = await listed(before.figures.openAtEnd.cases)
  for (const { id, sos } of cases)
    await acted(
      id,
      ...(sos ? [['commander', { action: 'acknowledge' }] as const] : []),
      ['commander', { ...STEPS.file, matter: '0505' }],
      ['commander', { action: 'supervise', colour: 'red', reason: '超期' }],
    )
  await acted(
    cases.at(-1)?.id ?? '',
    ['commander', { action: 'requestVoid', reason: '测试' }],
    ['duty2', { action: 'approve' }],
  )
  await reported()
  expect(await brief(`&to=${to}`)).toEqual(before)
  const now = await brief()
  expect(now.figures.reported.count).toBe(7)
  expect(now.figures.voided.count).toBe(1)
  expect(now.pressing.map(({ supervision }) => supervision)).toEqual(['red', 'red', 'red'])
})

test('the running shift where no period is named; no brief of the future, or of more than a week', async () => {
  const running = await server.json<ShiftBrief>('viewer', 'GET', '/api/incidents/brief')
  const hour = new Date(Date.parse(running.from) + 8 * 3_600_000).getUTCHours()
  expect([8, 20]).toContain(hour)
  expect(Date.now() - Date.parse(running.from)).toBeLessThan(12 * 3_600_000)
  const code = async (query: string) => {
    const answer = await server.ask('viewer', 'GET', `/api/incidents/brief?${query}`)
    return [answer.statusCode, answer.json().code]
  }
  expect(await code('from=2099-01-01T00:00:00Z&to=2099-01-01T12:00:00Z')).toEqual([422, 'period_in_future'])
  expect(await code('from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z')).toEqual([400, 'input_invalid'])
  expect(await code('from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z')).toEqual([400, 'input_invalid'])
  expect(await code('from=yesterday')).toEqual([400, 'input_invalid'])
})

const give = (user: User, body: object) => server.ask(user, 'POST', '/api/handovers', body)
const take = (user: User, id: string) => server.ask(user, 'POST', `/api/handovers/${id}/takeover`)

test('a hand-over keeps the counts of its instant with their lists; another person takes it, once', async () => {
  const before = await desk()
  const id = randomUUID()
  const given = (await give('commander', { id, note: '西坡路段已派人' })).json<Handover>()
  expect(given).toMatchObject({
    id,
    area: '140303',
    note: '西坡路段已派人',
    given: { person: 'commander' },
    taken: null,
  })
  expect(given.figures).toEqual(before.figures)
  const open = await listed(given.figures.open.cases)
  expect(open.cases).toHaveLength(given.figures.open.count)
  expect(Object.values(open.counts).reduce((sum, count) => sum + count)).toBe(given.figures.open.count)
  expect(given.figures).toMatchObject({ redCard: { count: 3 }, sos: { count: 1 }, overdue: { count: 0 } })

  // Sent twice it is one; what happens afterwards changes nothing of it.
  await reported()
  expect((await give('commander', { id, note: 'again' })).json()).toEqual(given)
  expect((await desk()).figures.open.count).toBe(given.figures.open.count + 1)

  expect((await take('commander', id)).json()).toMatchObject({ status: 403, code: 'taker_is_giver' })
  const [taken, again] = [await take('duty2', id), await take('duty2', id)]
  expect(taken.json()).toMatchObject({ id, taken: { person: 'duty2' } })
  expect(again.json()).toEqual(taken.json())
  expect((await desk()).handovers[0]).toEqual(taken.json())
  expect((await brief()).handovers).toEqual([taken.json()])
  // Who took over after the end of a period stands in the next one.
  const takenAt = taken.json<Handover>().taken?.at
  expect((await brief(`&to=${takenAt}`)).handovers).toEqual([given])
  const next = await server.json<ShiftBrief>('commander', 'GET', `/api/incidents/brief?from=${takenAt}`)
  expect(next.handovers).toEqual([taken.json()])
  const audit = await server.database.transaction(SYSTEM, (tx) =>
    tx.query('select action, actor from audit where subject = $1 order by seq', [`handover:${id}`]),
  )
  expect(audit).toEqual([
    { action: 'shiftHandedOver', actor: 'commander' },
    { action: 'shiftTakenOver', actor: 'duty2' },
  ])
  const news = await server.database.transaction(SYSTEM, (tx) =>
    tx.query(
      `select area, array_to_string(roles, ',') as roles, payload->>'step' as step, payload->>'person' as person
         from outbox where kind = 'handover' and subject = $1 order by seq`,
      [id],
    ),
  )
  const staff = { area: '140303', roles: 'commander,liaison' }
  expect(news).toEqual([
    { ...staff, step: 'given', person: 'commander' },
    { ...staff, step: 'taken', person: 'duty2' },
  ])
})

test('of two who take over at once the second is told who did; other desks and roles have no part in it', async () => {
  const id = randomUUID()
  await give('viewer', { id }).then(({ statusCode }) => expect(statusCode).toBe(403))
  await give('commander', { id })
  const signing = ['duty2', 'third'].map((user) =>
    takeOverShift(server.database, { user, role: 'commander', scope: '140303' }, user, id),
  )
  const outcomes = await Promise.all(signing)
  const [first] = outcomes.flatMap((one) => (one.ok ? [one.value.taken] : []))
  const { at, ...by } = first ?? {}
  expect(outcomes.filter(({ ok }) => !ok)).toEqual([
    { ok: false, code: 'already_taken_over', about: { at, by } },
  ])
  expect((await desk()).handovers.find((one) => one.id === id)?.taken).toEqual(first)
  expect((await take('shaping-desk', id)).json().code).toBe('not_found')
  expect((await desk('shaping-desk')).handovers).toEqual([])
  for (const user of ['planner', 'liaison', 'viewer', 'admin'] as const) {
    expect((await server.ask(user, 'GET', '/api/handovers')).statusCode).toBe(403)
    expect((await take(user, id)).statusCode).toBe(403)
  }
  for (const [method, url] of [
    ['GET', '/api/handovers'],
    ['POST', '/api/handovers'],
  ] as const)
    expect((await server.ask(null, method, url, method === 'POST' ? { id } : undefined)).statusCode).toBe(401)
})

test('what is malformed is refused, and nothing of it is kept', async () => {
  for (const query of [
    'from=0000-01-01T00:00:00Z&to=0000-01-02T00:00:00Z',
    'from=9999-12-31T00:00:00Z',
    'to=0000-01-01T00:00:00Z',
    'within=1',
    'within=',
    `from=${'9'.repeat(1000)}`,
  ])
    for (const path of ['brief', 'brief.pdf', 'brief.xlsx']) {
      const { statusCode } = await server.ask('commander', 'GET', `/api/incidents/${path}?${query}`)
      expect([path, query, Math.floor(statusCode / 100)]).toEqual([path, query, 4])
    }
  const before = (await desk()).handovers
  const id = randomUUID()
  for (const body of [
    {},
    { id: 'x' },
    { id, note: '长'.repeat(501) },
    { id, note: 7 },
    { id, note: 'a\u0000' },
  ]) {
    const { statusCode } = await give('commander', body)
    expect([body, statusCode]).toEqual([body, 400])
  }
  expect((await desk()).handovers).toEqual(before)
})
