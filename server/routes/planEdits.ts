import { z } from 'zod'
import { Problem, Uuid } from '../contract/common.ts'
import { CommandAnswer, CommandRequest, UndoRequest } from '../contract/plan.ts'
import { RebaseAnswer, RebaseRequest } from '../contract/planLife.ts'
import { actorOf } from '../plugins/access.ts'
import { performCommand } from '../usecases/performCommand.ts'
import { rebasePlan } from '../usecases/rebasePlan.ts'
import { redoCommand } from '../usecases/redoCommand.ts'
import { undoCommand } from '../usecases/undoCommand.ts'
import { commandAnswer, rebaseAnswer, sendRejection } from './planAnswers.ts'
import type { App, Services } from './services.ts'

const config = { access: ['planner', 'liaison'] } as const
const params = z.object({ id: Uuid })
const response = { 200: CommandAnswer, '4xx': Problem }

/** Commands on a draft, undo and redo, and the draft over a newer base. */
export function planEditRoutes(app: App, { database, states }: Services): void {
  app.post(
    '/api/plans/:id/commands',
    { config, schema: { params, body: CommandRequest, response } },
    async (request, reply) => {
      const outcome = await performCommand(
        database,
        states,
        actorOf(request),
        request.params.id,
        request.body,
      )
      return outcome.ok ? commandAnswer(outcome.value) : sendRejection(reply, outcome)
    },
  )

  for (const [step, take] of [
    ['undo', undoCommand],
    ['redo', redoCommand],
  ] as const)
    app.post(
      `/api/plans/:id/${step}`,
      { config, schema: { params, body: UndoRequest, response } },
      async (request, reply) => {
        const { expectedRevision } = request.body ?? {}
        const outcome = await take(database, states, actorOf(request), request.params.id, expectedRevision)
        return outcome.ok ? commandAnswer(outcome.value) : sendRejection(reply, outcome)
      },
    )

  app.post(
    '/api/plans/:id/rebase',
    { config, schema: { params, body: RebaseRequest, response: { 200: RebaseAnswer, '4xx': Problem } } },
    async (request, reply) => {
      const { expectedRevision } = request.body
      const outcome = await rebasePlan(
        database,
        states,
        actorOf(request),
        request.params.id,
        expectedRevision,
      )
      return outcome.ok ? rebaseAnswer(outcome.value) : sendRejection(reply, outcome)
    },
  )
}
