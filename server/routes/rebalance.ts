import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Problem, Uuid } from '../contract/common.ts'
import { JobNews, JobQuery, RebalanceJob, RebalanceRequest } from '../contract/rebalance.ts'
import { planRevision } from '../db/plans.ts'
import type { Job } from '../optimiser/job.ts'
import { Jobs } from '../optimiser/jobs.ts'
import { Pool } from '../optimiser/pool.ts'
import { actorOf } from '../plugins/access.ts'
import { sendProblem } from '../plugins/problems.ts'
import { rebalancePlan } from '../usecases/rebalancePlan.ts'
import { jobNews, rebalanceJob } from './jobAnswers.ts'
import { sendLive } from './liveAnswer.ts'
import { sendRejection } from './planAnswers.ts'
import type { App, Services } from './services.ts'

const READ = { access: 'reader' } as const
const PLAN = { access: ['planner'] } as const
const params = z.object({ id: Uuid })
const BUSY_SECONDS = '10'

/**
 * Rebalances as jobs: planners start and stop them, whoever may read the plan may follow them. A job is held in the
 * memory of this process; one that is unknown here, forgotten or of a plan that is not to be seen answers alike.
 */
export function rebalanceRoutes(app: App, services: Services): void {
  const { database, states, planFeed } = services
  const jobs = new Jobs(new Pool(), (error) => app.log.error(error))
  app.addHook('onClose', () => jobs.close())

  /** The job, if its plan is to be seen; one whose plan has moved on is stopped. */
  async function jobFor(request: FastifyRequest, id: string): Promise<Job | undefined> {
    const job = jobs.of(id)
    const revision = job && (await database.transaction(actorOf(request), (tx) => planRevision(tx, job.plan)))
    return revision === undefined ? undefined : jobs.planStandsAt(id, revision)
  }

  app.post(
    '/api/plans/:id/rebalance',
    {
      config: PLAN,
      schema: { params, body: RebalanceRequest, response: { 202: RebalanceJob, '4xx': Problem } },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      if (!jobs.hasRoomFor(actor.user))
        return sendProblem(reply.header('retry-after', BUSY_SECONDS), 429, 'optimiser_busy')
      const { id } = request.params
      const outcome = await rebalancePlan(database, states, actor, id, request.body)
      if (!outcome.ok) return sendRejection(reply, outcome)
      const { seed, seconds } = request.body
      const job = jobs.start({ ...outcome.value, user: actor.user, plan: id, seed, seconds })
      return reply.code(202).header('location', `/api/jobs/${job.id}`).send(rebalanceJob(job))
    },
  )

  app.get(
    '/api/jobs/:id',
    {
      config: READ,
      schema: { params, querystring: JobQuery, response: { 200: RebalanceJob, '4xx': Problem } },
    },
    async (request, reply) => {
      const job = await jobFor(request, request.params.id)
      return job ? rebalanceJob(job, request.query.after) : sendProblem(reply, 404, 'job_unknown')
    },
  )

  app.delete(
    '/api/jobs/:id',
    { config: PLAN, schema: { params, response: { 200: RebalanceJob, '4xx': Problem } } },
    async (request, reply) => {
      const { id } = request.params
      const job = (await jobFor(request, id)) && (await jobs.cancelled(id))
      return job ? rebalanceJob(job) : sendProblem(reply, 404, 'job_unknown')
    },
  )

  app.get(
    '/api/jobs/:id/live',
    {
      config: READ,
      exposeHeadRoute: false,
      schema: {
        params,
        response: {
          200: JobNews.describe('text/event-stream of events named job, with this as data'),
          '4xx': Problem,
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const first = await jobFor(request, id)
      if (!first) return sendProblem(reply, 404, 'job_unknown')
      await sendLive(request, reply, services, (stream) => {
        let told = -1
        const tell = (job: Job) => {
          if (job.step <= told) return
          told = job.step
          stream.send({ id: told, event: 'job', data: jobNews(job) })
        }
        const ends = [
          jobs.watch(id, tell),
          planFeed.watch(first.plan, {
            hear: ({ revision }) => jobs.planStandsAt(id, revision),
            end: () => stream.end(),
          }),
        ]
        return {
          async isStill() {
            const job = await jobFor(request, id)
            if (job) tell(job)
            return job !== undefined
          },
          unwatch() {
            for (const end of ends) end()
          },
        }
      })
    },
  )
}
