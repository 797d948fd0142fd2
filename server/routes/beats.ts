import { z } from 'zod'
import {
  BeatDetail,
  BeatFeatures,
  BeatSummary,
  BeatsQuery,
  StationDetail,
  StationSummary,
} from '../contract/beat.ts'
import { Problem, Uuid } from '../contract/common.ts'
import { type BeatShapeRow, beatShapes } from '../db/beats.ts'
import { SYSTEM } from '../db/database.ts'
import { underBoth } from '../db/row.ts'
import { actorOf } from '../plugins/access.ts'
import { uncheckedJson } from '../plugins/answers.ts'
import { sendNotFound } from '../plugins/problems.ts'
import { beatDetail, beats, stations } from '../usecases/beats.ts'
import { multiPolygon } from './planAnswers.ts'
import type { App, Services } from './services.ts'

const config = { access: 'reader' } as const
const params = z.object({ id: Uuid })

/** Police beats and their stations: where they are, and what their officers look after. */
export function beatRoutes(app: App, { database, timeZone }: Services): void {
  app.get(
    '/api/beats',
    {
      config,
      schema: { querystring: BeatsQuery, response: { 200: z.array(BeatSummary), '4xx': Problem } },
    },
    (request) => beats(database, actorOf(request), request.query, timeZone),
  )

  app.get(
    '/api/beats.geojson',
    {
      config,
      schema: { querystring: BeatsQuery, response: { 200: BeatFeatures, '4xx': Problem } },
      serializerCompiler: uncheckedJson,
    },
    async (request, reply) => {
      const { within, asOf } = request.query
      const seen = underBoth(actorOf(request), within)
      const rows =
        seen === null
          ? []
          : await database.transaction(SYSTEM, (tx) => beatShapes(tx, seen, { asOf, timeZone }))
      reply.type('application/geo+json')
      return { type: 'FeatureCollection' as const, features: rows.map(featureOf) }
    },
  )

  app.get(
    '/api/beats/:id',
    { config, schema: { params, response: { 200: BeatDetail, '4xx': Problem } } },
    async (request, reply) =>
      (await beatDetail(database, actorOf(request), request.params.id, timeZone)) ?? sendNotFound(reply),
  )

  app.get(
    '/api/stations',
    {
      config,
      schema: { querystring: BeatsQuery, response: { 200: z.array(StationSummary), '4xx': Problem } },
    },
    (request) => stations(database, actorOf(request), request.query, timeZone),
  )

  app.get(
    '/api/stations/:id',
    { config, schema: { params, response: { 200: StationDetail, '4xx': Problem } } },
    async (request, reply) => {
      const all = await stations(database, actorOf(request), {}, timeZone)
      return all.find(({ id }) => id === request.params.id) ?? sendNotFound(reply)
    },
  )
}

const featureOf = ({ shape, ...label }: BeatShapeRow): BeatFeatures['features'][number] => ({
  type: 'Feature',
  id: label.id,
  geometry: multiPolygon(shape),
  properties: label,
})
