import { buildApp } from '../../server/app.ts'
import type { Database } from '../../server/db/database.ts'
import { LiveFeed } from '../../server/live/liveFeed.ts'
import { PlanFeed } from '../../server/live/planFeed.ts'
import type { App } from '../../server/routes/services.ts'
import { Attempts } from '../../server/usecases/attempts.ts'
import { PlanStates } from '../../server/usecases/planStates.ts'
import { Stamps } from '../../server/usecases/stamps.ts'

/** The API over a database without accounts, for guests who see the district 140303. */
export const liveApp = async (database: Database, heartbeatMs: number): Promise<App> =>
  buildApp({
    database,
    timeZone: 'Asia/Shanghai',
    attempts: new Attempts(),
    states: new PlanStates('Asia/Shanghai'),
    stamps: new Stamps(database),
    planFeed: new PlanFeed(database),
    liveFeed: await LiveFeed.opened(database),
    heartbeatMs,
    installation: 'live',
    guest: { user: 'guest', role: 'viewer', scope: '140303' },
    secureCookie: false,
    clientFolder: null,
    logs: false,
  })
