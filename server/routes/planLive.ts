import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Problem, Uuid } from '../contract/common.ts'
import { PlanRevision } from '../contract/planLive.ts'
import { SYSTEM } from '../db/database.ts'
import { planRevision } from '../db/plans.ts'
import { isLiveSession } from '../db/users.ts'
import { EVENT_STREAM_HEADERS, EventStream } from '../live/eventStream.ts'
import { actorOf, sessionIdOf } from '../plugins/access.ts'
import { sendNotFound } from '../plugins/problems.ts'
import { sessionHash } from '../usecases/signIn.ts'
import type { App, Services } from './services.ts'

/**
 * A plan as it changes. The first event says where the plan stands, so that whoever comes back after a gap misses
 * nothing; then one follows on every command, undo, redo, status, signature, comment and publication under it. The
 * stream ends, at the next beat, with the session and when the plan is no longer to be seen; and when the server stops.
 */
export function planLiveRoutes(app: App, services: Services): void {
  const { database, planFeed, heartbeatMs, secureCookie } = services
  app.addHook('preClose', async () => planFeed.close())

  const revisionOf = (request: FastifyRequest, id: string): Promise<number | undefined> =>
    database.transaction(actorOf(request), (tx) => planRevision(tx, id))

  async function isSignedInStill(request: FastifyRequest): Promise<boolean> {
    const session = request.signedIn && sessionIdOf(request, secureCookie)
    return !session || database.transaction(SYSTEM, (tx) => isLiveSession(tx, sessionHash(session)))
  }

  app.get(
    '/api/plans/:id/live',
    {
      config: { access: 'reader' },
      exposeHeadRoute: false,
      schema: {
        params: z.object({ id: Uuid }),
        response: {
          200: PlanRevision.describe('text/event-stream of events named revision, with this as data'),
          '4xx': Problem,
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      if ((await revisionOf(request, id)) === undefined) return sendNotFound(reply)
      reply.hijack()
      reply.raw.writeHead(200, { ...reply.getHeaders(), ...EVENT_STREAM_HEADERS } as Record<string, string>)
      const stream = new EventStream(reply.raw)
      let told = -1
      const tell = (news: PlanRevision) => {
        told = news.revision
        stream.send({ id: told, event: 'revision', data: news })
      }
      const unwatch = planFeed.watch(id, {
        hear: ({ revision, by, at }) => tell({ revision, by, at }),
        end: () => stream.end(),
      })
      /** Tells what was not heard, and ends what must not go on. */
      const check = async () => {
        const [revision, isSignedIn] = [await revisionOf(request, id), await isSignedInStill(request)]
        if (revision === undefined || !isSignedIn) return stream.end()
        // What was heard while this was asked may be newer.
        if (revision > told) tell({ revision, by: null, at: null })
        stream.beat()
      }
      let isChecking = false
      const beat = async () => {
        if (isChecking) return
        isChecking = true
        await check().catch((error) => request.log.error(error))
        isChecking = false
      }
      const heart = setInterval(beat, heartbeatMs)
      const stop = () => {
        clearInterval(heart)
        unwatch()
      }
      reply.raw.on('close', stop)
      // Who left while the plan was looked up has closed already.
      if (reply.raw.destroyed) stop()
      await beat()
    },
  )
}
