import { z } from 'zod'
import { Problem, Uuid } from '../contract/common.ts'
import { NewPlanComment, PlanComment } from '../contract/planComment.ts'
import { planComments } from '../db/planComments.ts'
import { planRevision } from '../db/plans.ts'
import { actorOf } from '../plugins/access.ts'
import { sendNotFound } from '../plugins/problems.ts'
import { commentPlan } from '../usecases/commentPlan.ts'
import { resolveComment } from '../usecases/resolveComment.ts'
import { sendRejection } from './planAnswers.ts'
import type { App, Services } from './services.ts'

/** Whoever works with plans may speak about them; a viewer reads. */
const SPEAKERS = ['planner', 'commander', 'liaison', 'admin'] as const
const params = z.object({ id: Uuid })

/** What is said about a plan, where, and whether it is settled. */
export function planCommentRoutes(app: App, { database, states }: Services): void {
  app.get(
    '/api/plans/:id/comments',
    {
      config: { access: 'reader' },
      schema: { params, response: { 200: z.array(PlanComment), '4xx': Problem } },
    },
    async (request, reply) => {
      const { id } = request.params
      const rows = await database.transaction(actorOf(request), async (tx) =>
        (await planRevision(tx, id)) === undefined ? undefined : planComments(tx, id),
      )
      return rows ?? sendNotFound(reply)
    },
  )

  app.post(
    '/api/plans/:id/comments',
    {
      config: { access: SPEAKERS },
      schema: { params, body: NewPlanComment, response: { 201: PlanComment, '4xx': Problem } },
    },
    async (request, reply) => {
      const { id } = request.params
      const name = request.signedIn?.name ?? ''
      const outcome = await commentPlan(database, states, actorOf(request), name, id, request.body)
      return outcome.ok ? reply.code(201).send(outcome.value) : sendRejection(reply, outcome)
    },
  )

  app.post(
    '/api/plans/:id/comments/:comment/resolve',
    {
      config: { access: SPEAKERS },
      schema: {
        params: z.object({ id: Uuid, comment: Uuid }),
        body: z.unknown(),
        response: { 200: PlanComment, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const { id, comment } = request.params
      const outcome = await resolveComment(database, actorOf(request), id, comment)
      return outcome.ok ? outcome.value : sendRejection(reply, outcome)
    },
  )
}
