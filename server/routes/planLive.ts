import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Problem, Uuid } from '../contract/common.ts'
import { PlanRevision } from '../contract/planLive.ts'
import { planRevision } from '../db/plans.ts'
import { actorOf } from '../plugins/access.ts'
import { sendNotFound } from '../plugins/problems.ts'
import { sendLive } from './liveAnswer.ts'
import type { App, Services } from './services.ts'

/**
 * A plan as it changes. The first event says where the plan stands, so that whoever comes back after a gap misses
 * nothing; then one follows on every command, undo, redo, status, signature, comment and publication under it. The
 * stream ends, at the next beat, with the session and when the plan is no longer to be seen; and when the server stops.
 */
export function planLiveRoutes(app: App, services: Services): void {
  const { database, planFeed } = services
  app.addHook('preClose', async () => planFeed.close())

  const revisionOf = (request: FastifyRequest, id: string): Promise<number | undefined> =>
    database.transaction(actorOf(request), (tx) => planRevision(tx, id))

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
      await sendLive(request, reply, services, (stream) => {
        let told = -1
        const tell = (news: PlanRevision) => {
          told = news.revision
          stream.send({ id: told, event: 'revision', data: news })
        }
        return {
          unwatch: planFeed.watch(id, {
            hear: ({ revision, by, at }) => tell({ revision, by, at }),
            end: () => stream.end(),
          }),
          async isStill() {
            const revision = await revisionOf(request, id)
            // What was heard while this was asked may be newer.
            if (revision !== undefined && revision > told) tell({ revision, by: null, at: null })
            return revision !== undefined
          },
        }
      })
    },
  )
}
