import { z } from 'zod'
import { Problem, Uuid } from '../contract/common.ts'
import { BuildingVersion, Publication, PublicationsQuery } from '../contract/history.ts'
import { buildingHistory, publications } from '../db/history.ts'
import { actorOf } from '../plugins/access.ts'
import { sendNotFound } from '../plugins/problems.ts'
import type { App, Services } from './services.ts'

const config = { access: 'reader' } as const

/** What was published when, and the life of one building; that of a grid is with the grids. */
export function historyRoutes(app: App, { database }: Services): void {
  app.get(
    '/api/publications',
    {
      config,
      schema: { querystring: PublicationsQuery, response: { 200: z.array(Publication), '4xx': Problem } },
    },
    (request) => database.transaction(actorOf(request), (tx) => publications(tx, request.query.within)),
  )

  app.get(
    '/api/buildings/:id/history',
    {
      config,
      schema: {
        params: z.object({ id: Uuid }),
        response: { 200: z.array(BuildingVersion), '4xx': Problem },
      },
    },
    async (request, reply) => {
      const versions = await database.transaction(actorOf(request), (tx) =>
        buildingHistory(tx, request.params.id),
      )
      return versions.length > 0 ? versions : sendNotFound(reply)
    },
  )
}
