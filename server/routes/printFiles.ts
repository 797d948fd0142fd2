import { readFileSync } from 'node:fs'
import type { App } from './services.ts'

const FILES = [
  ['print.css', 'text/css; charset=utf-8', new URL('../paper/static/print.css', import.meta.url)],
  ['print.js', 'text/javascript; charset=utf-8', new URL('../paper/static/print.js', import.meta.url)],
] as const

/** How pages to print look, and their button: files of their own, for the policy of every page allows no other. */
export function printFileRoutes(app: App): void {
  for (const [name, type, file] of FILES) {
    const text = readFileSync(file, 'utf8')
    app.get(`/api/${name}`, { config: { access: 'anyone' }, schema: { hide: true } }, (_request, reply) =>
      reply.type(type).header('cache-control', 'no-cache').send(text),
    )
  }
}
