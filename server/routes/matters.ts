import { z } from 'zod'
import { Problem } from '../contract/common.ts'
import { MatterCode } from '../contract/incident.ts'
import { MatterAdmission, MatterChange, MatterVersion, NewMatter } from '../contract/matter.ts'
import { matterHistory, matters } from '../db/matters.ts'
import { actorOf } from '../plugins/access.ts'
import { sendNotFound } from '../plugins/problems.ts'
import { admitMatter, changeMatter, proposeMatter } from '../usecases/editMatter.ts'
import { sendCaseRejection } from './caseAnswers.ts'
import type { App, Services } from './services.ts'

const EDITORS = ['admin'] as const
const params = z.object({ code: MatterCode })

/** 事项清单: what may enter the grid, edited with its history. */
export function matterRoutes(app: App, { database }: Services): void {
  app.get(
    '/api/matters',
    { config: { access: 'reader' }, schema: { response: { 200: z.array(MatterVersion), '4xx': Problem } } },
    (request) => database.transaction(actorOf(request), matters),
  )

  app.get(
    '/api/matters/:code/history',
    {
      config: { access: 'reader' },
      schema: { params, response: { 200: z.array(MatterVersion), '4xx': Problem } },
    },
    async (request, reply) => {
      const versions = await database.transaction(actorOf(request), (tx) =>
        matterHistory(tx, request.params.code),
      )
      return versions.length > 0 ? versions : sendNotFound(reply)
    },
  )

  app.post(
    '/api/matters',
    {
      config: { access: EDITORS },
      schema: { body: NewMatter, response: { 201: MatterVersion, '4xx': Problem } },
    },
    async (request, reply) => {
      const outcome = await proposeMatter(database, actorOf(request), request.body)
      return outcome.ok ? reply.code(201).send(outcome.value) : sendCaseRejection(reply, outcome)
    },
  )

  app.patch(
    '/api/matters/:code',
    {
      config: { access: EDITORS },
      schema: { params, body: MatterChange, response: { 200: MatterVersion, '4xx': Problem } },
    },
    async (request, reply) => {
      const { code } = request.params
      const outcome = await changeMatter(database, actorOf(request), code, request.body)
      return outcome.ok ? outcome.value : sendCaseRejection(reply, outcome)
    },
  )

  app.post(
    '/api/matters/:code/admission',
    {
      config: { access: EDITORS },
      schema: { params, body: MatterAdmission, response: { 200: MatterVersion, '4xx': Problem } },
    },
    async (request, reply) => {
      const { code } = request.params
      const outcome = await admitMatter(database, actorOf(request), code, request.body)
      return outcome.ok ? outcome.value : sendCaseRejection(reply, outcome)
    },
  )
}
