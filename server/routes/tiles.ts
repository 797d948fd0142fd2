import { z } from 'zod'
import { Problem } from '../contract/common.ts'
import { TileLayer } from '../contract/tile.ts'
import { tileAddress } from '../db/tiles/address.ts'
import { tile } from '../db/tiles/tile.ts'
import { actorOf } from '../plugins/access.ts'
import { encoded, encodingFor } from '../plugins/answers.ts'
import { sendNotFound, sendProblem } from '../plugins/problems.ts'
import type { App, Services } from './services.ts'
import { TileCache } from './tileCache.ts'

const CACHE_BYTES = 64 * 1024 * 1024
/** Counts up whenever the same rows would make other tiles. */
const FORMAT = 1

const config = { access: 'reader' } as const

/** A tile is named by layer, address, scope and stamp: one that is still the same is not even looked for. */
export function tileRoutes(app: App, { database, stamps, installation }: Services): void {
  const cache = new TileCache(CACHE_BYTES)
  const encoder = database.hasMvt ? 'postgis' : 'own'

  app.get(
    '/tiles/:layer/:z/:x/:y.mvt',
    {
      config,
      schema: {
        params: z.object({ layer: z.string(), z: z.string(), x: z.string(), y: z.string() }),
        response: {
          200: z.unknown().describe('a Mapbox Vector Tile'),
          204: z.null(),
          304: z.null(),
          '4xx': Problem,
        },
      },
    },
    async (request, reply) => {
      const layer = TileLayer.safeParse(request.params.layer)
      if (!layer.success) return sendNotFound(reply)
      const address = tileAddress(request.params.z, request.params.x, request.params.y)
      if (!address) return sendProblem(reply, 400, 'tile_address_invalid')

      const actor = actorOf(request)
      const stamp = await stamps.of(layer.data)
      const version = `${installation}.${FORMAT}.${actor.scope}.${stamp}`
      reply.headers({
        etag: `W/"${version}"`,
        'cache-control': 'private, no-cache',
        vary: 'accept-encoding, cookie',
      })
      if (request.headers['if-none-match'] === `W/"${version}"`) return reply.code(304).send(null)

      const encoding = encodingFor(request)
      const { z, x, y } = address
      const bytes = await cache.of(`${version}/${encoding}/${layer.data}/${z}/${x}/${y}`, async () => {
        const made = await database.transaction(actor, (tx) => tile(tx, layer.data, address, encoder))
        return made.length > 0 ? encoded(made, encoding) : made
      })
      if (bytes.length === 0) return reply.code(204).send(null)
      if (encoding !== 'identity') reply.header('content-encoding', encoding)
      return reply.type('application/vnd.mapbox-vector-tile').send(bytes)
    },
  )

  app.get('/tiles/*', { config, schema: { hide: true } }, (_request, reply) =>
    sendProblem(reply, 400, 'tile_address_invalid'),
  )
}
