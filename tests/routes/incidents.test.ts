import { expect, test } from 'vitest'
import { CasePage, type CaseSummary } from '../../server/contract/incident.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { testApp, type User } from '../support/app.ts'
import { AT, casework, ELSEWHERE, reportOf, STEPS } from '../support/incidents.ts'
import { DISTRICT, gridNamed, PINGTAN, SHAGOU, SHAPING_STREET } from '../support/tinyWorld.ts'

const server = testApp()
const { send, reported, detail, act, acted } = casework(server)
const absent = '00000000-0000-4000-8000-000000000000'
const eighth = gridNamed('第八网格')

const page = async (query: string, user: User | null = 'commander') =>
  CasePage.parse(await server.json(user, 'GET', `/api/incidents?${query}`))
const audited = (subject: string) =>
  server.database.transaction(SYSTEM, async (tx) =>
    (await tx.query('select action, actor from audit where subject = $1 order by seq', [subject])).map(
      ({ action, actor }) => `${action} ${actor}`,
    ),
  )

test('a report lies in the grid and beat that hold its place, and begins the log', async () => {
  const one = await reported({ reporter: { name: '王小明', phone: '13812345678' } })
  expect(one).toMatchObject({
    ...{ version: 1, state: 'reported', channel: 'resident', category: '02', matter: '0202', level: 'grid' },
    ...{ position: AT, community: SHAGOU, street: SHAPING_STREET, flags: [], light: 'green', holder: null },
    grid: { id: eighth.id, version: 1, code: eighth.code, name: '第八网格' },
  })
  const all = await detail(one.id)
  expect(all).toMatchObject({
    reporter: { name: '王*', phone: '138****5678', masked: true },
    snapshot: { beat: { code: '1403030101' } },
    timeline: [{ version: 1, action: 'report', from: null, to: 'reported', by: { person: 'commander' } }],
    proposal: { kind: 'grid_worker', reason: 'level' },
    crew: [{ role: 'chief' }, { role: 'instructor' }, { role: 'worker', name: '第八网格网格员' }],
  })
  expect(all.actions).toContain('file')
  expect((await detail(one.id, 'viewer')).actions).toEqual([])
  expect(await audited(`incident:${one.id}`)).toEqual(['incidentReported commander'])
})

test('who reported it is told to staff, and every look is recorded', async () => {
  const { id } = await reported({ reporter: { name: '王小明', phone: '13812345678' } })
  const look = (user: User | null) => server.ask(user, 'GET', `/api/incidents/${id}/reporter`)
  expect((await look('commander')).json()).toEqual({ name: '王小明', phone: '13812345678' })
  for (const user of ['liaison', 'viewer', 'planner', 'admin'] as const)
    expect((await look(user)).statusCode).toBe(403)
  expect(await audited(`incident:${id}`)).toEqual(['incidentReported commander', 'reporterSeen commander'])
})

test('the same report three times at once is one case, and so it is a day later', async () => {
  const body = reportOf({ source: 'hotline', externalId: 'A-17' })
  const answers = await Promise.all([1, 2, 3].map(() => send('commander', body)))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 201])
  expect(new Set(answers.map((one) => one.json<CaseSummary>().id)).size).toBe(1)
  const again = await send('commander', { ...body, text: '又打来了' })
  expect([again.statusCode, again.json().id]).toEqual([200, answers[0]?.json().id])
  expect((await send('commander', { ...body, externalId: 'A-18' })).statusCode).toBe(201)
  // Another street's desk does not learn by guessing what was reported elsewhere.
  const theirs = reportOf({ source: 'hotline', externalId: 'P-1', position: ELSEWHERE })
  await send('commander', theirs)
  expect((await send('shaping-desk', theirs)).json()).toMatchObject({
    status: 422,
    code: 'external_id_taken',
  })
})

test('the same key is the same case; with another body it is refused', async () => {
  const key = { 'idempotency-key': 'k-1' }
  const answers = await Promise.all([1, 2, 3].map(() => send('commander', reportOf(), key)))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 201])
  expect(new Set(answers.map((one) => one.json<CaseSummary>().id)).size).toBe(1)
  const before = await server.fingerprint()
  const other = await send('commander', reportOf({ text: 'x' }), key)
  expect(other.json()).toMatchObject({ status: 422, code: 'idempotency_key_reused' })
  expect(await server.fingerprint()).toBe(before)
  // Keys belong to those who made them up.
  expect((await send('duty2', reportOf({ text: 'x' }), key)).statusCode).toBe(201)
})

