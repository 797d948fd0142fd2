import { z } from 'zod'
import { Problem } from '../contract/common.ts'
import { Setup } from '../contract/settings.ts'
import { sendProblem } from '../plugins/problems.ts'
import { setUp } from '../usecases/setUp.ts'
import type { App, Services } from './services.ts'

export function setupRoutes(app: App, { database }: Services): void {
  app.post(
    '/api/setup',
    { config: { access: 'anyone' }, schema: { body: Setup, response: { 204: z.null(), '4xx': Problem } } },
    async (request, reply) => {
      const answer = await setUp(database, request.body)
      return answer.ok ? reply.code(204).send(null) : sendProblem(reply, 403, answer.code)
    },
  )
}
