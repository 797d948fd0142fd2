import type { FastifyInstance } from 'fastify'
import type { IncidentSettings } from '#core/incident/settings.ts'
import type { Database } from '../db/database.ts'
import { runDuties } from '../usecases/runDuties.ts'

/** An SOS that nobody acknowledged rings again this much late at most. */
const EVERY_MS = 1000

/** Does what the clock has to do about cases, from when the server is ready until it closes. */
export function caseClock(app: FastifyInstance, database: Database, settings: IncidentSettings): void {
  let pass: Promise<unknown> | undefined
  let isTroubled = false
  const run = async () => {
    try {
      await runDuties(database, settings)
      isTroubled = false
    } catch (error) {
      // Said once, not every second; whatever is due stays due.
      if (!isTroubled) app.log.error(error)
      isTroubled = true
    }
  }
  const timer = setInterval(() => {
    pass ??= run().finally(() => {
      pass = undefined
    })
  }, EVERY_MS).unref()
  app.addHook('preClose', async () => {
    clearInterval(timer)
    await pass
  })
}
