import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { Problem } from '../contract/common.ts'
import { sendProblem } from '../plugins/problems.ts'

/** How papers are answered, whatever they are of. */

export const answered = (what: string) => ({
  200: z.unknown().describe(what),
  '4xx': Problem,
  '5xx': Problem,
})

/** On what something is printed: its ending in the address, and what is said of it. */
export const MEDIA = [
  { medium: 'pdf', says: 'a PDF document' },
  { medium: 'html', says: 'a page to print' },
] as const
type Medium = (typeof MEDIA)[number]['medium']

const PDF = 'application/pdf'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A PDF to keep or a page to look at; or that the press has too much to do. */
export function sendPrinted(reply: FastifyReply, medium: Medium, name: string, bytes: Uint8Array | null) {
  if (!bytes) return sendProblem(reply.header('retry-after', '20'), 503, 'press_busy')
  if (medium === 'pdf') return sendFile(reply, PDF, `${name}.pdf`, bytes)
  return reply.type('text/html; charset=utf-8').send(new TextDecoder().decode(bytes))
}

export const sendWorkbook = (reply: FastifyReply, name: string, bytes: Uint8Array) =>
  sendFile(reply, XLSX, `${name}.xlsx`, bytes)

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
