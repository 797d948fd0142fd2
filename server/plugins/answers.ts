import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyInstance, FastifyRequest, FastifySerializerCompiler } from 'fastify'

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

/** Below this a compressed answer does not travel faster. */
const WORTH_COMPRESSING_BYTES = 1024
/** Node's default of 11 costs hundreds of milliseconds for what 3 does in a few. */
const BROTLI_LEVEL = 3
const GZIP_LEVEL = 4

export type Encoding = 'br' | 'gzip' | 'identity'

/** The encoding that the client takes and that is smallest. A refusal with q=0 counts as not taken. */
export function encodingFor(request: FastifyRequest): Encoding {
  const header = request.headers['accept-encoding']
  const takes = (name: string) =>
    String(header ?? '')
      .split(',')
      .some((part) => part.split(';')[0]?.trim() === name && !/;\s*q=0(\.0*)?\s*$/.test(part))
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity'
}

export async function encoded(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'br')
    return brotli(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: BROTLI_LEVEL,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    })
  return encoding === 'gzip' ? gzipped(bytes, { level: GZIP_LEVEL }) : bytes
}

/**
 * For answers with many thousand coordinates: checking each against its schema takes ten times as long as writing
 * them. Their shape is asserted by tests instead.
 */
export const uncheckedJson: FastifySerializerCompiler<unknown> = () => JSON.stringify

/** JSON and pages in answer to reads get an ETag, and larger ones are compressed. */
export function answers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || !isWorthTagging(reply.getHeader('content-type'))) return payload
    reply.header('vary', 'accept-encoding')
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache')
    if (request.method === 'GET' && reply.statusCode === 200) {
      const tag = `W/"${createHash('sha256').update(payload).digest('base64url').slice(0, 22)}"`
      reply.header('etag', tag)
      if (request.headers['if-none-match'] === tag) {
        reply.code(304).removeHeader('content-type').removeHeader('content-length')
        return null
      }
    }
    if (Buffer.byteLength(payload) < WORTH_COMPRESSING_BYTES) return payload
    const encoding = encodingFor(request)
    if (encoding === 'identity') return payload
    reply.header('content-encoding', encoding).removeHeader('content-length')
    return encoded(Buffer.from(payload), encoding)
  })
}

const isWorthTagging = (contentType: unknown): boolean =>
  /^(application\/(.+\+)?json|text\/html)/.test(String(contentType))
