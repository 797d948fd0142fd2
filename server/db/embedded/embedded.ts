import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { bulkLoad } from '../bulkLoad.ts'
import { type Connection, type Query, SYSTEM, type Transaction } from '../database.ts'
import { DeadlineExceeded } from '../failure.ts'
import { listeners } from '../listeners.ts'
import { nestingGuard } from '../nesting.ts'
import { beginAs } from '../session.ts'
import { type Engine, startedEngine } from './engine.ts'
import { lockFolder } from './lock.ts'
import { type EmbeddedParts, embeddedParts } from './postgis.ts'
import { keptUp, snapshotOf } from './upkeep.ts'

const DEADLINE_MS = 15_000

/**
 * PGlite with PostGIS in a data folder, in a worker thread. It has one connection, so transactions queue; one that
 * stalls is rolled back at its deadline, and one whose query does not return is ended with its thread, after which
 * the folder is opened again. What was acknowledged survives that, and a kill of the process; it does not surely
 * survive a loss of power, because PGlite never calls fsync: hence the snapshots of `keptUp`.
 * @throws FolderInUse if another process has the folder.
 */
export async function openEmbedded(
  dataDir: string,
  progress: (what: string) => void = () => {},
): Promise<Connection> {
  const unlock = lockFolder(dataDir)
  const folder = join(dataDir, 'postgres')
  const heard = listeners()
  const outermost = nestingGuard()

  try {
    const parts = await embeddedParts(progress)
    const opened = () => {
      const isNew = !existsSync(join(folder, 'PG_VERSION'))
      return startedEngine(
        { folder, parts, ...(isNew && { source: firstContent(dataDir, parts) }) },
        heard.notify,
      )
    }
    let engine = await opened().catch((error) => {
      throw new DoesNotOpen(dataDir, error)
    })

    /** Runs `work` when everything asked for earlier is done, on an engine that runs. */
    let last: Promise<unknown> = Promise.resolve()
    let closed = false
    const exclusive = <T>(work: (engine: Engine) => Promise<T>): Promise<T> => {
      const turn = last.then(async () => {
        if (closed) throw new Error('the database is closed')
        if (engine.over) {
          engine = await opened()
          for (const channel of heard.channels()) await engine.listen(channel)
        }
        return work(engine)
      })
      last = turn.catch(() => {})
      return turn
    }

    const upkeep = keptUp(dataDir, exclusive)

    const connection: Connection = {
      kind: 'pglite',
      transaction(actor, work, deadlineMs = DEADLINE_MS) {
        return outermost(async () => {
          const begin = beginAs(actor)
          return exclusive((engine) => transactionOn(engine, begin, deadlineMs, actor, work, heard.notify))
        })
      },
      // There is one connection, and nobody to hold a lock against.
      session: (work) => work((sql, params) => connection.transaction(SYSTEM, (tx) => tx.query(sql, params))),
      listen(channel) {
        return heard.subscribe(channel, () => exclusive((engine) => engine.listen(channel)))
      },
      async close() {
        if (closed) return
        await upkeep.stop()
        await exclusive((engine) => engine.close())
        closed = true
        heard.close()
        unlock()
      },
    }
    return connection
  } catch (error) {
    unlock()
    throw error
  }
}

/** An empty folder begins as the last snapshot of what was there, or else as an empty database. */
function firstContent(dataDir: string, parts: EmbeddedParts): string {
  const snapshot = snapshotOf(dataDir)
  return existsSync(snapshot) ? snapshot : parts.base
}

/** After a loss of power, mostly. Says what a person can do about it; nothing is thrown away without being asked. */
class DoesNotOpen extends Error {
  constructor(dataDir: string, cause: unknown) {
    const snapshot = snapshotOf(dataDir)
    super(
      `the embedded database in ${dataDir} does not open (${cause instanceof Error ? cause.message : cause}). ${
        existsSync(snapshot)
          ? `To go back to its snapshot of ${statSync(snapshot).mtime.toISOString()}, rename ${join(dataDir, 'postgres')} and start again`
          : 'There is no snapshot of it yet'
      }`,
    )
    this.name = 'DoesNotOpen'
  }
}

async function transactionOn<T>(
  engine: Engine,
  begin: string,
  deadlineMs: number,
  actor: Transaction['actor'],
  work: (tx: Transaction) => Promise<T>,
  notify: (channel: string, payload: string) => void,
): Promise<T> {
  let over: Error | undefined
  const query: Query = (sql, params) => (over ? Promise.reject(over) : engine.query(sql, params))
  const prompted = new Set<string>()
  const tx: Transaction = {
    actor,
    query,
    bulkLoad: (table, columns, rows) => bulkLoad(query, table, columns, rows),
    prompt: (channel) => prompted.add(channel),
  }

  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      over = new DeadlineExceeded(deadlineMs)
      reject(over)
      if (engine.busy) engine.terminate(over)
    }, deadlineMs)
  })
  try {
    await engine.query(begin)
    const result = await Promise.race([work(tx), deadline])
    await engine.query('commit')
    for (const channel of prompted) notify(channel, '')
    return result
  } catch (error) {
    if (!engine.over) await engine.query('rollback')
    throw error
  } finally {
    clearTimeout(timer)
    over ??= new Error('the transaction is over')
  }
}
