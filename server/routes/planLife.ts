import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Problem, Uuid } from '../contract/common.ts'
import { PlanDetail, PublishRequest } from '../contract/plan.ts'
import { lockedPlan } from '../db/plans.ts'
import { actorOf } from '../plugins/access.ts'
import { sendNotFound } from '../plugins/problems.ts'
import type { Outcome } from '../usecases/outcome.ts'
import { publishPlan } from '../usecases/publishPlan.ts'
import { signPlan } from '../usecases/signPlan.ts'
import { submitPlan } from '../usecases/submitPlan.ts'
import { withdrawPlan } from '../usecases/withdrawPlan.ts'
import { planDetail, sendRejection } from './planAnswers.ts'
import type { App, Services } from './services.ts'

const config = { access: ['planner', 'liaison'] } as const
const params = z.object({ id: Uuid })
const response = { 200: PlanDetail, '4xx': Problem }
const schema = { params, body: z.unknown(), response }

/** Submit, sign, publish, withdraw; each answers with the plan as it is afterwards. */
export function planLifeRoutes(app: App, { database, states, stamps, timeZone }: Services): void {
  async function answered(request: FastifyRequest, reply: FastifyReply, id: string, outcome: Outcome<null>) {
    if (!outcome.ok) return sendRejection(reply, outcome)
    const detail = await database.transaction(actorOf(request), async (tx) => {
      const row = await lockedPlan(tx, id, 'to read')
      return row && planDetail(row, await states.of(tx, row))
    })
    return detail ?? sendNotFound(reply)
  }

  app.post('/api/plans/:id/submit', { config, schema }, async (request, reply) => {
    const { id } = request.params
    return answered(request, reply, id, await submitPlan(database, states, actorOf(request), id))
  })

  app.post('/api/plans/:id/sign', { config, schema }, async (request, reply) => {
    const { id } = request.params
    const name = request.signedIn?.name ?? ''
    return answered(request, reply, id, await signPlan(database, actorOf(request), name, id))
  })

  app.post(
    '/api/plans/:id/publish',
    { config, schema: { params, body: PublishRequest, response } },
    async (request, reply) => {
      const { id } = request.params
      const effectiveOn = request.body?.effectiveOn
      const outcome = await publishPlan(database, states, actorOf(request), id, { effectiveOn, timeZone })
      stamps.forget()
      return answered(request, reply, id, outcome)
    },
  )

  app.post('/api/plans/:id/withdraw', { config, schema }, async (request, reply) => {
    const { id } = request.params
    return answered(request, reply, id, await withdrawPlan(database, actorOf(request), id))
  })
}
