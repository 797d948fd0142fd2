import { z } from 'zod'
import { Camera, CamerasQuery } from '../contract/camera.ts'
import { Problem } from '../contract/common.ts'
import { camerasNear } from '../db/cameras.ts'
import { actorOf } from '../plugins/access.ts'
import { INCIDENT_STAFF } from '../usecases/caseActor.ts'
import type { App, Services } from './services.ts'

/** Which cameras may show what happens at a place. */
export function cameraRoutes(app: App, { database }: Services): void {
  app.get(
    '/api/cameras',
    {
      config: { access: INCIDENT_STAFF },
      schema: { querystring: CamerasQuery, response: { 200: z.array(Camera), '4xx': Problem } },
    },
    (request) => {
      const { near, metres } = request.query
      return database.transaction(actorOf(request), (tx) => camerasNear(tx, near, metres))
    },
  )
}
