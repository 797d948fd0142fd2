import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Role } from '../contract/session.ts'
import { type Actor, type Database, SYSTEM } from '../db/database.ts'
import { type SignedIn, sessionOf } from '../db/users.ts'
import { sessionHash } from '../usecases/signIn.ts'
import { sendProblem } from './problems.ts'

/**
 * Who may call a route: `anyone`; `reader`, whoever is signed in, and in demo mode whoever asks; or the roles
 * that are named. A route without one stops the start.
 */
type Access = 'anyone' | 'reader' | readonly Role[]

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
  interface FastifyRequest {
    /** Set by the access check of every route that is not open to anyone. */
    actor: Actor | null
    signedIn: SignedIn | null
  }
}

const SESSION_COOKIE = 'sid'
/** The name under which browsers accept the cookie only over TLS, for this host and for every path. */
const SECURE_SESSION_COOKIE = `__Host-${SESSION_COOKIE}`

export interface AccessOptions {
  readonly database: Database
  /** In demo mode a request without a session reads as this actor. */
  readonly guest: Actor | null
  /** False on loopback without TLS, where a secure cookie would not come back. */
  readonly secureCookie: boolean
}

export function access(app: FastifyInstance, options: AccessOptions): void {
  app.decorateRequest('actor', null)
  app.decorateRequest('signedIn', null)

  app.addHook('onRoute', (route) => {
    if (route.config?.access === undefined)
      throw new Error(`${route.method} ${route.url} does not state its access`)
  })

  app.addHook('onRequest', async (request, reply) => {
    if (request.is404) return
    const allowed = request.routeOptions.config.access
    if (isWrite(request) && isForeign(request)) return sendProblem(reply, 403, 'foreign_origin')
    if (allowed === 'anyone') return

    const id = sessionIdOf(request, options.secureCookie)
    request.signedIn = id
      ? ((await options.database.transaction(SYSTEM, (tx) => sessionOf(tx, sessionHash(id)))) ?? null)
      : null
    if (request.signedIn) {
      const { user, role, scope } = request.signedIn
      request.actor = { user, role, scope }
      if (allowed !== 'reader' && !allowed?.includes(role)) return sendProblem(reply, 403, 'role_forbids')
    } else if (allowed === 'reader' && options.guest && !isWrite(request)) request.actor = options.guest
    else return sendProblem(reply, 401, 'session_required')
  })
}

/** @throws where the route is open to anyone and so has no actor. */
export function actorOf(request: FastifyRequest): Actor {
  if (!request.actor) throw new Error(`${request.method} ${request.url} has no actor`)
  return request.actor
}

export const sessionIdOf = (request: FastifyRequest, secure: boolean): string | undefined =>
  request.cookies[secure ? SECURE_SESSION_COOKIE : SESSION_COOKIE]

export const setSessionCookie = (reply: FastifyReply, id: string, secure: boolean) =>
  reply.setCookie(secure ? SECURE_SESSION_COOKIE : SESSION_COOKIE, id, cookieOptions(secure))

export const clearSessionCookie = (reply: FastifyReply, secure: boolean) =>
  reply.clearCookie(secure ? SECURE_SESSION_COOKIE : SESSION_COOKIE, cookieOptions(secure))

const cookieOptions = (secure: boolean) =>
  ({ path: '/', httpOnly: true, secure, sameSite: 'strict' }) as const

const isWrite = (request: FastifyRequest): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(request.method)

/** Browsers name the origin of every write; tools that send none cannot be tricked into one. */
function isForeign(request: FastifyRequest): boolean {
  const { origin, host } = request.headers
  if (origin === undefined) return false
  return !URL.canParse(origin) || new URL(origin).host !== host
}
