import type { App } from './services.ts'

export function openapiRoutes(app: App): void {
  app.get('/api/openapi.json', { config: { access: 'anyone' }, schema: { hide: true } }, () => app.swagger())
}
