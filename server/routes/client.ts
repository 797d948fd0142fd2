import fastifyStatic from '@fastify/static'
import { sendNotFound } from '../plugins/problems.ts'
import type { App } from './services.ts'

/** The built client: hashed files for ever, and its one page for every address that is not the API's. */
export async function clientRoutes(app: App, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    serve: false,
  })
  app.get('/assets/*', { config: { access: 'anyone' }, schema: { hide: true } }, (request, reply) =>
    reply.sendFile(`assets/${(request.params as { '*': string })['*']}`, { immutable: true, maxAge: '365d' }),
  )
  app.get('/*', { config: { access: 'anyone' }, schema: { hide: true } }, (request, reply) => {
    const path = (request.params as { '*': string })['*']
    if (/^(api|tiles|health|ogc)\//.test(path)) return sendNotFound(reply)
    reply.header('cache-control', 'no-cache')
    return reply.sendFile(path.includes('.') ? path : 'index.html', { maxAge: 0 })
  })
}
