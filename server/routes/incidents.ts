import { z } from 'zod'
import type { Actor as CaseActor } from '#core/incident/case.ts'
import { DEFAULT_SETTINGS } from '#core/incident/settings.ts'
import { Problem, Uuid } from '../contract/common.ts'
import {
  CaseActionRequest,
  CaseCandidate,
  CaseDetail,
  CasePage,
  CaseReporter,
  CaseSummary,
  CasesQuery,
  IncidentReport,
} from '../contract/incident.ts'
import { casePage } from '../db/caseList.ts'
import { instantNow } from '../db/incidents.ts'
import { actorOf } from '../plugins/access.ts'
import { sendNotFound, sendProblem } from '../plugins/problems.ts'
import { actOnIncident } from '../usecases/actOnIncident.ts'
import { caseActor, INCIDENT_STAFF } from '../usecases/caseActor.ts'
import { caseCandidates } from '../usecases/caseCandidates.ts'
import { caseSummary } from '../usecases/caseSummary.ts'
import { lookAtCase } from '../usecases/lookAtCase.ts'
import { lookAtReporter } from '../usecases/lookAtReporter.ts'
import { reportIncident } from '../usecases/reportIncident.ts'
import { sendCaseRejection } from './caseAnswers.ts'
import type { App, Services } from './services.ts'

const params = z.object({ id: Uuid })
const settings = DEFAULT_SETTINGS

/** Cases: reported, listed, looked at, and brought to their end. */
export function incidentRoutes(app: App, { database, timeZone }: Services): void {
  app.post(
    '/api/incidents',
    {
      config: { access: INCIDENT_STAFF },
      schema: {
        headers: z.object({ 'idempotency-key': z.string().min(1).max(200).optional() }),
        body: IncidentReport,
        response: { 200: CaseSummary, 201: CaseSummary, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const outcome = await reportIncident(database, actorOf(request), request.signedIn?.name ?? '', {
        ...{ report: request.body, idempotencyKey: request.headers['idempotency-key'], settings },
      })
      if (!outcome.ok) return sendCaseRejection(reply, outcome)
      return reply.code(outcome.value.isNew ? 201 : 200).send(outcome.value.case)
    },
  )

  app.get(
    '/api/incidents',
    {
      config: { access: 'reader' },
      schema: { querystring: CasesQuery, response: { 200: CasePage, '4xx': Problem } },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const page = await database.transaction(actor, async (tx) => {
        const found = await casePage(tx, request.query)
        return found && { ...found, now: await instantNow(tx) }
      })
      if (!page) return sendProblem(reply, 400, 'cursor_invalid')
      const { rows, next, counts, now } = page
      return { cases: rows.map((row) => caseSummary(row, now, actor)), next, counts }
    },
  )

  app.get(
    '/api/incidents/:id',
    {
      config: { access: 'reader' },
      schema: { params, response: { 200: CaseDetail, '4xx': Problem } },
    },
    async (request, reply) => {
      const by: CaseActor | null = caseActor(actorOf(request), request.signedIn?.name ?? '')
      const asking = { by, settings, timeZone }
      return (await lookAtCase(database, actorOf(request), request.params.id, asking)) ?? sendNotFound(reply)
    },
  )

  app.post(
    '/api/incidents/:id/actions',
    {
      config: { access: INCIDENT_STAFF },
      schema: { params, body: CaseActionRequest, response: { 200: CaseDetail, '4xx': Problem } },
    },
    async (request, reply) => {
      const { id } = request.params
      const name = request.signedIn?.name ?? ''
      const acting = { request: request.body, settings, timeZone }
      const outcome = await actOnIncident(database, actorOf(request), name, id, acting)
      return outcome.ok ? outcome.value : sendCaseRejection(reply, outcome)
    },
  )

  app.get(
    '/api/incidents/:id/candidates',
    {
      config: { access: INCIDENT_STAFF },
      schema: { params, response: { 200: z.array(CaseCandidate), '4xx': Problem } },
    },
    async (request, reply) =>
      (await caseCandidates(database, actorOf(request), request.params.id, timeZone)) ?? sendNotFound(reply),
  )

  app.get(
    '/api/incidents/:id/reporter',
    {
      config: { access: ['commander'] },
      schema: { params, response: { 200: CaseReporter, '4xx': Problem } },
    },
    async (request, reply) =>
      (await lookAtReporter(database, actorOf(request), request.params.id)) ?? sendNotFound(reply),
  )
}
