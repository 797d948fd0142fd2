import { z } from 'zod'
import { Area, AreasQuery } from '../contract/area.ts'
import { Problem } from '../contract/common.ts'
import { areas } from '../db/areas.ts'
import { actorOf } from '../plugins/access.ts'
import type { App, Services } from './services.ts'

export function areaRoutes(app: App, { database }: Services): void {
  app.get(
    '/api/areas',
    {
      config: { access: 'reader' },
      schema: { querystring: AreasQuery, response: { 200: z.array(Area), '4xx': Problem } },
    },
    (request) => database.transaction(actorOf(request), (tx) => areas(tx, request.query)),
  )
}
