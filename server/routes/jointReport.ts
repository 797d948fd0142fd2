import type { FastifyReply } from 'fastify'
import { Problem } from '../contract/common.ts'
import { JointReport, JointReportQuery } from '../contract/jointReport.ts'
import { jointName } from '../paper/jointTables.ts'
import { jointWorkbook } from '../paper/jointWorkbook.ts'
import type { Press } from '../paper/press.ts'
import { actorOf } from '../plugins/access.ts'
import { sendProblem } from '../plugins/problems.ts'
import { type JointReportRefusal, jointReport, printedJointReport } from '../usecases/jointReport.ts'
import type { Rejection } from '../usecases/outcome.ts'
import { answered, MEDIA, sendPrinted, sendWorkbook } from './papers.ts'
import type { App, Services } from './services.ts'

const config = { access: 'reader' } as const

/** 警网联席月报: as JSON, as a workbook, and on paper. */
export function jointReportRoutes(app: App, { database, timeZone }: Services, press: Press): void {
  app.get(
    '/api/exchange/report',
    { config, schema: { querystring: JointReportQuery, response: { 200: JointReport, '4xx': Problem } } },
    async (request, reply) => {
      const outcome = await jointReport(database, actorOf(request), request.query, timeZone)
      return outcome.ok ? outcome.value : sendRefused(reply, outcome)
    },
  )

  app.get(
    '/api/exchange/report.xlsx',
    { config, schema: { querystring: JointReportQuery, response: answered('an XLSX workbook') } },
    async (request, reply) => {
      const outcome = await printedJointReport(database, actorOf(request), request.query, timeZone)
      if (!outcome.ok) return sendRefused(reply, outcome)
      return sendWorkbook(reply, jointName(outcome.value), await jointWorkbook(outcome.value))
    },
  )

  for (const { medium, says } of MEDIA)
    app.get(
      `/api/exchange/report.${medium}`,
      { config, schema: { querystring: JointReportQuery, response: answered(says) } },
      async (request, reply) => {
        const outcome = await printedJointReport(database, actorOf(request), request.query, timeZone)
        if (!outcome.ok) return sendRefused(reply, outcome)
        const bytes = await press.print({ medium, kind: 'joint', report: outcome.value })
        return sendPrinted(reply, medium, jointName(outcome.value), bytes)
      },
    )
}

const sendRefused = (reply: FastifyReply, { code }: Rejection<JointReportRefusal>) =>
  sendProblem(reply, code === 'not_found' ? 404 : 422, code)
