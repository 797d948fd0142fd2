import { z } from 'zod'
import { Problem } from '../contract/common.ts'
import { Credentials, Session } from '../contract/session.ts'
import type { SignedIn } from '../db/users.ts'
import { clearSessionCookie, sessionIdOf, setSessionCookie } from '../plugins/access.ts'
import { sendProblem } from '../plugins/problems.ts'
import { signIn } from '../usecases/signIn.ts'
import { signOut } from '../usecases/signOut.ts'
import type { App, Services } from './services.ts'

const EVERYONE = ['planner', 'commander', 'liaison', 'viewer', 'admin'] as const

export function sessionRoutes(app: App, services: Services): void {
  const { database, attempts, secureCookie, guest } = services
  const sessionFor = (signedIn: SignedIn): Session => ({ ...signedIn, demo: guest !== null })

  app.post(
    '/api/session',
    {
      config: { access: 'anyone' },
      schema: { body: Credentials, response: { 200: Session, '4xx': Problem } },
    },
    async (request, reply) => {
      const answer = await signIn(database, attempts, request.body, request.ip)
      if (answer.ok) {
        setSessionCookie(reply, answer.sessionId, secureCookie)
        return sessionFor(answer.signedIn)
      }
      if (answer.code === 'credentials_wrong') return sendProblem(reply, 401, answer.code)
      reply.header('retry-after', Math.ceil(answer.waitMs / 1000))
      return sendProblem(reply, 429, answer.code)
    },
  )

  app.get(
    '/api/session',
    { config: { access: EVERYONE }, schema: { response: { 200: Session, '4xx': Problem } } },
    (request) => sessionFor(request.signedIn as SignedIn),
  )

  app.delete(
    '/api/session',
    { config: { access: EVERYONE }, schema: { response: { 204: z.null(), '4xx': Problem } } },
    async (request, reply) => {
      const id = sessionIdOf(request, secureCookie)
      if (id && request.signedIn) await signOut(database, id, request.signedIn.user)
      clearSessionCookie(reply, secureCookie)
      return reply.code(204).send(null)
    },
  )
}
