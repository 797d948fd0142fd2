import { z } from 'zod'
import { toDegrees } from '#core/geometry/lattice.ts'
import { BuildingsQuery, FoundBuilding } from '../contract/area.ts'
import { Problem } from '../contract/common.ts'
import { buildingsNamed, type FoundBuildingRow } from '../db/buildings.ts'
import { actorOf } from '../plugins/access.ts'
import type { App, Services } from './services.ts'

const MOST_FOUND = 20

export function buildingRoutes(app: App, { database, timeZone }: Services): void {
  app.get(
    '/api/buildings',
    {
      config: { access: 'reader' },
      schema: { querystring: BuildingsQuery, response: { 200: z.array(FoundBuilding), '4xx': Problem } },
    },
    async (request) => {
      const { name, within } = request.query
      const rows = await database.transaction(actorOf(request), (tx) =>
        buildingsNamed(tx, name, within, { asOf: undefined, timeZone }, MOST_FOUND),
      )
      return rows.map(foundBuilding)
    },
  )
}

const foundBuilding = ({ position, ...row }: FoundBuildingRow): FoundBuilding => ({
  ...row,
  position: [...toDegrees(position)] as [number, number],
})
