import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { Problem, Uuid } from '../contract/common.ts'
import { noticeWorkbook } from '../paper/noticeWorkbook.ts'
import { actorOf } from '../plugins/access.ts'
import { planNotice } from '../usecases/planNotice.ts'
import { sendRejection } from './planAnswers.ts'
import type { App, Services } from './services.ts'

const config = { access: 'reader' } as const
const IdParams = z.object({ id: Uuid })
const answered = (what: string) => ({ 200: z.unknown().describe(what), '4xx': Problem })

/** What is handed out: files to print and to calculate with. */
export function paperRoutes(app: App, { database, states, timeZone }: Services): void {
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
}

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
