import type { FastifyReply } from 'fastify'
import { sendProblem } from '../plugins/problems.ts'
import type { CrewRejection, CrewRejectionCode } from '../usecases/crewOutcome.ts'

/** Somebody was first, or may not; whatever else is refused is 422. */
const STATUS_BY_CODE: Partial<Record<CrewRejectionCode, number>> = {
  not_found: 404,
  role_forbids: 403,
  id_taken: 409,
  post_overlaps: 409,
  post_over: 409,
}

export const sendCrewRejection = (reply: FastifyReply, { code, about }: CrewRejection) =>
  sendProblem(reply, STATUS_BY_CODE[code] ?? 422, code, about && { about: { ...about } })
