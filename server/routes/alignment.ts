import { z } from 'zod'
import { type DraftGrid, draftAlignment } from '#core/beat/draft.ts'
import { AlignmentPieces, AlignmentQuery, DraftAlignment, GridAlignment } from '../contract/alignment.ts'
import { Problem, Uuid } from '../contract/common.ts'
import { lockedPlan } from '../db/plans.ts'
import { actorOf } from '../plugins/access.ts'
import { uncheckedJson } from '../plugins/answers.ts'
import { sendNotFound } from '../plugins/problems.ts'
import { type AlignedGrid, alignment } from '../usecases/alignment.ts'
import { leastTold } from '../usecases/caseActor.ts'
import { type MisalignedPiece, misalignedPieces } from '../usecases/misalignedPieces.ts'
import { multiPolygon } from './planAnswers.ts'
import type { App, Services } from './services.ts'

const READ = { access: 'reader' } as const

/** How the grids lie in the police beats. */
export function alignmentRoutes(app: App, { database, states, timeZone }: Services): void {
  app.get(
    '/api/alignment',
    {
      config: READ,
      schema: { querystring: AlignmentQuery, response: { 200: z.array(GridAlignment), '4xx': Problem } },
      serializerCompiler: uncheckedJson,
    },
    async (request) => {
      const actor = actorOf(request)
      const { within, asOf } = request.query
      const { grids } = await alignment(database, actor, within, { asOf, timeZone })
      return grids.map((grid) => toldTo(grid, leastTold(actor)))
    },
  )

  app.get(
    '/api/alignment/pieces.geojson',
    {
      config: READ,
      schema: { querystring: AlignmentQuery, response: { 200: AlignmentPieces, '4xx': Problem } },
      serializerCompiler: uncheckedJson,
    },
    async (request, reply) => {
      const { within, asOf } = request.query
      const pieces = await misalignedPieces(database, actorOf(request), within, { asOf, timeZone })
      reply.type('application/geo+json')
      return { type: 'FeatureCollection' as const, features: pieces.map(featureOf) }
    },
  )

  app.get(
    '/api/plans/:id/alignment',
    {
      config: READ,
      schema: {
        params: z.object({ id: Uuid }),
        response: { 200: z.array(DraftAlignment), '4xx': Problem },
      },
      serializerCompiler: uncheckedJson,
    },
    async (request, reply) => {
      const plan = await database.transaction(actorOf(request), async (tx) => {
        const row = await lockedPlan(tx, request.params.id, 'to read')
        return row && states.of(tx, row)
      })
      return plan ? draftAlignment(plan).map(draftRow) : sendNotFound(reply)
    },
  )
}

function draftRow({ beats, uncovered, ...grid }: DraftGrid): DraftAlignment {
  const uncounted = <T extends { readonly incidents: number }>({ incidents: _, ...share }: T) => share
  return { ...grid, beats: beats.map(uncounted), uncovered: uncovered && uncounted(uncovered) }
}

/** With counts of fewer cases than `least` left out. */
function toldTo(grid: AlignedGrid, least: number): GridAlignment {
  const told = <T extends { readonly incidents: number }>(row: T): T => ({
    ...row,
    incidents: row.incidents < least ? 0 : row.incidents,
  })
  return {
    ...told(grid),
    beats: grid.beats.map(told),
    uncovered: grid.uncovered && told(grid.uncovered),
  }
}

const featureOf = ({ shape, ...piece }: MisalignedPiece): AlignmentPieces['features'][number] => ({
  type: 'Feature',
  id: `${piece.grid} ${piece.beat ?? ''}`,
  geometry: multiPolygon(shape),
  properties: piece,
})
