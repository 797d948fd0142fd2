import pg from 'pg'
import { bulkLoad } from './bulkLoad.ts'
import type { Connection, Query, Transaction } from './database.ts'
import { DeadlineExceeded } from './failure.ts'
import { listeners } from './listeners.ts'
import { nestingGuard } from './nesting.ts'
import { beginAs } from './session.ts'

const CONNECTIONS = 10
const CONNECT_TIMEOUT_MS = 5_000
const STATEMENT_TIMEOUT_MS = 5_000
const LOCK_TIMEOUT_MS = 2_000
const DEADLINE_MS = 15_000
const RECONNECT_AFTER_MS = 1_000
const IDLE_SESSION_TIMEOUT_MS = 5_000

/** A PostgreSQL server with PostGIS, through a pool. @throws if it cannot be reached. */
export async function openPostgres(url: string): Promise<Connection> {
  const settings: pg.ClientConfig = {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'gridloom',
    options: [
      `-c statement_timeout=${STATEMENT_TIMEOUT_MS}`,
      `-c lock_timeout=${LOCK_TIMEOUT_MS}`,
      `-c idle_in_transaction_session_timeout=${2 * DEADLINE_MS}`,
      '-c timezone=UTC',
      '-c search_path=public',
      // Plans with JIT and parallel workers cost more than they save at the size of these queries.
      '-c jit=off',
      '-c max_parallel_workers_per_gather=0',
    ].join(' '),
  }
  let closed = false
  const pool = new pg.Pool({ ...settings, max: CONNECTIONS })
  pool.on('error', (error) => {
    if (!closed) console.error('an idle database connection ended:', error.message)
  })

  const heard = listeners()
  const outermost = nestingGuard()
  let listener: Promise<pg.Client> | undefined

  /** One connection of its own for LISTEN; when it is lost, it is opened again and every channel listened to again. */
  async function listening(): Promise<pg.Client> {
    const client = new pg.Client(settings)
    client.on('notification', ({ channel, payload }) => heard.notify(channel, payload ?? ''))
    client.on('error', (error) => console.error('the listening database connection ended:', error.message))
    client.on('end', () => {
      listener = undefined
      if (!closed) setTimeout(() => relisten(), RECONNECT_AFTER_MS).unref()
    })
    await client.connect()
    for (const channel of heard.channels()) await client.query(`listen ${pg.escapeIdentifier(channel)}`)
    return client
  }
  function relisten(): void {
    if (closed || listener) return
    listener = listening()
    listener.catch(() => {
      listener = undefined
      setTimeout(relisten, RECONNECT_AFTER_MS).unref()
    })
  }

  try {
    await pool.query('select 1')
    return {
      kind: 'postgres',
      transaction(actor, work, deadlineMs) {
        return outermost(async () => {
          const begin = beginAs(actor, deadlineMs)
          const client = await pool.connect()
          return transactionOn(client, begin, deadlineMs ?? DEADLINE_MS, actor, work, heard.notify)
        })
      },
      async session(work) {
        const client = new pg.Client({
          ...settings,
          options: `${settings.options} -c idle_session_timeout=${IDLE_SESSION_TIMEOUT_MS} -c app.scope=*`,
        })
        client.on('error', () => {}) // the next statement fails by it
        await client.connect()
        try {
          return await work(async (sql, params) => (await client.query(sql, params && [...params])).rows)
        } finally {
          await client.end()
        }
      },
      listen: (channel) =>
        heard.subscribe(channel, async () => {
          if (listener) await (await listener).query(`listen ${pg.escapeIdentifier(channel)}`)
          else {
            listener = listening()
            await listener
          }
        }),
      async close() {
        if (closed) return
        closed = true
        heard.close()
        await (await listener)?.end()
        await pool.end()
      },
    }
  } catch (error) {
    await pool.end()
    throw error
  }
}

async function transactionOn<T>(
  client: pg.PoolClient,
  begin: string,
  deadlineMs: number,
  actor: Transaction['actor'],
  work: (tx: Transaction) => Promise<T>,
  notify: (channel: string, payload: string) => void,
): Promise<T> {
  let over: Error | undefined
  const query: Query = async (sql, params) => {
    if (over) throw over
    const result = await client.query(sql, params && [...params])
    return Array.isArray(result) ? (result.at(-1)?.rows ?? []) : result.rows
  }
  const prompted = new Set<string>()
  const tx: Transaction = {
    actor,
    query,
    bulkLoad: (table, columns, rows) => bulkLoad(query, table, columns, rows),
    prompt: (channel) => prompted.add(channel),
  }

  /** A connection in an unknown state is closed; the server then rolls back by itself. */
  let broken = false
  const onError = () => {
    broken = true
  }
  client.on('error', onError)
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      over = new DeadlineExceeded(deadlineMs)
      broken = true
      reject(over)
    }, deadlineMs)
  })
  try {
    await client.query(begin)
    const result = await Promise.race([work(tx), deadline])
    await client.query('commit')
    for (const channel of prompted) notify(channel, '')
    return result
  } catch (error) {
    if (!broken)
      await client.query('rollback').catch(() => {
        broken = true
      })
    throw error
  } finally {
    clearTimeout(timer)
    over ??= new Error('the transaction is over')
    client.off('error', onError)
    client.release(broken)
  }
}
