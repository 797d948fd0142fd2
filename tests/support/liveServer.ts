import { buildApp } from '../../server/app.ts'
import { openDatabase } from '../../server/db/open.ts'
import { LiveFeed } from '../../server/live/liveFeed.ts'
import { PlanFeed } from '../../server/live/planFeed.ts'
import { Attempts } from '../../server/usecases/attempts.ts'
import { PlanStates } from '../../server/usecases/planStates.ts'
import { Stamps } from '../../server/usecases/stamps.ts'

/** `node liveServer.ts URL`: the API over a database, for guests of the district; prints its address when it listens. */
const database = await openDatabase({ url: process.argv[2], dataDir: '' })
const app = await buildApp({
  database,
  timeZone: 'Asia/Shanghai',
  attempts: new Attempts(),
  states: new PlanStates('Asia/Shanghai'),
  stamps: new Stamps(database),
  planFeed: new PlanFeed(database),
  liveFeed: await LiveFeed.opened(database),
  heartbeatMs: 500,
  installation: 'live',
  guest: { user: 'guest', role: 'viewer', scope: '140303' },
  secureCookie: false,
  clientFolder: null,
  logs: false,
})
console.log(await app.listen({ port: 0, host: '127.0.0.1' }))
