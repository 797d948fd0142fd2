import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { MAX_PHOTO_BYTES } from '#core/photo/photo.ts'
import { Problem, Uuid } from '../contract/common.ts'
import { PhotoTaken } from '../contract/incident.ts'
import { actorOf } from '../plugins/access.ts'
import { sendNotFound, sendProblem } from '../plugins/problems.ts'
import { INCIDENT_STAFF } from '../usecases/caseActor.ts'
import { lookAtPhoto } from '../usecases/lookAtPhoto.ts'
import { takePhoto } from '../usecases/takePhoto.ts'
import { sendCaseRejection } from './caseAnswers.ts'
import type { App, Services } from './services.ts'

/** Long enough to go back and forth in a case; what is about people does not stay on a shared machine. */
const CACHE_S = 3600

/** Photos of cases: sent first, used by the step that names them, and looked at. */
export function attachmentRoutes(app: App, { database }: Services): void {
  app.register(async (uploads: FastifyInstance) => {
    // The body is the file. What it is, its bytes say: whatever type is named is read alike.
    uploads.removeAllContentTypeParsers()
    uploads.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: MAX_PHOTO_BYTES },
      (_request, body, done) => done(null, body),
    )
    uploads.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
      if (error.statusCode === 413) return sendProblem(reply, 413, 'photo_too_large')
      throw error
    })
    uploads.withTypeProvider<ZodTypeProvider>().post(
      '/api/attachments',
      {
        config: { access: INCIDENT_STAFF },
        schema: {
          description: 'The body is the photo: a JPEG, PNG or WebP of at most 8 MB.',
          /** Made by whoever sends it: the id of the photo, however often it is sent. */
          headers: z.object({ 'idempotency-key': Uuid }),
          response: { 201: PhotoTaken, '4xx': Problem },
        },
      },
      async (request, reply) => {
        const file = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const id = request.headers['idempotency-key']
        const outcome = await takePhoto(database, actorOf(request), id, file)
        return outcome.ok ? reply.code(201).send(outcome.value) : sendCaseRejection(reply, outcome)
      },
    )
  })

  app.get(
    '/api/incidents/:id/attachments/:attachment',
    {
      config: { access: 'reader' },
      schema: {
        params: z.object({ id: Uuid, attachment: Uuid }),
        response: { 200: z.unknown().describe('the photo'), '4xx': Problem },
      },
    },
    async (request, reply) => {
      const { id, attachment } = request.params
      const photo = await lookAtPhoto(database, actorOf(request), id, attachment)
      if (!photo) return sendNotFound(reply)
      return reply
        .type(photo.type)
        .headers({
          'cache-control': `private, max-age=${CACHE_S}`,
          'content-security-policy': "default-src 'none'; sandbox",
          'content-disposition': 'inline',
        })
        .send(Buffer.from(photo.bytes))
    },
  )
}