test('what cannot be right is flagged and kept', async () => {
  const flagged = async (body: object) => (await send('commander', reportOf(body))).json<CaseSummary>()
  expect(await flagged({ position: null })).toMatchObject({ flags: ['position_missing'], grid: null })
  expect(await flagged({ position: [130, 30] })).toMatchObject({
    ...{ flags: ['outside_district'], position: [130, 30], community: null, street: null },
  })
  for (const pole of [
    [0, 90],
    [0, -90],
    [-180, 90],
    [180, 0],
  ])
    expect(await flagged({ position: pole })).toMatchObject({ flags: ['outside_district'], position: pole })
  expect(await flagged({ occurredAt: '2099-01-01T00:00:00Z' })).toMatchObject({ flags: ['time_in_future'] })
  expect(await flagged({ occurredAt: '1999-01-01T00:00:00Z' })).toMatchObject({ flags: ['time_long_ago'] })
  expect(await flagged({ matter: null })).toMatchObject({ category: '99', flags: ['unclassified'] })
  const odd = await flagged({ text: '井盖丢了 🕳️\u0000\ud800 <b>', channel: 'property' })
  expect(odd).toMatchObject({ flags: ['text_cleaned'], excerpt: '井盖丢了 🕳️ <b>' })
  expect(await flagged({ position: [113.5, 37.8699] })).toMatchObject({ flags: ['outside_district'] })
  // A street's desk sees what it took, wherever that is, and not what lies in another street.
  const lost = await reported({ position: null }, 'shaping-desk')
  expect(await detail(lost.id, 'shaping-desk')).toMatchObject({ id: lost.id })
  const away = await reported({ position: ELSEWHERE }, 'shaping-desk')
  expect(away.community).toBe(PINGTAN)
  expect((await server.ask('shaping-desk', 'GET', `/api/incidents/${away.id}`)).statusCode).toBe(404)
})

test('what cannot be kept is refused, with its code, and changes nothing', async () => {
  await server.json('admin', 'POST', '/api/matters/0703/admission', { admission: 'retired', reason: '重复' })
  const into = { admission: 'merged', reason: '重复', into: '0701' }
  await server.json('admin', 'POST', '/api/matters/0702/admission', into)
  const before = await server.fingerprint()
  for (const [user, status, code, body] of [
    [null, 401, 'session_required', {}],
    ['viewer', 403, 'role_forbids', {}],
    ['planner', 403, 'role_forbids', {}],
    ['commander', 422, 'matter_unknown', { matter: '9999' }],
    ['commander', 422, 'matter_retired', { matter: '0703' }],
    ['commander', 422, 'matter_merged', { matter: '0702' }],
    ['commander', 422, 'category_mismatch', { category: '01' }],
    ['commander', 422, 'text_missing', { text: ' ' }],
    ['commander', 422, 'text_too_long', { text: '长'.repeat(300_000) }],
    ['commander', 413, 'body_too_large', { text: 'x'.repeat(1_100_000) }],
    ['commander', 400, 'input_invalid', { position: [37.8, 113.5] }],
    ['commander', 400, 'input_invalid', { position: ['113', '37'] }],
    ['commander', 400, 'input_invalid', { category: '77' }],
    ['commander', 400, 'input_invalid', { channel: 'pigeon' }],
    ['commander', 400, 'input_invalid', { occurredAt: 'yesterday' }],
    ['commander', 400, 'input_invalid', { externalId: 'x' }],
    ['commander', 400, 'input_invalid', { address: 'a\u0000b' }],
  ] as const) {
    const answer = await send(user, reportOf(body))
    expect([answer.statusCode, answer.json().code], answer.body.slice(0, 300)).toEqual([status, code])
  }
  expect(await server.fingerprint()).toBe(before)
})

test('a list goes on where its page ended, in either order, and counts what is open', async () => {
  await acted((await reported()).id, ['commander', { action: 'reject', reason: '重复' }])
  const walked = async (query: string) => {
    const found: CaseSummary[] = []
    for (let next: string | null = ''; next !== null; ) {
      const one: CasePage = await page(`${query}&limit=4${next && `&cursor=${next}`}`)
      found.push(...one.cases)
      next = one.next
    }
    return found
  }
  const all = await walked('order=newest')
  const times = all.map(({ reportedAt }) => reportedAt)
  expect(times).toEqual([...times].sort().reverse())
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  const due = (await walked('order=due&state=open')).map(({ dueAt }) => dueAt)
  expect(due).toEqual([...due].sort())
  const open = all.filter(({ state }) => state === 'reported')
  expect(due.length).toBe(open.length)
  expect((await page('state=open')).counts).toEqual({ reported: open.length })

  const ids = async (query: string) => (await page(`limit=200&${query}`)).cases.map(({ id }) => id).sort()
  const those = (fits: (one: CaseSummary) => boolean) =>
    all
      .filter(fits)
      .map(({ id }) => id)
      .sort()
  expect(await ids('category=99,02')).toEqual(those(({ category }) => ['99', '02'].includes(category)))
  expect(await ids('channel=property')).toEqual(those(({ channel }) => channel === 'property'))
  expect(await ids('state=rejected')).toEqual(those(({ state }) => state === 'rejected'))
  expect(await ids('state=rejected,open')).toEqual(those(() => true))
  expect(await ids(`within=${PINGTAN}`)).toEqual(those(({ community }) => community === PINGTAN))
  expect(await ids(`grid=${eighth.id}`)).toEqual(those(({ grid }) => grid?.id === eighth.id))
  expect(await ids('light=green&urgency=routine')).toEqual(those(() => true))
  expect(await ids('light=red')).toEqual([])
  expect(await ids('text=纸箱')).toEqual(those(({ excerpt }) => excerpt.includes('纸箱')))
  expect(await ids(`text=${all[0]?.number}`)).toContain(all[0]?.id)
  expect(await ids('bbox=113.5,37.8,113.514,37.9')).toEqual(
    those(({ position }) => position !== null && position[0] > 113.4 && position[0] < 113.514),
  )
  expect(await ids('bbox=-1e308,-90,1e308,90')).toEqual(
    those(({ position }) => position !== null && Math.abs(position[1]) < 85),
  )
  expect(await ids(`since=${all[2]?.reportedAt}`)).toHaveLength(3)
  const [latest] = all
  expect(await ids(`openAt=${latest?.reportedAt}`)).toEqual(
    those(({ stoppedAt }) => stoppedAt === null || stoppedAt > (latest?.reportedAt ?? '')),
  )
  expect(await ids('openAt=2020-01-01T00:00:00Z')).toEqual(those(() => true))
  expect(await ids('mine=true')).toEqual([])
})

