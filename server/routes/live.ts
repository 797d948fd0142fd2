import { z } from 'zod'
import { Problem } from '../contract/common.ts'
import { LiveNews } from '../contract/live.ts'
import { LiveReader } from '../live/liveReader.ts'
import { actorOf } from '../plugins/access.ts'
import { sendLive } from './liveAnswer.ts'
import type { App, Services } from './services.ts'

const CUT_AFTER_BEATS = 2

/**
 * What happens under the scope of whoever asks, as it happens. A new stream begins with `ready`; one that comes back
 * with the id of its last event goes on after it, on any server, or begins with `reset` where that is too long ago.
 * The stream ends, at the next beat, with the session; and when the server stops.
 */
export function liveRoutes(app: App, services: Services): void {
  const { liveFeed } = services
  app.addHook('preClose', () => liveFeed.close())

  app.get(
    '/api/live',
    {
      config: { access: 'reader' },
      exposeHeadRoute: false,
      schema: {
        // A page that opens its stream anew cannot send the header.
        querystring: z.object({ after: z.string().optional() }),
        headers: z.object({ 'last-event-id': z.string().optional() }),
        response: {
          200: LiveNews.describe(
            'text/event-stream of events named by what changed, with this as data; of ready; and of reset',
          ),
          '4xx': Problem,
        },
      },
    },
    (request, reply) =>
      sendLive(request, reply, services, (stream) => {
        const lastEventId = request.headers['last-event-id'] ?? request.query.after
        const cutAfterMs = CUT_AFTER_BEATS * services.heartbeatMs
        const reader = new LiveReader(liveFeed, stream, actorOf(request), { lastEventId, cutAfterMs })
        return {
          unwatch: () => reader.leave(),
          async isStill() {
            reader.beat()
            return true
          },
        }
      }),
  )
}
