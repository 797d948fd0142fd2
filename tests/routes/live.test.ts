import { randomUUID } from 'node:crypto'
import { setTimeout as after } from 'node:timers/promises'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../server/db/database.ts'
import { type News, tellNews, tellReset } from '../../server/db/outbox.ts'
import { idOf } from '../../server/live/place.ts'
import { testApp, type User } from '../support/app.ts'
import { type EventReader, opened } from '../support/events.ts'
import { PINGTAN, PINGTAN_STREET, SHAGOU, SHAPING_STREET } from '../support/tinyWorld.ts'

const server = testApp({ settings: { heartbeatMs: 100 } })
let address: string
beforeAll(async () => {
  address = await server.app.listen({ port: 0, host: '127.0.0.1' })
})
const readers: EventReader[] = []
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.close()
})

async function cookieOf(user: User): Promise<string> {
  const payload = { user, password: 'demo' }
  const answer = await server.app.inject({ method: 'POST', url: '/api/session', payload })
  return String(answer.headers['set-cookie']).split(';')[0] ?? ''
}
async function listening(headers: Record<string, string> = {}, query = ''): Promise<EventReader> {
  const reader = await opened(`${address}/api/live${query}`, headers)
  readers.push(reader)
  return reader
}
const told = async (subject: string, about: Partial<News> = {}): Promise<void> =>
  server.database.transaction(SYSTEM, (tx) =>
    tellNews(tx, [{ kind: 'incident', subject, area: SHAGOU, payload: { state: 'reported' }, ...about }]),
  )
/** The subjects of the next so many events. */
async function subjects(reader: EventReader, count: number): Promise<unknown[]> {
  const heard: unknown[] = []
  while (heard.length < count) {
    const event = await reader.next()
    heard.push(event?.event === 'incident' ? (event.data as { subject: string }).subject : event?.event)
  }
  return heard
}

test('a new stream says that it is ready, and then what happens, in order', async () => {
  const reader = await listening()
  expect(reader.headers.get('content-type')).toContain('text/event-stream')
  expect(await reader.next()).toEqual({ id: expect.stringMatching(/^\w{8}\.\d+$/), event: 'ready', data: {} })
  const subject = randomUUID()
  await told(subject, { position: [1135050000, 378710000] })
  expect(await reader.next()).toEqual({
    id: expect.stringMatching(/^\w{8}\.\d+\.\d+$/),
    event: 'incident',
    data: {
      subject,
      area: SHAGOU,
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      payload: { state: 'reported' },
    },
  })
  for (const next of ['a', 'b', 'c']) await told(next)
  expect(await subjects(reader, 3)).toEqual(['a', 'b', 'c'])
})

test('what is rolled back is not heard', async () => {
  const reader = await listening()
  await reader.next()
  await server.database
    .transaction(SYSTEM, async (tx) => {
      await tellNews(tx, [{ kind: 'incident', subject: 'never', area: SHAGOU, payload: {} }])
      throw new Error('rolled back')
    })
    .catch(() => {})
  await told('done')
  expect(await subjects(reader, 1)).toEqual(['done'])
})

test('two windows come back after the last event of each, one by the header, one by its address', async () => {
  const both = [await listening(), await listening()]
  for (const reader of both) await reader.next()
  for (const next of ['a', 'b']) await told(next)
  const ids = [(await both[0]?.next())?.id ?? '', '']
  await both[1]?.next()
  ids[1] = (await both[1]?.next())?.id ?? ''
  for (const reader of both) await reader.close()
  for (const next of ['c', 'd']) await told(next)

  expect(await subjects(await listening({ 'last-event-id': ids[0] ?? '' }), 3)).toEqual(['b', 'c', 'd'])
  expect(await subjects(await listening({}, `?after=${ids[1]}`), 2)).toEqual(['c', 'd'])
  // A browser that opens a lost stream again keeps the address and knows better by now.
  const header = { 'last-event-id': ids[1] ?? '' }
  expect(await subjects(await listening(header, `?after=${ids[0]}`), 2)).toEqual(['c', 'd'])
})

