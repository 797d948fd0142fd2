import { z } from 'zod'
import { Problem, Uuid } from '../contract/common.ts'
import { CrewPost, CrewQuery, Crews, FinishPost, NewPost, OnQuery, PlaceCrew } from '../contract/crew.ts'
import { actorOf } from '../plugins/access.ts'
import { sendNotFound } from '../plugins/problems.ts'
import { appoint } from '../usecases/appoint.ts'
import { crews } from '../usecases/crews.ts'
import { finishPost } from '../usecases/finishPost.ts'
import { placeCrew } from '../usecases/placeCrew.ts'
import { sendCrewRejection } from './crewAnswers.ts'
import type { App, Services } from './services.ts'

const params = z.object({ id: Uuid })
/** Planners for the grids, liaisons for the beats. */
const APPOINTING = ['planner', 'liaison'] as const

/** Who serves the grids and the beats. */
export function crewRoutes(app: App, { database, timeZone }: Services): void {
  app.get(
    '/api/crew',
    {
      config: { access: 'reader' },
      schema: { querystring: CrewQuery, response: { 200: Crews, '4xx': Problem } },
    },
    (request) => crews(database, actorOf(request), request.query, timeZone),
  )

  for (const kind of ['grid', 'beat'] as const)
    app.get(
      `/api/${kind}s/:id/crew`,
      {
        config: { access: 'reader' },
        schema: { params, querystring: OnQuery, response: { 200: PlaceCrew, '4xx': Problem } },
      },
      async (request, reply) => {
        const asked = { kind, id: request.params.id, on: request.query.on }
        return (await placeCrew(database, actorOf(request), asked, timeZone)) ?? sendNotFound(reply)
      },
    )

  app.post(
    '/api/crew',
    {
      config: { access: APPOINTING },
      schema: { body: NewPost, response: { 200: CrewPost, 201: CrewPost, '4xx': Problem } },
    },
    async (request, reply) => {
      const outcome = await appoint(database, actorOf(request), request.body, timeZone)
      if (!outcome.ok) return sendCrewRejection(reply, outcome)
      return reply.code(outcome.value.isNew ? 201 : 200).send(outcome.value.post)
    },
  )

  app.post(
    '/api/crew/:id/finish',
    {
      config: { access: APPOINTING },
      schema: { params, body: FinishPost, response: { 200: CrewPost, '4xx': Problem } },
    },
    async (request, reply) => {
      const { id } = request.params
      const outcome = await finishPost(database, actorOf(request), id, request.body.toOn, timeZone)
      return outcome.ok ? outcome.value : sendCrewRejection(reply, outcome)
    },
  )
}
