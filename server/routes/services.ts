import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Actor, Database } from '../db/database.ts'
import type { LiveFeed } from '../live/liveFeed.ts'
import type { PlanFeed } from '../live/planFeed.ts'
import type { Attempts } from '../usecases/attempts.ts'
import type { PlanStates } from '../usecases/planStates.ts'
import type { Stamps } from '../usecases/stamps.ts'

/** What the routes work with; made once by `main`, or by a test. */
export interface Services {
  readonly database: Database
  /** IANA name; days are days of this zone. */
  readonly timeZone: string
  readonly attempts: Attempts
  readonly states: PlanStates
  readonly stamps: Stamps
  readonly planFeed: PlanFeed
  readonly liveFeed: LiveFeed
  /** How often a live stream is kept open and looked after. */
  readonly heartbeatMs: number
  /** Names this installation in cached answers; two databases never share it. */
  readonly installation: string
  /** In demo mode: as whom a request without a session reads. */
  readonly guest: Actor | null
  /** False on loopback without TLS. */
  readonly secureCookie: boolean
  /** The built client, or null to serve the API alone. */
  readonly clientFolder: string | null
  readonly logs: boolean
}

/** The server that routes are added to; it takes zod schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>
