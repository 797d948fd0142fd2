import { fork } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Database, SYSTEM } from '../../server/db/database.ts'
import { openDatabase } from '../../server/db/open.ts'
import { tellNews } from '../../server/db/outbox.ts'
import { liveApp } from '../support/liveApp.ts'
import { databaseOn, privateServer } from '../support/postgisServer.ts'
import { dataFolder } from '../support/product.ts'
import { TEMPLATE } from '../support/template.ts'
import type { ClientsReport } from './liveClients.ts'
import { onMap } from './onMap.ts'
import { atMost, type Bench, type BenchRow } from './row.ts'

const CLIENTS = 1000
const WARM_UP_S = 2
const MEASURED_S = 15
/** For what is still on its way. */
const REST_MS = 1000
const HEARTBEAT_MS = 15_000
const AREA = '140303005006'

/** From before the commit of a change to its event at each of 1,000 clients of one process, and to the map of one. */
export const live: Bench = async () => {
  const rows: BenchRow[] = []
  const server = await privateServer()
  try {
    const database = await openDatabase({ url: databaseOn(server.url, TEMPLATE), dataDir: '' })
    rows.push(...(await followed(database, 'PostgreSQL', 200, 150)))
  } finally {
    server.stop()
  }
  const folder = dataFolder()
  try {
    rows.push(...(await followed(await openDatabase({ dataDir: folder.path }), 'embedded', 20, 250)))
  } finally {
    folder.remove()
  }
  return [...rows, ...(await onMap())]
}

async function followed(
  database: Database,
  name: string,
  ratePerSecond: number,
  limitMs: number,
): Promise<BenchRow[]> {
  const app = await liveApp(database, HEARTBEAT_MS)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const child = fork(fileURLToPath(new URL('liveClients.ts', import.meta.url)), [
    String(port),
    String(CLIENTS),
  ])
  const answer = () => new Promise<ClientsReport>((resolve) => child.once('message', resolve))
  try {
    await answer()
    await toldAtRate(database, ratePerSecond, WARM_UP_S)
    await after(REST_MS)
    child.send('start')
    await answer()
    const told = await toldAtRate(database, ratePerSecond, MEASURED_S)
    await after(REST_MS)
    child.send('report')
    const { received, p50, p99 } = await answer()
    const measure = `${name}, ${ratePerSecond} changes a second, commit → ${CLIENTS} clients`
    return [
      atMost(`${measure}, median`, p50, limitMs, 'ms'),
      atMost(`${measure}, 99th percentile`, p99, limitMs, 'ms'),
      atMost(`${measure}, events missing or doubled`, Math.abs(told * CLIENTS - received), 0, 'events'),
    ]
  } finally {
    child.kill()
    await app.close()
    await database.close()
  }
}

/** One transaction for each change, at even distances however long each takes; answers with how many there were. */
async function toldAtRate(database: Database, ratePerSecond: number, seconds: number): Promise<number> {
  const count = ratePerSecond * seconds
  const start = performance.now()
  const underWay: Promise<void>[] = []
  for (let n = 0; n < count; n++) {
    await after(Math.max(0, start + (1000 * n) / ratePerSecond - performance.now()))
    underWay.push(
      database.transaction(SYSTEM, (tx) =>
        tellNews(tx, [
          {
            kind: 'incident',
            subject: crypto.randomUUID(),
            area: AREA,
            position: [1135050000 + n, 378710000],
            payload: { state: 'reported', category: '井盖破损', urgency: 'red', sentAt: Date.now() },
          },
        ]),
      ),
    )
  }
  await Promise.all(underWay)
  return count
}
