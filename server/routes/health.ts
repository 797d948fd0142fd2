import { z } from 'zod'
import type { App } from './services.ts'

const Health = z.object({ status: z.literal('ok') })
const config = { access: 'anyone' } as const

/** While the server prepares, `main` answers these itself: alive, and not ready. */
export function healthRoutes(app: App): void {
  app.get('/health/live', { config, schema: { response: { 200: Health } } }, () => ({
    status: 'ok' as const,
  }))
  app.get('/health/ready', { config, schema: { response: { 200: Health } } }, () => ({
    status: 'ok' as const,
  }))
}
