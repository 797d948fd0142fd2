import { z } from 'zod'
import type { Plan } from '#core/plan/plan.ts'
import { AreaCode, Problem, Uuid } from '../contract/common.ts'
import {
  NewPlan,
  PlanDetail,
  PlanDocument,
  PlanGridFeatures,
  PlanStatus,
  PlanSummary,
  PlanWords,
} from '../contract/plan.ts'
import { RestoreRequest, StartedPlan } from '../contract/planLife.ts'
import { lockedPlan, type PlanRow, plans } from '../db/plans.ts'
import { actorOf } from '../plugins/access.ts'
import { uncheckedJson } from '../plugins/answers.ts'
import { sendNotFound } from '../plugins/problems.ts'
import { restoreVersion } from '../usecases/restoreVersion.ts'
import { startPlan } from '../usecases/startPlan.ts'
import { wordPlan } from '../usecases/wordPlan.ts'
import { planDetail, planDocument, planGridFeatures, planSummary, sendRejection } from './planAnswers.ts'
import type { App, Services } from './services.ts'

const READ = { access: 'reader' } as const
const PLAN = ['planner', 'liaison'] as const
const IdParams = z.object({ id: Uuid })
const PlansQuery = z.object({ within: AreaCode.optional(), status: PlanStatus.optional() })

/** Plans as lists, in detail, whole for the editor, and as features; and new ones. */
export function planRoutes(app: App, { database, states, timeZone }: Services): void {
  const planState = (request: Parameters<typeof actorOf>[0], id: string) =>
    database.transaction(actorOf(request), async (tx): Promise<{ row: PlanRow; plan: Plan } | undefined> => {
      const row = await lockedPlan(tx, id, 'to read')
      return row && { row, plan: await states.of(tx, row) }
    })

  app.get(
    '/api/plans',
    {
      config: READ,
      schema: { querystring: PlansQuery, response: { 200: z.array(PlanSummary), '4xx': Problem } },
    },
    async (request) => {
      const rows = await database.transaction(actorOf(request), (tx) => plans(tx, request.query))
      return rows.map(planSummary)
    },
  )

  app.post(
    '/api/plans',
    {
      config: { access: PLAN },
      schema: {
        body: NewPlan,
        response: { 201: StartedPlan, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const outcome = await startPlan(database, actorOf(request), request.body)
      if (!outcome.ok) return sendRejection(reply, outcome)
      return reply.code(201).header('location', `/api/plans/${outcome.value.id}`).send(outcome.value)
    },
  )

  app.post(
    '/api/plans/restore',
    {
      config: { access: ['planner'] },
      schema: { body: RestoreRequest, response: { 201: StartedPlan, '4xx': Problem } },
    },
    async (request, reply) => {
      const { asOf, ...wanted } = request.body
      const moment = { asOf, timeZone }
      const outcome = await restoreVersion(database, states, actorOf(request), { ...wanted, moment })
      if (!outcome.ok) return sendRejection(reply, outcome)
      return reply.code(201).header('location', `/api/plans/${outcome.value.id}`).send(outcome.value)
    },
  )

  app.get(
    '/api/plans/:id',
    { config: READ, schema: { params: IdParams, response: { 200: PlanDetail, '4xx': Problem } } },
    async (request, reply) => {
      const found = await planState(request, request.params.id)
      return found ? planDetail(found.row, found.plan) : sendNotFound(reply)
    },
  )

  app.patch(
    '/api/plans/:id',
    {
      config: { access: PLAN },
      schema: { params: IdParams, body: PlanWords, response: { 200: PlanDetail, '4xx': Problem } },
    },
    async (request, reply) => {
      const outcome = await wordPlan(database, states, actorOf(request), request.params.id, request.body)
      return outcome.ok ? planDetail(outcome.value.row, outcome.value.plan) : sendRejection(reply, outcome)
    },
  )

  app.get(
    '/api/plans/:id/document',
    {
      config: READ,
      schema: { params: IdParams, response: { 200: PlanDocument, '4xx': Problem } },
      serializerCompiler: uncheckedJson,
    },
    async (request, reply) => {
      const found = await planState(request, request.params.id)
      return found ? planDocument(found.row, found.plan) : sendNotFound(reply)
    },
  )

  app.get(
    '/api/plans/:id/grids.geojson',
    {
      config: READ,
      schema: { params: IdParams, response: { 200: PlanGridFeatures, '4xx': Problem } },
      serializerCompiler: uncheckedJson,
    },
    async (request, reply) => {
      const found = await planState(request, request.params.id)
      if (!found) return sendNotFound(reply)
      reply.type('application/geo+json')
      return planGridFeatures(found.plan)
    },
  )
}
