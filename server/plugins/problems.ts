import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod'
import type { Problem } from '../contract/common.ts'
import { DeadlineExceeded, isContention, isUnreachable, sqlState } from '../db/failure.ts'

type Details = Partial<Pick<Problem, 'detail' | 'errors' | 'about'>>

/** Answers with a problem as RFC 9457 shapes it. The code is the key of its words on screen. */
export function sendProblem(reply: FastifyReply, status: number, code: string, details: Details = {}) {
  const problem: Problem = { type: 'about:blank', title: code.replaceAll('_', ' '), status, code, ...details }
  return reply.code(status).type('application/problem+json').serializer(JSON.stringify).send(problem)
}

/** Absent, or outside the scope: the two must not be told apart. */
export const sendNotFound = (reply: FastifyReply) => sendProblem(reply, 404, 'not_found')

/** Every error that leaves the server has the one shape, and none carries a message meant for its log. */
export function problems(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => sendNotFound(reply))
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (hasZodFastifySchemaValidationErrors(error)) {
      const errors = error.validation.map(({ instancePath, message }) => ({
        pointer: instancePath,
        detail: message ?? 'invalid',
      }))
      return sendProblem(reply, 400, 'input_invalid', { errors })
    }
    if (isResponseSerializationError(error)) {
      request.log.error({ issues: error.cause.issues }, 'an answer does not match its schema')
      return sendProblem(reply, 500, 'internal_error')
    }
    // Class 22: a value that the database cannot take, such as a day outside its calendar.
    if (sqlState(error)?.startsWith('22')) return sendProblem(reply, 400, 'input_invalid')
    if (isUnreachable(error))
      return sendProblem(reply.header('retry-after', '5'), 503, 'database_unreachable')
    if (isContention(error) || error instanceof DeadlineExceeded)
      return sendProblem(reply.header('retry-after', '1'), 503, 'busy')
    const status = error.statusCode
    if (status !== undefined && status >= 400 && status < 500)
      return sendProblem(reply, status, CODE_BY_STATUS[status] ?? 'input_invalid')
    request.log.error(error)
    return sendProblem(reply, 500, 'internal_error')
  })
}

const CODE_BY_STATUS: Readonly<Record<number, string>> = {
  404: 'not_found',
  413: 'body_too_large',
  415: 'media_type_unsupported',
}
