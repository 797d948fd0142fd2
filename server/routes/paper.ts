import { z } from 'zod'
import { DEFAULT_SETTINGS } from '#core/incident/settings.ts'
import { AsOf, Uuid } from '../contract/common.ts'
import { BriefQuery } from '../contract/shift.ts'
import { briefName } from '../paper/briefTables.ts'
import { briefWorkbook } from '../paper/briefWorkbook.ts'
import { noticeWorkbook } from '../paper/noticeWorkbook.ts'
import type { Press } from '../paper/press.ts'
import { actorOf } from '../plugins/access.ts'
import { areaSheet } from '../usecases/areaSheet.ts'
import { illustratedNotice, planNotice } from '../usecases/planNotice.ts'
import { printedBrief } from '../usecases/printedBrief.ts'
import { sendCaseRejection } from './caseAnswers.ts'
import { answered, MEDIA, sendPrinted, sendWorkbook } from './papers.ts'
import { sendRejection } from './planAnswers.ts'
import type { App, Services } from './services.ts'

const config = { access: 'reader' } as const
const IdParams = z.object({ id: Uuid })
const MapParams = z.object({ code: z.string().regex(/^\d{12}$/, 'expected the 12 digits of a community') })
const MapQuery = z.object({ asOf: AsOf.optional() })
/** What is handed out: files to print and to calculate with, and pages to print from the browser. */
export function paperRoutes(app: App, { database, states, timeZone }: Services, press: Press): void {
  app.get(
    '/api/plans/:id/notice.xlsx',
    { config, schema: { params: IdParams, response: answered('an XLSX workbook') } },
    async (request, reply) => {
      const { id } = request.params
      const outcome = await planNotice(database, states, actorOf(request), { id, timeZone })
      if (!outcome.ok) return sendRejection(reply, outcome)
      const bytes = await noticeWorkbook(outcome.value)
      return sendWorkbook(reply, `调整方案 ${outcome.value.name}`, bytes)
    },
  )

  app.get(
    '/api/incidents/brief.xlsx',
    { config, schema: { querystring: BriefQuery, response: answered('an XLSX workbook') } },
    async (request, reply) => {
      const asked = { query: request.query, settings: DEFAULT_SETTINGS, timeZone }
      const outcome = await printedBrief(database, actorOf(request), asked)
      if (!outcome.ok) return sendCaseRejection(reply, outcome)
      return sendWorkbook(reply, briefName(outcome.value), await briefWorkbook(outcome.value))
    },
  )

  for (const { medium, says } of MEDIA) {
    app.get(
      `/api/incidents/brief.${medium}`,
      { config, schema: { querystring: BriefQuery, response: answered(says) } },
      async (request, reply) => {
        const asked = { query: request.query, settings: DEFAULT_SETTINGS, timeZone }
        const outcome = await printedBrief(database, actorOf(request), asked)
        if (!outcome.ok) return sendCaseRejection(reply, outcome)
        const bytes = await press.print({ medium, kind: 'brief', brief: outcome.value })
        return sendPrinted(reply, medium, briefName(outcome.value), bytes)
      },
    )

    app.get(
      `/api/plans/:id/notice.${medium}`,
      { config, schema: { params: IdParams, response: answered(says) } },
      async (request, reply) => {
        const { id } = request.params
        const outcome = await illustratedNotice(database, states, actorOf(request), { id, timeZone })
        if (!outcome.ok) return sendRejection(reply, outcome)
        const bytes = await press.print({ medium, kind: 'notice', ...outcome.value })
        return sendPrinted(reply, medium, `调整方案 ${outcome.value.notice.name}`, bytes)
      },
    )

    app.get(
      `/api/areas/:code/map.${medium}`,
      { config, schema: { params: MapParams, querystring: MapQuery, response: answered(says) } },
      async (request, reply) => {
        const moment = { asOf: request.query.asOf, timeZone }
        const outcome = await areaSheet(database, actorOf(request), request.params.code, moment)
        if (!outcome.ok) return sendRejection(reply, outcome)
        const bytes = await press.print({ medium, kind: 'map', sheet: outcome.value })
        return sendPrinted(reply, medium, `${outcome.value.name}网格分布示意图 ${outcome.value.on}`, bytes)
      },
    )
  }
}