test('who comes back in the middle of a tick is told the rest of it', async () => {
  const reader = await listening()
  await reader.next()
  await server.database.transaction(SYSTEM, (tx) =>
    tellNews(
      tx,
      ['a', 'b', 'c'].map((subject) => ({ kind: 'incident' as const, subject, area: SHAGOU, payload: {} })),
    ),
  )
  const events = [await reader.next(), await reader.next(), await reader.next()]
  expect(new Set(events.map((event) => event?.id?.split('.')[1])).size).toBe(1)
  const again = await listening({ 'last-event-id': events[0]?.id ?? '' })
  expect(await subjects(again, 2)).toEqual(['b', 'c'])
})

test('hours in which nothing was for its ears do not make a place old: the beats move it on', async () => {
  const cookie = await cookieOf('shagou')
  const reader = await listening({ cookie })
  const first = (await reader.next())?.id
  await told('elsewhere', { area: PINGTAN })
  await after(400)
  await server.app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } })
  const text = await reader.rest()
  expect(text).not.toContain('elsewhere')
  expect(text.match(/^id: .*$/gm)?.at(-1)).toBe(`id: ${idOf(server.services.liveFeed.place)}`)
  expect(idOf(server.services.liveFeed.place)).not.toBe(first)
})

test('a place that is forgotten, of another timeline, or none: read everything again, and go on from here', async () => {
  const reader = await listening()
  const old = (await reader.next())?.id ?? ''
  await told('a')
  const [timeline, tick] = ((await reader.next())?.id ?? '').split('.')
  await server.database.transaction(SYSTEM, (tx) => tx.query(`delete from ticks where n < ${tick}`))
  const midTick = `${timeline}.${tick}.1`
  for (const id of [old, midTick, `00000000.${tick}`, `${timeline}.999999999`, '41', "'; --", '']) {
    const again = await listening({}, `?after=${encodeURIComponent(id)}`)
    expect(await again.next(), id).toEqual({
      id: idOf(server.services.liveFeed.place),
      event: 'reset',
      data: { layer: null },
    })
    await told('later')
    expect(await subjects(again, 1), id).toEqual(['later'])
  }
})

test('a person hears what lies in the scope and is for the role, at once and when replayed', async () => {
  const district = await listening({ cookie: await cookieOf('commander') })
  const first = (await district.next())?.id ?? ''
  const open = async (user: User, id?: string) =>
    listening({ cookie: await cookieOf(user), ...(id && { 'last-event-id': id }) })
  const [street, community, viewer] = [await open('shaping'), await open('shagou'), await open('viewer')]
  for (const reader of [street, community, viewer]) await reader.next()

  await told('theirs', { area: PINGTAN })
  await told('street', { area: SHAPING_STREET })
  await told('district', { area: '140303' })
  await told('commanders', { roles: ['commander'] })
  await told('ours')
  const expected: [User, EventReader, string[]][] = [
    ['commander', district, ['theirs', 'street', 'district', 'commanders', 'ours']],
    ['viewer', viewer, ['theirs', 'street', 'district', 'ours']],
    ['shaping', street, ['street', 'ours']],
    ['shagou', community, ['ours']],
  ]
  for (const [user, reader, heard] of expected) {
    expect(await subjects(reader, heard.length), user).toEqual(heard)
    expect(await subjects(await open(user, first), heard.length), `${user}, replayed`).toEqual(heard)
  }
})

test('a layer that was loaded anew is told to whoever sees a part of it, as a reset', async () => {
  const reader = await listening({ cookie: await cookieOf('shagou') })
  await reader.next()
  await server.database.transaction(SYSTEM, async (tx) => {
    await tellReset(tx, 'incidents', PINGTAN_STREET)
    await tellReset(tx, 'incidents', '140303')
  })
  expect(await reader.next()).toMatchObject({ event: 'reset', data: { layer: 'incidents' } })
  await told('next')
  expect(await subjects(reader, 1)).toEqual(['next'])
})

test('the stream ends with the session', async () => {
  const cookie = await cookieOf('viewer')
  const reader = await listening({ cookie })
  await reader.next()
  await server.app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } })
  expect(await reader.next()).toBeUndefined()
})

test('when the server stops, clients are told when to come back, and those that come then too', async () => {
  const reader = await listening()
  await reader.next()
  await server.services.liveFeed.close()
  const RETRY = /retry: [1-4]\d{3}$/
  expect(await reader.rest()).toMatch(RETRY)
  expect(await (await listening()).rest()).toMatch(RETRY)
})
