import { z } from 'zod'
import { DEFAULT_SETTINGS } from '#core/incident/settings.ts'
import { Problem, Uuid } from '../contract/common.ts'
import { BriefQuery, Handover, NewHandover, ShiftBrief, ShiftDesk } from '../contract/shift.ts'
import { actorOf } from '../plugins/access.ts'
import { handOverShift } from '../usecases/handOverShift.ts'
import { shiftBrief } from '../usecases/shiftBrief.ts'
import { shiftDesk } from '../usecases/shiftDesk.ts'
import { takeOverShift } from '../usecases/takeOverShift.ts'
import { sendCaseRejection } from './caseAnswers.ts'
import type { App, Services } from './services.ts'

const settings = DEFAULT_SETTINGS
const config = { access: ['commander'] } as const

/** Shifts of the command center: their briefs, and how the desk goes from one to the next. */
export function shiftRoutes(app: App, { database, timeZone }: Services): void {
  app.get(
    '/api/incidents/brief',
    {
      config: { access: 'reader' },
      schema: { querystring: BriefQuery, response: { 200: ShiftBrief, '4xx': Problem } },
    },
    async (request, reply) => {
      const asked = { query: request.query, settings, timeZone }
      const outcome = await shiftBrief(database, actorOf(request), asked)
      return outcome.ok ? outcome.value : sendCaseRejection(reply, outcome)
    },
  )

  app.get('/api/handovers', { config, schema: { response: { 200: ShiftDesk, '4xx': Problem } } }, (request) =>
    shiftDesk(database, actorOf(request), settings),
  )

  app.post(
    '/api/handovers',
    { config, schema: { body: NewHandover, response: { 200: Handover, '4xx': Problem } } },
    async (request, reply) => {
      const name = request.signedIn?.name ?? ''
      const outcome = await handOverShift(database, actorOf(request), name, request.body, settings)
      return outcome.ok ? outcome.value : sendCaseRejection(reply, outcome)
    },
  )

  app.post(
    '/api/handovers/:id/takeover',
    {
      config,
      schema: { params: z.object({ id: Uuid }), response: { 200: Handover, '4xx': Problem } },
    },
    async (request, reply) => {
      const name = request.signedIn?.name ?? ''
      const outcome = await takeOverShift(database, actorOf(request), name, request.params.id)
      return outcome.ok ? outcome.value : sendCaseRejection(reply, outcome)
    },
  )
}
