import { DEFAULT_BAND } from '#core/plan/plan.ts'
import { Problem } from '../contract/common.ts'
import { Settings } from '../contract/settings.ts'
import { district } from '../db/areas.ts'
import { settings } from '../db/settings.ts'
import { actorOf } from '../plugins/access.ts'
import type { App, Services } from './services.ts'

export function settingsRoutes(app: App, { database, timeZone, guest }: Services): void {
  app.get(
    '/api/settings',
    { config: { access: 'reader' }, schema: { response: { 200: Settings, '4xx': Problem } } },
    (request) =>
      database.transaction(actorOf(request), async (tx): Promise<Settings> => {
        const stored = await settings(tx)
        return {
          band: stored?.band ?? DEFAULT_BAND,
          timeZone,
          demo: guest !== null,
          approvalNumber: stored?.approvalNumber ?? null,
          reasonRequired: stored?.reasonRequired ?? false,
          district: (await district(tx)) ?? null,
        }
      }),
  )
}
