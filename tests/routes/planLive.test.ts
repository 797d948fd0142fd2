import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { SYSTEM } from '../../server/db/database.ts'
import { testApp, type User } from '../support/app.ts'
import { type EventReader, opened } from '../support/events.ts'
import { planning } from '../support/plans.ts'
import { PINGTAN } from '../support/tinyWorld.ts'

const server = testApp({ settings: { heartbeatMs: 100 } })
const { brought, detail, fresh, moved, started } = planning(server)
const absent = '00000000-0000-4000-8000-000000000000'

let address: string
beforeAll(async () => {
  address = await server.app.listen({ port: 0, host: '127.0.0.1' })
})
beforeEach(fresh)
const readers: EventReader[] = []
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.close()
})

async function cookieOf(user: User): Promise<string> {
  const payload = { user, password: 'demo' }
  const answer = await server.app.inject({ method: 'POST', url: '/api/session', payload })
  return String(answer.headers['set-cookie']).split(';')[0] ?? ''
}
async function watching(plan: string, headers: Record<string, string> = {}): Promise<EventReader> {
  const reader = await opened(`${address}/api/plans/${plan}/live`, headers)
  readers.push(reader)
  return reader
}
const act = (plan: string, what: string, body?: object) =>
  server.json('planner', 'POST', `/api/plans/${plan}/${what}`, body)

test('what is refused or rolled back, and what happens to other plans, is not heard', async () => {
  const id = await started()
  const other = await started()
  const reader = await watching(id)
  await reader.next()
  await moved(other, '西坡5号楼', '第六网格')
  expect((await server.ask('planner', 'POST', `/api/plans/${id}/undo`)).statusCode).toBe(409)
  await server.database
    .transaction(SYSTEM, async (tx) => {
      await tx.query(`select pg_notify('plan', '{"plan": "${id}", "revision": 9, "by": "x", "at": "x"}')`)
      throw new Error('rolled back')
    })
    .catch(() => {})
  await moved(id, '西坡5号楼', '第六网格')
  expect((await reader.next())?.id).toBe('1')
})

test('who comes back is told first where the plan stands', async () => {
  const id = await started()
  const first = await watching(id)
  await first.next()
  await first.close()
  await moved(id, '西坡5号楼', '第六网格')
  await moved(id, '西坡6号楼', '第五网格')
  const again = await watching(id, { 'last-event-id': '0' })
  expect(await again.next()).toMatchObject({ id: '2', data: { revision: 2, by: null } })
})

test('a change that was not heard of is told at the next beat', async () => {
  const id = await started()
  const reader = await watching(id)
  await reader.next()
  await server.database.transaction(SYSTEM, (tx) =>
    tx.query(`update plans set revision = 5 where id = '${id}'`),
  )
  expect(await reader.next()).toMatchObject({ id: '5', data: { by: null } })
})

test('the stream ends with the session', async () => {
  const id = await started()
  const cookie = await cookieOf('viewer')
  const reader = await watching(id, { cookie })
  await reader.next()
  await server.app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } })
  expect(await reader.next()).toBeUndefined()
})

test('watching does not keep a session alive', async () => {
  const id = await started()
  const cookie = await cookieOf('viewer')
  const reader = await watching(id, { cookie })
  await reader.next()
  await server.database.transaction(SYSTEM, (tx) =>
    tx.query(`update sessions set seen_at = seen_at - interval '31 minutes' where login = 'viewer'`),
  )
  expect(await reader.next()).toBeUndefined()
})

test('foreign plans answer as absent ones; a name that is none is refused', async () => {
  const foreign = await started('planner', PINGTAN)
  const cookie = await cookieOf('shagou')
  const asked = async (id: string) => {
    const answer = await fetch(`${address}/api/plans/${id}/live`, { headers: { cookie } })
    return `${answer.status} ${await answer.text()}`
  }
  expect(await asked(foreign)).toBe(await asked(absent))
  expect(await asked(absent)).toContain('404')
  expect(await asked('x')).toContain('input_invalid')
})

test('two who watch a plan hear of every change of it, by whom, in order', async () => {
  const id = await started()
  const both = [
    await watching(id, { cookie: await cookieOf('planner') }),
    await watching(id, { cookie: await cookieOf('shagou') }),
  ]
  expect(both[0]?.headers.get('content-type')).toContain('text/event-stream')
  for (const reader of both)
    expect(await reader.next()).toEqual({
      id: '0',
      event: 'revision',
      data: { revision: 0, by: null, at: null },
    })

  await moved(id, '西坡5号楼', '第六网格')
  await moved(id, '西坡6号楼', '第五网格', 'shagou')
  await act(id, 'undo')
  await act(id, 'redo')
  await act(id, 'comments', { text: '?', at: null })
  await act(id, 'submit')
  await act(id, 'sign')
  await act(id, 'publish', {})
  for (const reader of both) {
    const heard = []
    for (let n = 0; n < 8; n++) heard.push(await reader.next())
    expect(heard.map((event) => [event?.id, (event?.data as { by?: string } | undefined)?.by])).toEqual([
      ['1', 'planner'],
      ['2', 'shagou'],
      ['3', 'planner'],
      ['4', 'planner'],
      ['4', 'planner'], // the comment
      ['5', 'planner'],
      ['5', 'planner'], // the signature
      ['6', 'planner'],
    ])
    expect(heard[0]?.data).toMatchObject({ at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) })
  }
})

test('what is published under an open plan is heard there, and nowhere else', async () => {
  const [mine, theirs, elsewhere] = [await started(), await started(), await started('planner', PINGTAN)]
  await moved(theirs, '西坡7号楼', '第五网格')
  const [reader, foreign] = [await watching(mine), await watching(elsewhere)]
  await Promise.all([reader.next(), foreign.next()])
  await brought(theirs)
  expect(await reader.next()).toMatchObject({ id: '0', data: { revision: 0, by: 'planner' } })
  expect(await detail('planner', mine)).toMatchObject({ revision: 0, baseCurrent: false })
  await act(elsewhere, 'comments', { text: '?', at: null })
  await foreign.next()
  expect(await detail('planner', elsewhere)).toMatchObject({ baseCurrent: true })
})

test('when the server stops, every stream ends, also one that is opened then', async () => {
  const id = await started()
  const reader = await watching(id)
  await reader.next()
  server.services.planFeed.close()
  expect(await reader.next()).toBeUndefined()
  expect(await (await watching(id)).rest()).toContain('retry: 2000')
})
