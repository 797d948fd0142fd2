import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { AsOf, Problem, Uuid } from '../contract/common.ts'
import { noticeWorkbook } from '../paper/noticeWorkbook.ts'
import { Press } from '../paper/press.ts'
import { actorOf } from '../plugins/access.ts'
import { areaSheet } from '../usecases/areaSheet.ts'
import { illustratedNotice, planNotice } from '../usecases/planNotice.ts'
import { sendRejection } from './planAnswers.ts'
import type { App, Services } from './services.ts'

const config = { access: 'reader' } as const
const IdParams = z.object({ id: Uuid })
const CommunityCode = z.string().regex(/^\d{12}$/, 'expected the 12 digits of a community')
const answered = (what: string) => ({ 200: z.unknown().describe(what), '4xx': Problem })

/** What is handed out: files to print and to calculate with. */
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
    '/api/plans/:id/notice.pdf',
    { config, schema: { params: IdParams, response: answered('a PDF document') } },
    async (request, reply) => {
      const { id } = request.params
      const outcome = await illustratedNotice(database, states, actorOf(request), { id, timeZone })
      if (!outcome.ok) return sendRejection(reply, outcome)
      const bytes = await press.print({ kind: 'notice', ...outcome.value })
      return sendFile(reply, PDF, `调整方案 ${outcome.value.notice.name}.pdf`, bytes)
    },
  )

  app.get(
    '/api/areas/:code/map.pdf',
    {
      config,
      schema: {
        params: z.object({ code: CommunityCode }),
        querystring: z.object({ asOf: AsOf.optional() }),
        response: answered('a PDF document'),
      },
    },
    async (request, reply) => {
      const moment = { asOf: request.query.asOf, timeZone }
      const outcome = await areaSheet(database, actorOf(request), request.params.code, moment)
      if (!outcome.ok) return sendRejection(reply, outcome)
      const bytes = await press.print({ kind: 'map', sheet: outcome.value })
      return sendFile(reply, PDF, `${outcome.value.name}网格分布示意图 ${outcome.value.on}.pdf`, bytes)
    },
  )
}

const PDF = 'application/pdf'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A download under a name in any script (RFC 6266 with the encoding of RFC 8187). */
function sendFile(reply: FastifyReply, type: string, name: string, bytes: Uint8Array) {
  const safe = name.replace(/[\p{Cc}\p{Cs}\\/:*?"<>|]/gu, '_')
  const encoded = encodeURIComponent(safe).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename*=UTF-8''${encoded}`)
    .header('cache-control', 'private, no-cache')
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}
