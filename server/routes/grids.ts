import { z } from 'zod'
import { shapeToDegrees, toDegrees } from '#core/geometry/lattice.ts'
import { bandOf } from '#core/plan/balance.ts'
import { type Band, DEFAULT_BAND } from '#core/plan/plan.ts'
import { BuildingSummary, GridFeatures, GridSummary, GridsQuery, GridVersion } from '../contract/area.ts'
import { AsOf, Problem, Uuid } from '../contract/common.ts'
import type { Transaction } from '../db/database.ts'
import {
  type BuildingRow,
  buildingsOfGrid,
  type GridRow,
  type GridShapeRow,
  grid,
  gridHistory,
  gridShapes,
  grids,
} from '../db/grids.ts'
import { settings } from '../db/settings.ts'
import { actorOf } from '../plugins/access.ts'
import { uncheckedJson } from '../plugins/answers.ts'
import { sendNotFound } from '../plugins/problems.ts'
import type { App, Services } from './services.ts'

const config = { access: 'reader' } as const
const IdParams = z.object({ id: Uuid })
const AsOfQuery = z.object({ asOf: AsOf.optional() })

export function gridRoutes(app: App, { database, timeZone }: Services): void {
  app.get(
    '/api/grids',
    { config, schema: { querystring: GridsQuery, response: { 200: z.array(GridSummary), '4xx': Problem } } },
    (request) =>
      database.transaction(actorOf(request), async (tx) => {
        const band = await bandSetting(tx)
        const rows = await grids(tx, request.query.within, { asOf: request.query.asOf, timeZone })
        return rows.map((row) => summaryOf(row, band))
      }),
  )

  app.get(
    '/api/grids.geojson',
    {
      config,
      schema: { querystring: GridsQuery, response: { 200: GridFeatures, '4xx': Problem } },
      serializerCompiler: uncheckedJson,
    },
    async (request, reply) => {
      const { within, asOf } = request.query
      const features = await database.transaction(actorOf(request), async (tx) => {
        const band = await bandSetting(tx)
        const rows = await gridShapes(tx, within, { asOf, timeZone })
        return rows.map((row) => featureOf(row, band))
      })
      reply.type('application/geo+json')
      return { type: 'FeatureCollection' as const, features }
    },
  )

  app.get(
    '/api/grids/:id',
    {
      config,
      schema: { params: IdParams, querystring: AsOfQuery, response: { 200: GridSummary, '4xx': Problem } },
    },
    async (request, reply) => {
      const moment = { asOf: request.query.asOf, timeZone }
      const found = await database.transaction(actorOf(request), async (tx) => {
        const row = await grid(tx, request.params.id, moment)
        return row && summaryOf(row, await bandSetting(tx))
      })
      return found ?? sendNotFound(reply)
    },
  )

  app.get(
    '/api/grids/:id/buildings',
    {
      config,
      schema: {
        params: IdParams,
        querystring: AsOfQuery,
        response: { 200: z.array(BuildingSummary), '4xx': Problem },
      },
    },
    async (request, reply) => {
      const moment = { asOf: request.query.asOf, timeZone }
      const rows = await database.transaction(actorOf(request), async (tx) => {
        const found = await grid(tx, request.params.id, moment)
        return found && buildingsOfGrid(tx, found.id, moment)
      })
      return rows ? rows.map(buildingOf) : sendNotFound(reply)
    },
  )

  app.get(
    '/api/grids/:id/history',
    { config, schema: { params: IdParams, response: { 200: z.array(GridVersion), '4xx': Problem } } },
    async (request, reply) => {
      const versions = await database.transaction(actorOf(request), (tx) =>
        gridHistory(tx, request.params.id),
      )
      return versions.length > 0 ? versions : sendNotFound(reply)
    },
  )
}

const bandSetting = async (tx: Transaction): Promise<Band> => (await settings(tx))?.band ?? DEFAULT_BAND

const summaryOf = (row: GridRow, band: Band): GridSummary => ({ ...row, band: bandOf(row.households, band) })

function featureOf({ shape, ...row }: GridShapeRow, band: Band): GridFeatures['features'][number] {
  return {
    type: 'Feature',
    id: row.id,
    geometry: { type: 'MultiPolygon', coordinates: shapeToDegrees(shape) as never },
    properties: summaryOf(row, band),
  }
}

const buildingOf = ({ position, ...row }: BuildingRow): BuildingSummary => ({
  ...row,
  position: [...toDegrees(position)] as [number, number],
})
