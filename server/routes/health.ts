import { z } from 'zod'
import { Problem } from '../contract/common.ts'
import { SYSTEM } from '../db/database.ts'
import { sendProblem } from '../plugins/problems.ts'
import type { App, Services } from './services.ts'

const Health = z.object({ status: z.literal('ok') })
const config = { access: 'anyone' } as const
/** Longer than this a database that answers is as good as none. */
const PING_DEADLINE_MS = 5_000

/** While the server prepares, `main` answers these itself: alive, and not ready. */
export function healthRoutes(app: App, { database }: Services): void {
  app.get('/health/live', { config, schema: { response: { 200: Health } } }, () => ({
    status: 'ok' as const,
  }))

  app.get(
    '/health/ready',
    { config, schema: { response: { 200: Health, 503: Problem } } },
    async (_request, reply) => {
      try {
        await database.transaction(SYSTEM, (tx) => tx.query('select 1'), PING_DEADLINE_MS)
        return { status: 'ok' as const }
      } catch {
        return sendProblem(reply, 503, 'database_unreachable')
      }
    },
  )
}
