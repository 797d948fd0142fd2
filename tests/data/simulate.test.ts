import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { type Order, orderFrom } from '../../data/simulation/order.ts'
import { simulate } from '../../data/simulation/simulate.ts'
import { buildApp } from '../../server/app.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { LiveFeed } from '../../server/live/liveFeed.ts'
import type { App } from '../../server/routes/services.ts'
import { testApp } from '../support/app.ts'

const server = testApp()
const CALLS = 6

async function listening(app: App, port = 0): Promise<number> {
  await app.listen({ port, host: '127.0.0.1' })
  return (app.server.address() as AddressInfo).port
}
const orderTo = (port: number, ...args: string[]) =>
  orderFrom(['--to', `http://127.0.0.1:${port}`, '--rate', '0.01/min', '--burst', 'sos', ...args]) as Order
const reported = () =>
  server.database.transaction(SYSTEM, (tx) =>
    tx.query(`select external_id as id, state from incidents where starts_with(external_id, 'sim-')`),
  )
const calls = async () => (await reported()).filter(({ id }) => String(id).includes('-sos-'))

test('calls for help come in and are brought to their end; of a server that is started again in between nothing is lost or doubled', async () => {
  const port = await listening(server.app)
  const stop = new AbortController()
  const said: string[] = []
  const playing = simulate(orderTo(port), {
    ...{ signal: stop.signal, say: (line: string) => said.push(line), pace: 50 },
  })
  await expect.poll(async () => (await calls()).length, { interval: 10 }).toBeGreaterThan(1)

  // Whoever is being answered does not hear the answer.
  server.app.server.closeAllConnections()
  await server.app.close()
  await expect.poll(() => said.at(-1), { interval: 10 }).toContain('waiting for the server')
  const again = await buildApp({ ...server.services, liveFeed: await LiveFeed.opened(server.database) })
  try {
    await listening(again, port)
    await expect
      .poll(async () => (await calls()).map(({ state }) => state))
      .toEqual(Array(CALLS).fill('closed'))
    stop.abort()
    expect(await playing).toBeNull()
    const all = await reported()
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    const [, fresh, known = 0] = /new (\d+)(?:, known before (\d+))?/.exec(said.join()) ?? []
    expect(Number(fresh) + Number(known)).toBe(all.length)
  } finally {
    stop.abort()
    await again.close()
  }
})

test('who cannot sign in is told, and plays nothing', async () => {
  const app = await buildApp({ ...server.services, liveFeed: await LiveFeed.opened(server.database) })
  const order = orderTo(await listening(app), '--user', 'nobody')
  const complaint = await simulate(order, { signal: new AbortController().signal, say() {} })
  await app.close()
  expect(complaint).toBe(`nobody cannot sign in at ${order.to.origin}: credentials_wrong`)
})

test('where the data is not a demo’s nothing is played, unless somebody is sure', async () => {
  const services = { ...server.services, guest: null, liveFeed: await LiveFeed.opened(server.database) }
  const app = await buildApp(services)
  const order = orderTo(await listening(app))
  const before = (await reported()).length
  const complaint = await simulate(order, { signal: new AbortController().signal, say() {} })
  expect(complaint).toContain('is not in demo mode')
  expect((await reported()).length).toBe(before)
  const stop = new AbortController()
  const playing = simulate({ ...order, isSure: true }, { signal: stop.signal, say() {}, pace: 50 })
  await expect.poll(async () => (await reported()).length).toBeGreaterThan(before)
  stop.abort()
  expect(await playing).toBeNull()
  await app.close()
})