test('a cursor of another question, or none at all, is refused', async () => {
  const { next } = await page('limit=1&state=open')
  for (const cursor of [next, 'x', Buffer.from('["a",1]').toString('base64url')]) {
    const answer = await server.ask('commander', 'GET', `/api/incidents?limit=1&cursor=${cursor}`)
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'cursor_invalid'])
  }
})

test('a street sees its own cases, and another’s answer as none at all', async () => {
  const here = await reported()
  const { id } = await reported({ position: ELSEWHERE })
  const seen = (await page('limit=200', 'shaping-desk')).cases
  expect(seen.map((one) => one.id)).toContain(here.id)
  expect(seen.every(({ community }) => community === null || community.startsWith(SHAPING_STREET))).toBe(true)
  expect((await page(`within=${DISTRICT}&limit=200`, 'shaping-desk')).cases).toEqual(seen)
  expect((await page(`within=${PINGTAN}`, 'shaping-desk')).cases).toEqual([])
  const before = await server.fingerprint()
  for (const [method, path, body] of [
    ['GET', '', undefined],
    ['GET', '/candidates', undefined],
    ['GET', '/reporter', undefined],
    ['POST', '/actions', { ...STEPS.file, expectedVersion: 1 }],
  ] as const) {
    const [outside, none] = [id, absent].map((one) => `/api/incidents/${one}${path}`)
    const answers = [
      await server.ask('shaping-desk', method, outside as string, body),
      await server.ask('shaping-desk', method, none as string, body),
    ]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404])
    expect(answers[0]?.body).toBe(answers[1]?.body)
  }
  const merge = { action: 'merge', into: id, expectedVersion: 1 }
  expect((await act('shaping-desk', here.id, merge)).statusCode).toBe(404)
  expect(await server.fingerprint()).toBe(before)
})

test('where a wristband is, and what it says, is for staff, on the record', async () => {
  const { id } = await reported({ channel: 'wristband', text: '', matter: null })
  const one = await detail(id)
  expect(one).toMatchObject({ sos: true, urgency: 'life', category: '08', position: AT, limit: 'life' })
  expect(await audited(`incident:${id}`)).toContain('wristbandLocated commander')
  expect(await detail(id, 'viewer')).toMatchObject({ sos: true, position: null, text: '', neighbours: [] })
  const seen = (await page('limit=200&channel=wristband', null)).cases
  expect(seen.map(({ position }) => position)).toEqual([null])
})

test('possible duplicates are proposed, nearest and most alike first', async () => {
  const north = [AT[0], AT[1] + 0.0005] as const
  const first = await reported({ position: north, matter: '0505', text: '路灯不亮了,晚上很黑' })
  const second = await reported({ position: AT, matter: '0505', text: '路灯不亮' })
  await reported({ position: north, matter: '0502', text: '水管爆了' })
  const { duplicates, neighbours } = await detail(second.id)
  expect(duplicates[0]).toMatchObject({ id: first.id, number: first.number, state: 'reported' })
  expect(duplicates[0]?.distanceM).toBeCloseTo(55.5, 0)
  expect(neighbours.find(({ id }) => id === first.id)?.distanceM).toBeCloseTo(55.5, 0)
})

test('the best to hold a case stand first', async () => {
  const { id } = await reported()
  const all = await server.json<
    { kind: string; id: string; name: string; fits: boolean; openCases: number }[]
  >('commander', 'GET', `/api/incidents/${id}/candidates`)
  expect(all[0]).toMatchObject({ kind: 'grid_worker', name: '第八网格网格员', distanceM: 0, fits: true })
  expect(new Set(all.map(({ kind }) => kind))).toEqual(
    new Set(['grid_worker', 'community', 'street', 'department', 'police']),
  )
  const worker = { kind: 'grid_worker', id: all[0]?.id }
  await acted(
    id,
    ['commander', { ...STEPS.file, level: 'grid' }],
    ['commander', { action: 'assign', holder: worker }],
  )
  const again = await server.json<typeof all>('commander', 'GET', `/api/incidents/${id}/candidates`)
  expect(again.find((one) => one.id === worker.id)).toMatchObject({ openCases: 1 })
})
