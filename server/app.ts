import cookie from '@fastify/cookie'
import swagger from '@fastify/swagger'
import Fastify from 'fastify'
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { DEFAULT_SETTINGS } from '#core/incident/settings.ts'
import { Press } from './paper/press.ts'
import { access } from './plugins/access.ts'
import { answers } from './plugins/answers.ts'
import { caseClock } from './plugins/caseClock.ts'
import { emptyBodies } from './plugins/emptyBodies.ts'
import { headers } from './plugins/headers.ts'
import { problems, sendProblem } from './plugins/problems.ts'
import { alignmentRoutes } from './routes/alignment.ts'
import { areaRoutes } from './routes/areas.ts'
import { attachmentRoutes } from './routes/attachments.ts'
import { beatRoutes } from './routes/beats.ts'
import { buildingRoutes } from './routes/buildings.ts'
import { cameraRoutes } from './routes/cameras.ts'
import { clientRoutes } from './routes/client.ts'
import { crewRoutes } from './routes/crew.ts'
import { exchangeRoutes } from './routes/exchange.ts'
import { gridCardRoutes } from './routes/gridCard.ts'
import { gridRoutes } from './routes/grids.ts'
import { healthRoutes } from './routes/health.ts'
import { historyRoutes } from './routes/history.ts'
import { incidentHeatRoutes } from './routes/incidentHeat.ts'
import { incidentRoutes } from './routes/incidents.ts'
import { jointReportRoutes } from './routes/jointReport.ts'
import { liveRoutes } from './routes/live.ts'
import { matterRoutes } from './routes/matters.ts'
import { mendRoutes } from './routes/mends.ts'
import { openapiRoutes } from './routes/openapi.ts'
import { paperRoutes } from './routes/paper.ts'
import { planCommentRoutes } from './routes/planComments.ts'
import { planCompareRoutes } from './routes/planCompare.ts'
import { planEditRoutes } from './routes/planEdits.ts'
import { planLifeRoutes } from './routes/planLife.ts'
import { planLiveRoutes } from './routes/planLive.ts'
import { planRoutes } from './routes/plans.ts'
import { printFileRoutes } from './routes/printFiles.ts'
import { rebalanceRoutes } from './routes/rebalance.ts'
import type { App, Services } from './routes/services.ts'
import { sessionRoutes } from './routes/session.ts'
import { settingsRoutes } from './routes/settings.ts'
import { setupRoutes } from './routes/setup.ts'
import { shiftRoutes } from './routes/shifts.ts'
import { tileRoutes } from './routes/tiles.ts'

/** Every plugin and route, in order. Ready to listen, or to be asked with `inject()`. */
export async function buildApp(services: Services): Promise<App> {
  const app = Fastify({
    logger: services.logs ? { level: 'warn' } : false,
    // An address that cannot even be read never reaches the error handler.
    frameworkErrors: (_error, _request, reply) => sendProblem(reply, 400, 'input_invalid'),
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)

  problems(app)
  headers(app)
  answers(app)
  emptyBodies(app)
  await app.register(cookie)
  access(app, services)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Gridloom 织网', version: '0.1.0' },
    },
    transform: jsonSchemaTransform,
  })

  healthRoutes(app, services)
  sessionRoutes(app, services)
  setupRoutes(app, services)
  settingsRoutes(app, services)
  areaRoutes(app, services)
  gridRoutes(app, services)
  buildingRoutes(app, services)
  alignmentRoutes(app, services)
  mendRoutes(app, services)
  beatRoutes(app, services)
  planRoutes(app, services)
  planEditRoutes(app, services)
  planLifeRoutes(app, services)
  planCompareRoutes(app, services)
  planCommentRoutes(app, services)
  planLiveRoutes(app, services)
  rebalanceRoutes(app, services)
  const press = new Press()
  paperRoutes(app, services, press)
  jointReportRoutes(app, services, press)
  gridCardRoutes(app, services, press)
  printFileRoutes(app)
  historyRoutes(app, services)
  tileRoutes(app, services)
  incidentRoutes(app, services)
  attachmentRoutes(app, services)
  incidentHeatRoutes(app, services)
  shiftRoutes(app, services)
  matterRoutes(app, services)
  caseClock(app, services.database, DEFAULT_SETTINGS)
  cameraRoutes(app, services)
  crewRoutes(app, services)
  exchangeRoutes(app, services)
  liveRoutes(app, services)
  openapiRoutes(app)
  if (services.clientFolder) await clientRoutes(app, services.clientFolder)
  return app
}
