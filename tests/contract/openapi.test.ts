import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'

const server = testApp()

interface OpenApi {
  openapi: string
  paths: Record<string, Record<string, { responses: Record<string, unknown> }>>
}

test('OpenAPI 3.1 describes every request of the API, with what it answers', async () => {
  const document = await server.json<OpenApi>(null, 'GET', '/api/openapi.json')
  expect(document.openapi).toBe('3.1.0')
  const requests = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  )
  expect(requests.sort()).toEqual([
    'delete /api/jobs/{id}',
    'delete /api/session',
    'get /api/areas',
    'get /api/areas/{code}/map.html',
    'get /api/areas/{code}/map.pdf',
    'get /api/buildings',
    'get /api/buildings/{id}/history',
    'get /api/cameras',
    'get /api/grids',
    'get /api/grids.geojson',
    'get /api/grids/{id}',
    'get /api/grids/{id}/buildings',
    'get /api/grids/{id}/history',
    'get /api/handovers',
    'get /api/incidents',
    'get /api/incidents/brief',
    'get /api/incidents/brief.html',
    'get /api/incidents/brief.pdf',
    'get /api/incidents/brief.xlsx',
    'get /api/incidents/figures',
    'get /api/incidents/heat',
    'get /api/incidents/{id}',
    'get /api/incidents/{id}/attachments/{attachment}',
    'get /api/incidents/{id}/candidates',
    'get /api/incidents/{id}/reporter',
    'get /api/jobs/{id}',
    'get /api/jobs/{id}/live',
    'get /api/live',
    'get /api/matters',
    'get /api/matters/{code}/history',
    'get /api/plans',
    'get /api/plans/{id}',
    'get /api/plans/{id}/comments',
    'get /api/plans/{id}/compare',
    'get /api/plans/{id}/document',
    'get /api/plans/{id}/grids.geojson',
    'get /api/plans/{id}/live',
    'get /api/plans/{id}/notice.html',
    'get /api/plans/{id}/notice.pdf',
    'get /api/plans/{id}/notice.xlsx',
    'get /api/publications',
    'get /api/session',
    'get /api/settings',
    'get /health/live',
    'get /health/ready',
    'get /tiles/{layer}/{z}/{x}/{y}.mvt',
    'patch /api/matters/{code}',
    'patch /api/plans/{id}',
    'post /api/attachments',
    'post /api/handovers',
    'post /api/handovers/{id}/takeover',
    'post /api/incidents',
    'post /api/incidents/{id}/actions',
    'post /api/matters',
    'post /api/matters/{code}/admission',
    'post /api/plans',
    'post /api/plans/restore',
    'post /api/plans/{id}/commands',
    'post /api/plans/{id}/comments',
    'post /api/plans/{id}/comments/{comment}/resolve',
    'post /api/plans/{id}/publish',
    'post /api/plans/{id}/rebalance',
    'post /api/plans/{id}/rebase',
    'post /api/plans/{id}/redo',
    'post /api/plans/{id}/sign',
    'post /api/plans/{id}/submit',
    'post /api/plans/{id}/undo',
    'post /api/plans/{id}/withdraw',
    'post /api/session',
    'post /api/setup',
  ])
})
