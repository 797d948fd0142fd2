import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { setTimeout as after } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Database, SYSTEM } from '../../server/db/database.ts'
import { openDatabase } from '../../server/db/open.ts'
import { tellNews } from '../../server/db/outbox.ts'
import { onPostgis } from '../support/database.ts'
import { type Follower, follower } from '../support/follower.ts'
import { databaseOn, type PrivateServer, privateServer } from '../support/postgisServer.ts'
import { TEMPLATE } from '../support/template.ts'

const AREA = '140303005006'
const WRITERS = 8
const script = fileURLToPath(new URL('../support/liveServer.ts', import.meta.url))

/** Several processes on one PostGIS, which a test may start again: hence a server of their own. */
describe.skipIf(!onPostgis)('several processes on one database (npm run test:postgis)', () => {
  let server: PrivateServer
  let database: Database
  const processes: { name: string; child: ChildProcess; url: string }[] = []
  const followers: Follower[] = []

  beforeAll(async () => {
    server = await privateServer()
    database = await openDatabase({ url: databaseOn(server.url, TEMPLATE), dataDir: '' })
    await Promise.all(['one', 'two'].map(started))
  })
  afterEach(async () => {
    await Promise.all(followers.splice(0).map((one) => one.stop()))
  })
  afterAll(async () => {
    for (const { child } of processes) child.kill('SIGKILL')
    await database.close()
    server.stop()
  })

  async function started(name: string): Promise<void> {
    const url = new URL(databaseOn(server.url, TEMPLATE))
    url.searchParams.set('application_name', name)
    const child = spawn(process.execPath, ['--import', 'tsx', script, url.href], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const printed = await new Promise<string>((resolve, reject) => {
      child.stdout?.once('data', (chunk) => resolve(String(chunk).trim()))
      child.once('exit', () => reject(new Error(`${name} ended`)))
    })
    processes.push({ name, child, url: printed })
  }
  const anyAddress = () => processes[Math.floor(Math.random() * processes.length)]?.url ?? ''
  async function following(count: number): Promise<void> {
    for (let n = 0; n < count; n++) followers.push(follower(anyAddress))
    await Promise.all(followers.map(({ ready }) => ready))
  }

  /** Tells of something, and commits after a while; a connection that is lost meanwhile leaves open whether it was. */
  const told = (subject: string, heldMs = 0, isRolledBack = false) =>
    database
      .transaction(SYSTEM, async (tx) => {
        await tellNews(tx, [{ kind: 'incident', subject, area: AREA, payload: {} }])
        await after(heldMs)
        if (isRolledBack) throw new Error('rolled back')
      })
      .catch(() => {})
  /** Many who write at once, some slowly, some in vain, until `ms` are over. */
  async function written(run: string, ms: number): Promise<void> {
    const end = performance.now() + ms
    const writer = async (name: number) => {
      for (let n = 0; performance.now() < end; n++)
        await told(`${run}/${name}/${n}`, n % 5 === 0 ? Math.random() * 200 : Math.random() * 5, n % 7 === 0)
    }
    await Promise.all(Array.from({ length: WRITERS }, (_, name) => writer(name)))
  }
  const log = async (run: string): Promise<string[]> => {
    const rows = await database.transaction(SYSTEM, (tx) =>
      tx.query('select subject from outbox where starts_with(subject, $1)', [run]),
    )
    return rows.map(({ subject }) => String(subject)).sort()
  }
  /** Every client has heard all that is in the log, each once, and what one writer told in its order. */
  async function nothingLostOrDoubled(run: string): Promise<void> {
    const end = `${run}/end`
    await told(end)
    await expect.poll(() => followers.every(({ heard }) => heard.includes(end))).toBe(true)
    await after(200) // for what would come twice
    const all = await log(run)
    expect(all.length).toBeGreaterThan(50)
    for (const { heard, resets } of followers) {
      expect([...heard].sort()).toEqual(all)
      expect(resets).toBe(0)
      for (let name = 0; name < WRITERS; name++) {
        const mine = heard.filter((subject) => subject.startsWith(`${run}/${name}/`))
        expect(mine).toEqual([...mine].sort((a, b) => numberOf(a) - numberOf(b)))
      }
    }
  }
  const numberOf = (subject: string) => Number(subject.split('/')[2])
  const leader = async () => {
    const rows = await database.transaction(SYSTEM, (tx) =>
      tx.query(`select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
                 where l.locktype = 'advisory' and l.granted`),
    )
    return processes.find(({ name }) => name === rows[0]?.name)
  }

  test('what began first and commits last is told, and once', async () => {
    await following(4)
    const run = randomUUID()
    const late = told(`${run}/late`, 600)
    await after(50)
    for (let n = 0; n < 60; n++) await told(`${run}/0/${n}`)
    await late
    await nothingLostOrDoubled(run)
    for (const { heard } of followers) expect(heard.indexOf(`${run}/late`)).toBeGreaterThan(10)
  })

  test('eight who write, clients that lose their connections and come back to either process', async () => {
    await following(16)
    const run = randomUUID()
    let isWriting = true
    let drops = 0
    const dropping = (async () => {
      while (isWriting) {
        followers[Math.floor(Math.random() * followers.length)]?.drop()
        drops++
        await after(Math.random() * 20)
      }
    })()
    await written(run, 2500)
    isWriting = false
    await dropping
    expect(drops).toBeGreaterThan(50)
    await nothingLostOrDoubled(run)
  })

  test('the database is started again in the middle of it', async () => {
    await following(6)
    const run = randomUUID()
    const writing = written(run, 3000)
    await after(700)
    server.restart()
    await writing
    await nothingLostOrDoubled(run)
  })

  test('the process that makes the ticks is killed: another takes over', async () => {
    await following(6)
    const run = randomUUID()
    const writing = written(run, 2000)
    await after(500)
    const killed = await leader()
    expect(killed).toBeDefined()
    killed?.child.kill('SIGKILL')
    if (killed) processes.splice(processes.indexOf(killed), 1)
    await writing
    await nothingLostOrDoubled(run)
    expect((await leader())?.name).toBe(processes[0]?.name)
  })
})
