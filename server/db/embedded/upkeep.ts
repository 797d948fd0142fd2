import { mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Engine } from './engine.ts'

const CHECKPOINT_EVERY_MS = 60_000
const VACUUM_EVERY_MS = 10 * 60_000
const SNAPSHOT_EVERY_MS = 15 * 60_000

/** Where the last snapshot of a data folder is: a gzipped tar of PostgreSQL's folder. */
export const snapshotOf = (dataDir: string): string => join(dataDir, 'snapshots', 'latest.tar.gz')

/**
 * What a PostgreSQL server does by itself and PGlite does not: CHECKPOINT (its log grew to 1.3 GB without),
 * VACUUM ANALYZE, and files that are surely on the disk, here as a snapshot. Each only after something was written.
 */
export function keptUp(
  dataDir: string,
  exclusive: <T>(work: (engine: Engine) => Promise<T>) => Promise<T>,
): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve()
  const timers = [
    every(CHECKPOINT_EVERY_MS, (engine) => engine.query('checkpoint')),
    every(VACUUM_EVERY_MS, (engine) => engine.query('vacuum (analyze)')),
    every(
      SNAPSHOT_EVERY_MS,
      async (engine) => {
        await engine.query('checkpoint')
        return engine.dump()
      },
      // Compressing and writing takes longer than reading, and needs no engine.
      (tar) => writeSnapshot(dataDir, tar),
    ),
  ]

  function every<T>(
    intervalMs: number,
    work: (engine: Engine) => Promise<T>,
    afterwards: (result: T) => Promise<void> = async () => {},
  ): NodeJS.Timeout {
    let seen: unknown
    const round = async () => {
      const result = await exclusive(async (engine) => {
        if ((await written(engine)) === seen) return undefined
        const done = { value: await work(engine) }
        seen = await written(engine)
        return done
      })
      if (result) await afterwards(result.value)
    }
    const timer = setInterval(() => {
      running = running.then(round).catch((error) => console.error('upkeep of the embedded database:', error))
    }, intervalMs)
    return timer.unref()
  }

  return {
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await running
    },
  }
}

/** Where the log has got to: it moves with everything that is written. */
const written = async (engine: Engine): Promise<unknown> =>
  (await engine.query('select pg_current_wal_insert_lsn()::text as lsn'))[0]?.lsn

/** Replaces the last snapshot by a whole new one that is on the disk before it takes the name. */
export async function writeSnapshot(dataDir: string, tar: Uint8Array): Promise<void> {
  const path = snapshotOf(dataDir)
  await mkdir(join(dataDir, 'snapshots'), { recursive: true })
  const file = await open(`${path}.draft`, 'w')
  try {
    await file.writeFile(await promisify(gzip)(tar, { level: 1 }))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.draft`, path)
  const folder = await open(join(dataDir, 'snapshots'))
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
