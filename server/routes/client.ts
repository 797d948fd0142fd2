import fastifyStatic from '@fastify/static'
import { sendNotFound } from '../plugins/problems.ts'
import type { App } from './services.ts'

/**
 * The worker in which plans are decided runs GEOS, which is WebAssembly: it alone may compile it. A worker's
 * policy is that of its own file, so the page's stays as it is.
 */
const PLAN_WORKER = /^plan\.worker-[^/]+\.js$/
const PLAN_WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"

/** The built client: hashed files for ever, and its one page for every address that is not the API's. */
export async function clientRoutes(app: App, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
  })
  app.get('/assets/*', { config: { access: 'anyone' }, schema: { hide: true } }, (request, reply) => {
    const path = (request.params as { '*': string })['*']
    if (PLAN_WORKER.test(path)) reply.header('content-security-policy', PLAN_WORKER_POLICY)
    return reply.sendFile(`assets/${path}`, { immutable: true, maxAge: '365d' })
  })
  app.get('/*', { config: { access: 'anyone' }, schema: { hide: true } }, (request, reply) => {
    const path = (request.params as { '*': string })['*']
    if (/^(api|tiles|health|ogc)\//.test(path)) return sendNotFound(reply)
    reply.header('cache-control', 'no-cache')
    return reply.sendFile(path.includes('.') ? path : 'index.html', { maxAge: 0 })
  })
}
