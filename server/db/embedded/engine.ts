import { Worker } from 'node:worker_threads'
import type { Row } from '../database.ts'
import type { EmbeddedParts } from './postgis.ts'

export type Request =
  | { readonly do: 'query'; readonly sql: string; readonly params?: readonly unknown[] }
  | { readonly do: 'listen'; readonly channel: string }
  | { readonly do: 'dump' }
  | { readonly do: 'close' }

export type Answer =
  | { readonly ready: true }
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: { readonly message: string } }
  | { readonly channel: string; readonly payload: string }

export interface OpenOptions {
  /** PostgreSQL's data folder. */
  readonly folder: string
  readonly parts: EmbeddedParts
  /** What an empty folder starts as: a gzipped data folder. */
  readonly source?: string
}

/** One PGlite in one worker thread. */
export interface Engine {
  query(sql: string, params?: readonly unknown[]): Promise<Row[]>
  listen(channel: string): Promise<void>
  /** The data folder as a tar, uncompressed. */
  dump(): Promise<Uint8Array>
  close(): Promise<void>
  /** Ends the thread at once, also in the middle of a query; what waits for an answer gets `reason`. */
  terminate(reason: Error): Promise<void>
  /** True from the moment the thread ends, for whatever reason. */
  readonly over: boolean
  /** True while a request is unanswered. */
  readonly busy: boolean
}

/** @throws what PGlite says if it cannot open the folder. */
export function startedEngine(
  options: OpenOptions,
  notify: (channel: string, payload: string) => void,
): Promise<Engine> {
  const worker = new Worker(new URL('./thread.mjs', import.meta.url), { workerData: options, execArgv: [] })
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let lastId = 0
  let end: Error | undefined

  const stop = (reason: Error) => {
    end ??= reason
    for (const { reject } of waiting.values()) reject(end)
    waiting.clear()
  }
  const ask = (request: Request): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (end) return reject(end)
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      worker.postMessage({ ...request, id })
    })

  const engine: Engine = {
    query: (sql, params) => ask({ do: 'query', sql, ...(params && { params }) }) as Promise<Row[]>,
    listen: async (channel) => void (await ask({ do: 'listen', channel })),
    dump: () => ask({ do: 'dump' }) as Promise<Uint8Array>,
    async close() {
      await ask({ do: 'close' })
      stop(new Error('the database is closed'))
      await worker.terminate()
    },
    async terminate(reason) {
      stop(reason)
      await worker.terminate()
    },
    get over() {
      return end !== undefined
    },
    get busy() {
      return waiting.size > 0
    },
  }

  return new Promise((resolve, reject) => {
    worker.on('message', (answer: Answer) => {
      if ('ready' in answer) return resolve(engine)
      if ('channel' in answer) return notify(answer.channel, answer.payload)
      const asked = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('error' in answer) asked?.reject(Object.assign(new Error(answer.error.message), answer.error))
      else asked?.resolve(answer.value)
    })
    worker.on('error', (error) => {
      stop(error as Error)
      reject(error)
    })
    worker.on('exit', () => {
      stop(new Error('the database thread ended'))
      reject(end)
    })
  })
}
