import { expect, test } from 'vitest'
import type { MatterVersion } from '../../server/contract/matter.ts'
import { DEFAULT_MATTERS } from '../../server/core/incident/catalogue.ts'
import { testApp } from '../support/app.ts'
import { casework, reportOf, STEPS } from '../support/incidents.ts'

const server = testApp()
const { send, reported, detail, acted, act } = casework(server)
const NEW = {
  ...{ code: '0509', category: '05', name: { zh: '信报箱损坏', en: 'Letter boxes broken' } },
  ...{ department: 'housing', limit: 'ordinary', urgency: 'routine', level: 'grid' },
  ...{ enforcement: false, reason: '居民反映多' },
}
const catalogue = () => server.json<MatterVersion[]>(null, 'GET', '/api/matters')
const admit = (code: string, body: object) =>
  server.ask('admin', 'POST', `/api/matters/${code}/admission`, body)

test('the catalogue to begin with', async () => {
  const all = await catalogue()
  expect(all.map(({ version, validFrom, by, ...matter }) => matter)).toEqual(
    [...DEFAULT_MATTERS].sort((a, b) => (a.code < b.code ? -1 : 1)),
  )
})

test('a matter is proposed, admitted, chosen and retired; old cases keep it', async () => {
  const refusedAs = async () => (await send('commander', reportOf({ matter: '0509' }))).json().code
  expect(await refusedAs()).toBe('matter_unknown')
  expect((await server.ask('admin', 'POST', '/api/matters', NEW)).statusCode).toBe(201)
  expect(await refusedAs()).toBe('matter_not_admitted')
  expect((await admit('0509', { admission: 'admitted', reason: '会议通过' })).statusCode).toBe(200)
  const { id } = await reported({ matter: '0509' })
  await acted(id, ['commander', { ...STEPS.file, matter: '0509' }])
  expect((await admit('0509', { admission: 'retired', reason: '归物业' })).statusCode).toBe(200)
  expect(await refusedAs()).toBe('matter_retired')
  expect(await detail(id)).toMatchObject({ matter: '0509', category: '05', state: 'filed' })
  const again = await act('commander', id, { ...STEPS.file, matter: '0509', expectedVersion: 2 })
  expect(again.json().code).toBe('matter_retired')
  const history = await server.json<MatterVersion[]>(null, 'GET', '/api/matters/0509/history')
  expect(history.map(({ version, admission, reason, by }) => [version, admission, reason, by])).toEqual([
    [1, 'proposed', '居民反映多', 'admin'],
    [2, 'admitted', '会议通过', 'admin'],
    [3, 'retired', '归物业', 'admin'],
  ])
})

test('of two who change a matter at once one does', async () => {
  const change = (zh: string) =>
    server.ask('admin', 'PATCH', '/api/matters/0701', { expectedVersion: 1, name: { zh, en: 'Noise' } })
  const answers = await Promise.all(['广场舞噪音', '娱乐噪音', '噪音'].map(change))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409])
  const now = (await catalogue()).find(({ code }) => code === '0701')
  expect(now).toMatchObject({ version: 2, department: 'street_office', admission: 'admitted' })
})

test('why it was changed stands with the version; who looked at an older one changes and retires nothing', async () => {
  const reason = '与供热合同一致'
  const change = { expectedVersion: 1, limit: 'hard', reason }
  expect((await server.ask('admin', 'PATCH', '/api/matters/0501', change)).json()).toMatchObject({
    ...{ version: 2, limit: 'hard', reason, admission: 'admitted' },
  })
  const late = await admit('0501', { admission: 'retired', reason: '重复', expectedVersion: 1 })
  expect(late.json()).toMatchObject({ code: 'matter_changed', about: { version: 2, by: 'admin' } })
  const now = await admit('0501', { admission: 'retired', reason: '重复', expectedVersion: 2 })
  expect(now.statusCode).toBe(200)
})

test('every mistake has its code, and changes nothing', async () => {
  const before = await server.fingerprint()
  for (const [user, status, code, method, url, body] of [
    [null, 401, 'session_required', 'POST', '/api/matters', NEW],
    ['commander', 403, 'role_forbids', 'POST', '/api/matters', NEW],
    ['planner', 403, 'role_forbids', 'PATCH', '/api/matters/0101', { expectedVersion: 1 }],
    ['admin', 409, 'matter_code_taken', 'POST', '/api/matters', { ...NEW, code: '0505' }],
    ['admin', 422, 'category_mismatch', 'POST', '/api/matters', { ...NEW, code: '0199' }],
    ['admin', 400, 'input_invalid', 'POST', '/api/matters', { ...NEW, department: 'magic' }],
    ['admin', 409, 'matter_changed', 'PATCH', '/api/matters/0101', { expectedVersion: 7 }],
    ['admin', 404, 'not_found', 'PATCH', '/api/matters/0199', { expectedVersion: 1 }],
    ['admin', 404, 'not_found', 'GET', '/api/matters/0199/history', undefined],
    [
      'admin',
      422,
      'admission_reason_missing',
      'POST',
      '/api/matters/0101/admission',
      { admission: 'retired' },
    ],
    [
      ...(['admin', 422, 'admission_not_possible', 'POST', '/api/matters/0101/admission'] as const),
      { admission: 'proposed', reason: 'x' },
    ],
    [
      ...(['admin', 422, 'admission_target_missing', 'POST', '/api/matters/0101/admission'] as const),
      { admission: 'merged', reason: 'x', into: '0101' },
    ],
  ] as const) {
    const answer = await server.ask(user, method, url, body)
    expect([answer.statusCode, answer.json().code], answer.body).toEqual([status, code])
  }
  expect(await server.fingerprint()).toBe(before)
})
