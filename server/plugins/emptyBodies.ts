import type { FastifyInstance } from 'fastify'

/** A request that names JSON and sends nothing has no body, rather than a malformed one. */
export function emptyBodies(app: FastifyInstance): void {
  const parsed = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null, null) : parsed(request, body, done),
  )
}
