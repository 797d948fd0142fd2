import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { DEFAULT_SETTINGS } from '#core/incident/settings.ts'
import { AsOf, Problem, Uuid } from '../contract/common.ts'
import { BriefQuery } from '../contract/shift.ts'
import { briefName } from '../paper/briefTables.ts'
import { briefWorkbook } from '../paper/briefWorkbook.ts'
import { noticeWorkbook } from '../paper/noticeWorkbook.ts'
import { Press } from '../paper/press.ts'
import { actorOf } from '../plugins/access.ts'
import { sendProblem } from '../plugins/problems.ts'
import { areaSheet } from '../usecases/areaSheet.ts'
import { illustratedNotice, planNotice } from '../usecases/planNotice.ts'
import { printedBrief } from '../usecases/printedBrief.ts'
import { sendCaseRejection } from './caseAnswers.ts'
import { sendRejection } from './planAnswers.ts'
import type { App, Services } from './services.ts'

const config = { access: 'reader' } as const
const IdParams = z.object({ id: Uuid })
const MapParams = z.object({ code: z.string().regex(/^\d{12}$/, 'expected the 12 digits of a community') })
const MapQuery = z.object({ asOf: AsOf.optional() })
const answered = (what: string) => ({ 200: z.unknown().describe(what), '4xx': Problem, '5xx': Problem })

/** On what something is printed: its ending in the address, and what is said of it. */
const MEDIA = [
  { medium: 'pdf', says: 'a PDF document' },
  { medium: 'html', says: 'a page to print' },
] as const
type Medium = (typeof MEDIA)[number]['medium']

/** What is handed out: files to print and to calculate with, and pages to print from the browser. */
export function paperRoutes(app: App, { database, states, timeZone }: Services): void {
  const press = new Press()

  app.get(
    '/api/plans/:id/notice.xlsx',
    { config, schema: { params: IdParams, response: answered('an XLSX workbook') } },
    async (request, reply) => {
      const { id } = request.params
      const outcome = await planNotice(database, states, actorOf(request), { id, timeZone })
      if (!outcome.ok) return sendRejection(reply, outcome)
      const bytes = await noticeWorkbook(outcome.value)
      return sendFile(reply, XLSX, `调整方案 ${outcome.value.name}.xlsx`, bytes)
    },
  )

  app.get(
    '/api/incidents/brief.xlsx',
    { config, schema: { querystring: BriefQuery, response: answered('an XLSX workbook') } },
    async (request, reply) => {
      const asked = { query: request.query, settings: DEFAULT_SETTINGS, timeZone }
      const outcome = await printedBrief(database, actorOf(request), asked)
      if (!outcome.ok) return sendCaseRejection(reply, outcome)
      return sendFile(reply, XLSX, `${briefName(outcome.value)}.xlsx`, await briefWorkbook(outcome.value))
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

const PDF = 'application/pdf'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A PDF to keep or a page to look at; or that the press has too much to do. */
function sendPrinted(reply: FastifyReply, medium: Medium, name: string, bytes: Uint8Array | null) {
  if (!bytes) return sendProblem(reply.header('retry-after', '20'), 503, 'press_busy')
  if (medium === 'pdf') return sendFile(reply, PDF, `${name}.pdf`, bytes)
  return reply.type('text/html; charset=utf-8').send(new TextDecoder().decode(bytes))
}

/** A download under a name in any script (RFC 6266 with the encoding of RFC 8187). */
function sendFile(reply: FastifyReply, type: string, name: string, bytes: Uint8Array) {
  const safe = name.replaceAll(':', '').replace(/[\p{Cc}\p{Cs}\\/*?"<>|]/gu, '_')
  const encoded = encodeURIComponent(safe).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename*=UTF-8''${encoded}`)
    .header('cache-control', 'private, no-cache')
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}
