import { connect, type Socket } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../server/db/database.ts'
import { tellNews } from '../../server/db/outbox.ts'
import type { App } from '../../server/routes/services.ts'
import { testDatabase } from '../support/database.ts'
import { liveApp } from '../support/liveApp.ts'

const HEARTBEAT_MS = 1000
/** What a client that reads nothing may have waiting in this process: 256 KiB, and what a page of a replay holds. */
const MOST_WAITING = 2 * 1024 * 1024 + 256 * 1024
const PADDING = 'x'.repeat(7500)
const ROUNDS = 10
const ROWS = 250

const db = testDatabase()
let app: App
const accepted = new Map<number, Socket>()
let port: number
beforeAll(async () => {
  app = await liveApp(db.database, HEARTBEAT_MS)
  app.server.on('connection', (socket) => accepted.set(Number(socket.remotePort), socket))
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
})
afterAll(() => app.close())
const clients: Socket[] = []
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy()
})

/** A client that has asked for the stream, and its end here. It reads only when told to. */
async function stalled(): Promise<{ client: Socket; here: Socket; text: () => string }> {
  const client = connect(port, '127.0.0.1')
  clients.push(client)
  let text = ''
  client.setEncoding('utf8').on('data', (chunk) => (text += chunk))
  client.write('GET /api/live HTTP/1.1\r\nhost: x\r\n\r\n')
  await expect.poll(() => text).toContain('event: ready')
  client.pause()
  return { client, here: accepted.get(Number(client.localPort)) as Socket, text: () => text }
}
async function tellMuch(): Promise<string[]> {
  const subjects: string[] = []
  for (let round = 0; round < ROUNDS; round++)
    await db.database.transaction(SYSTEM, async (tx) => {
      const news = Array.from({ length: ROWS }, (_, n) => ({
        kind: 'incident' as const,
        subject: `${round}/${n}`,
        area: '140303005006',
        payload: { padding: PADDING },
      }))
      subjects.push(...news.map(({ subject }) => subject))
      await tellNews(tx, news)
    })
  return subjects
}
const subjectsIn = (text: string) => [...text.matchAll(/"subject":"([^"]*)"/g)].map((match) => match[1])

test('a client that stops reading keeps little waiting, and is replayed when it reads again', async () => {
  const { client, here, text } = await stalled()
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, here.writableLength)
  }, 5)
  const told = await tellMuch()
  clearInterval(watch)
  expect(most).toBeGreaterThan(0)
  expect(most).toBeLessThan(MOST_WAITING)
  client.resume()
  await expect.poll(() => subjectsIn(text()).length).toBe(told.length)
  expect(subjectsIn(text())).toEqual(told)
})

test('a client that reads nothing is cut off, and does not hold up one that does', async () => {
  const { here } = await stalled()
  const other = await stalled()
  other.client.resume()
  const told = await tellMuch()
  await expect.poll(() => subjectsIn(other.text()).length).toBe(told.length)
  await expect.poll(() => here.destroyed).toBe(true)
  await after(2 * HEARTBEAT_MS)
  expect(other.here.destroyed).toBe(false)
})
