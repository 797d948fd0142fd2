import { z } from 'zod'
import { DEFAULT_SETTINGS } from '#core/incident/settings.ts'
import { Problem } from '../contract/common.ts'
import {
  ExchangeFigures,
  ExchangeFiguresQuery,
  ExchangePage,
  ExchangeQuery,
  ReturnedMatter,
} from '../contract/exchange.ts'
import { CaseSummary } from '../contract/incident.ts'
import { actorOf } from '../plugins/access.ts'
import { INCIDENT_STAFF } from '../usecases/caseActor.ts'
import { exchangeFigures, exchangePage } from '../usecases/exchange.ts'
import { returnMatter } from '../usecases/returnMatter.ts'
import { sendCaseRejection } from './caseAnswers.ts'
import type { App, Services } from './services.ts'

const settings = DEFAULT_SETTINGS

/** What goes between grids and police, and back. */
export function exchangeRoutes(app: App, { database }: Services): void {
  app.get(
    '/api/exchange',
    {
      config: { access: INCIDENT_STAFF },
      schema: { querystring: ExchangeQuery, response: { 200: ExchangePage, '4xx': Problem } },
    },
    (request) => exchangePage(database, actorOf(request), request.query),
  )

  app.get(
    '/api/exchange/figures',
    {
      config: { access: 'reader' },
      schema: { querystring: ExchangeFiguresQuery, response: { 200: ExchangeFigures, '4xx': Problem } },
    },
    (request) => exchangeFigures(database, actorOf(request), request.query),
  )

  app.post(
    '/api/exchange/returns',
    {
      config: { access: ['liaison'] },
      schema: {
        headers: z.object({ 'idempotency-key': z.string().min(1).max(200).optional() }),
        body: ReturnedMatter,
        response: { 200: CaseSummary, 201: CaseSummary, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const idempotencyKey = request.headers['idempotency-key']
      const name = request.signedIn?.name ?? ''
      const returning = { matter: request.body, idempotencyKey, settings }
      const outcome = await returnMatter(database, actorOf(request), name, returning)
      if (!outcome.ok) return sendCaseRejection(reply, outcome)
      return reply.code(outcome.value.isNew ? 201 : 200).send(outcome.value.case)
    },
  )
}
