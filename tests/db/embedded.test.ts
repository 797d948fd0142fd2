import { spawn } from 'node:child_process'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { SYSTEM, type Transaction } from '../../server/db/database.ts'
import { startedEngine } from '../../server/db/embedded/engine.ts'
import { lockFolder } from '../../server/db/embedded/lock.ts'
import { embeddedParts } from '../../server/db/embedded/postgis.ts'
import { writeSnapshot } from '../../server/db/embedded/upkeep.ts'
import { openDatabase } from '../../server/db/open.ts'
import { removeFolder, temporaryFolder } from '../support/folders.ts'

let folder: string
beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => removeFolder(folder))

/** Another process that runs `code` with `openDatabase`, `SYSTEM` and `dataDir` at hand; answers with what it prints. */
function elsewhere(dataDir: string, code: string, killAt?: string): Promise<string> {
  const open = fileURLToPath(new URL('../../server/db/open.ts', import.meta.url))
  const database = fileURLToPath(new URL('../../server/db/database.ts', import.meta.url))
  const script = `
    const { openDatabase } = await import(${JSON.stringify(open)})
    const { SYSTEM } = await import(${JSON.stringify(database)})
    const dataDir = ${JSON.stringify(dataDir)}
    ${code}`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script])
  let printed = ''
  const hear = (chunk: Buffer) => {
    printed += chunk
    if (killAt && printed.includes(killAt)) child.kill('SIGKILL')
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  return new Promise((resolve) => child.on('close', () => resolve(printed)))
}

test('a second process on the same folder stops and names the first', async () => {
  const dataDir = join(folder, 'shared')
  const database = await openDatabase({ dataDir })
  const printed = await elsewhere(
    dataDir,
    `await openDatabase({ dataDir }).catch((error) => console.log(error.message))`,
  )
  expect(printed).toContain(`${dataDir} is in use by process ${process.pid}`)
  await expect(openDatabase({ dataDir })).rejects.toThrow(`is in use by process ${process.pid}`)
  await database.close()
  await (await openDatabase({ dataDir })).close()
})

test('a lock left by a crash is taken over, also when its process id is in use again', () => {
  const dataDir = join(folder, 'stale')
  const unlock = lockFolder(dataDir)
  const lock = join(dataDir, 'lock')
  const mine = JSON.parse(readFileSync(lock, 'utf8'))
  unlock()
  expect(existsSync(lock)).toBe(false)
  for (const left of [
    { pid: 4_000_000, startedAt: '1' }, // no such process
    { ...mine, startedAt: '1' }, // such a process, but another one than the one that locked
  ]) {
    writeFileSync(lock, JSON.stringify(left))
    lockFolder(dataDir)()
  }
  writeFileSync(lock, JSON.stringify(mine))
  expect(() => lockFolder(dataDir)).toThrow('is in use by process')
})

test('kill -9 in the middle of writing loses nothing that was acknowledged', async () => {
  const dataDir = join(folder, 'killed')
  await (await openDatabase({ dataDir })).close()
  const printed = await elsewhere(
    dataDir,
    `const database = await openDatabase({ dataDir })
     for (let n = 1; ; n++) {
       await database.transaction(SYSTEM, (tx) =>
         tx.query("insert into audit (actor, role, scope, action, subject) values ('a', 'system', '', 'written', $1)", [String(n)]))
       console.log('written ' + n + '.')
     }`,
    'written 40.',
  )
  const acknowledged = [...printed.matchAll(/written (\d+)\./g)].map(([, n]) => Number(n))
  expect(acknowledged.length).toBeGreaterThanOrEqual(40)
  const database = await openDatabase({ dataDir })
  const rows = await database.transaction(SYSTEM, (tx) =>
    tx.query(`select subject::int as n from audit order by seq`),
  )
  await database.close()
  expect(rows.slice(0, acknowledged.length).map(({ n }) => n)).toEqual(acknowledged)
  expect(rows.length - acknowledged.length).toBeLessThanOrEqual(1) // the one under way when it was killed
})

test('a folder that does not open is left alone, and a snapshot brings it back when asked', async () => {
  const dataDir = join(folder, 'broken')
  const marked = (tx: Transaction) => tx.query(`select 1 as found from settings where name = 'mark'`)
  const parts = await embeddedParts()
  const postgres = join(dataDir, 'postgres')

  await (await openDatabase({ dataDir })).close()
  const engine = await startedEngine({ folder: postgres, parts }, () => {})
  await engine.query(`insert into settings (name, value) values ('mark', '1'); checkpoint`)
  await writeSnapshot(dataDir, await engine.dump())
  await engine.close()

  writeFileSync(join(postgres, 'global/pg_control'), 'torn')
  await expect(openDatabase({ dataDir })).rejects.toThrow(/does not open .* go back to its snapshot of/)
  expect(readFileSync(join(postgres, 'global/pg_control'), 'utf8')).toBe('torn')

  renameSync(postgres, join(dataDir, 'postgres.torn'))
  const database = await openDatabase({ dataDir })
  expect(await database.transaction(SYSTEM, marked)).toEqual([{ found: 1 }])
  await database.close()
})

test('a quarter of an hour after something was written there is a snapshot on the disk', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const dataDir = join(folder, 'kept')
  const snapshot = join(dataDir, 'snapshots/latest.tar.gz')
  const database = await openDatabase({ dataDir })
  const checkpoint = 'select checkpoint_lsn::text as lsn from pg_control_checkpoint()'
  const lastCheckpoint = async () =>
    (await database.transaction(SYSTEM, (tx) => tx.query(checkpoint)))[0]?.lsn
  const before = await lastCheckpoint()
  vi.advanceTimersByTime(60_000)
  await vi.waitUntil(async () => (await lastCheckpoint()) !== before, 10_000)
  expect(existsSync(snapshot)).toBe(false)
  vi.advanceTimersByTime(14 * 60_000)
  await vi.waitUntil(() => existsSync(snapshot), 20_000)
  await database.close()
  vi.useRealTimers()
  expect(gunzipSync(readFileSync(snapshot)).length).toBeGreaterThan(1_000_000)
})
