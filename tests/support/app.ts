import { createHash } from 'node:crypto'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll } from 'vitest'
import type { World } from '../../data/world.ts'
import { buildApp } from '../../server/app.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { LiveFeed } from '../../server/live/liveFeed.ts'
import { PlanFeed } from '../../server/live/planFeed.ts'
import type { App, Services } from '../../server/routes/services.ts'
import { Attempts } from '../../server/usecases/attempts.ts'
import { PlanStates } from '../../server/usecases/planStates.ts'
import { prepare } from '../../server/usecases/prepare.ts'
import { Stamps } from '../../server/usecases/stamps.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { tinyWorld } from './tinyWorld.ts'

export type User =
  | 'planner'
  | 'commander'
  | 'duty2'
  | 'liaison'
  | 'viewer'
  | 'admin'
  | 'shaping'
  | 'shaping-desk'
  | 'shagou'
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

export interface TestApp extends TestDatabase {
  readonly app: App
  readonly services: Services
  /** A request of a demo user, or of nobody. */
  ask(
    user: User | null,
    method: Method,
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>
  /** The same, expected to succeed: its JSON. @throws with the problem otherwise. */
  json<T = unknown>(user: User | null, method: Method, url: string, body?: unknown): Promise<T>
  /** Changes when any row of any table changes, apart from sessions, ticks, the audit and what is derived. */
  fingerprint(): Promise<string>
}

/** The whole server over a test database that holds the tiny world and the demo accounts, asked without a network. */
export function testApp(options: { world?: World; settings?: Partial<Services> } = {}): TestApp {
  const db = testDatabase()
  const cookies = new Map<User, string>()
  let app: App
  let services: Services

  beforeAll(async () => {
    const { database } = db
    const answer = await prepare(
      database,
      true,
      () => options.world ?? tinyWorld,
      () => {},
    )
    if (!answer.ok) throw new Error(answer.code)
    services = {
      database,
      timeZone: 'Asia/Shanghai',
      attempts: new Attempts(),
      states: new PlanStates('Asia/Shanghai'),
      stamps: new Stamps(database),
      planFeed: new PlanFeed(database),
      liveFeed: await LiveFeed.opened(database),
      heartbeatMs: 15_000,
      installation: answer.prepared.installation,
      guest: answer.prepared.guest,
      secureCookie: false,
      clientFolder: null,
      logs: false,
      ...options.settings,
    }
    app = await buildApp(services)
    await app.ready()
  })
  afterAll(() => app.close())

  async function cookieOf(user: User): Promise<string> {
    const known = cookies.get(user)
    if (known) return known
    const answer = await app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { user, password: 'demo' },
    })
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
    cookies.set(user, cookie)
    return cookie
  }

  async function ask(
    user: User | null,
    method: Method,
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    const cookie = user ? { cookie: await cookieOf(user) } : {}
    const request: InjectOptions = { method, url, headers: { ...headers, ...cookie } }
    return app.inject(body === undefined ? request : { ...request, payload: body as object })
  }

  return {
    get app() {
      return app
    },
    get services() {
      return services
    },
    get database() {
      return db.database
    },
    get where() {
      return db.where
    },
    ask,
    async json<T>(user: User | null, method: Method, url: string, body?: unknown) {
      const answer = await ask(user, method, url, body)
      if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.body}`)
      return answer.json() as T
    },
    async fingerprint() {
      const rows = await db.database.transaction(SYSTEM, async (tx) => {
        const tables = await tx.query(
          `select c.relname as name from pg_class c
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
              and c.relname not in ('sessions', 'audit', 'ticks', 'grid_beat_overlays', 'spatial_ref_sys') order by c.relname`,
        )
        const prints: unknown[] = []
        for (const { name } of tables)
          prints.push(
            await tx.query(
              `select '${name}' as name, md5(string_agg(t::text, '|' order by t::text)) from ${name} t`,
            ),
          )
        return prints
      })
      return createHash('sha256').update(JSON.stringify(rows)).digest('hex')
    },
  }
}
