import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import type { Answer, OpenOptions, Request } from './engine.ts'
import { postgisFrom } from './postgis.ts'

/**
 * The thread that PGlite runs in: a query holds its thread until it is done (a 4.7 s query froze the event loop
 * for 4.7 s), so it must not be the one that answers requests. Takes one request after the other.
 */
const port = parentPort
if (!port) throw new Error('expected to run as a worker thread')

const { folder, parts, source } = workerData as OpenOptions
const database = await PGlite.create({
  dataDir: folder,
  extensions: { postgis: postgisFrom(parts.bundle) },
  postgresqlconf: ['max_wal_size=64MB', 'shared_buffers=16MB', "timezone='UTC'", 'jit=off'],
  ...(source && { loadDataDir: new Blob([await readFile(source)]) }),
})

async function answerTo(request: Request): Promise<unknown> {
  switch (request.do) {
    case 'query': {
      if (request.params) return (await database.query(request.sql, [...request.params])).rows
      return (await database.exec(request.sql)).at(-1)?.rows ?? []
    }
    case 'listen':
      await database.listen(request.channel, (payload) => send({ channel: request.channel, payload }))
      return undefined
    case 'dump':
      return new Uint8Array(await (await database.dumpDataDir('none')).arrayBuffer())
    case 'close':
      await database.close()
      return undefined
  }
}

const send = (answer: Answer) => port.postMessage(answer)

port.on('message', (request: Request & { id: number }) => {
  answerTo(request).then(
    (value) => send({ id: request.id, value }),
    (error) => send({ id: request.id, error: { ...error, message: error.message } }),
  )
})
send({ ready: true })
