import type { FastifyReply } from 'fastify'
import { sendProblem } from '../plugins/problems.ts'
import type { CaseRejection, CaseRejectionCode } from '../usecases/caseOutcome.ts'

/** Somebody was first, or may not; whatever else is refused is 422, something that cannot be done like this. */
const STATUS_BY_CODE: Partial<Record<CaseRejectionCode, number>> = {
  not_found: 404,
  already_handled: 409,
  already_acknowledged: 409,
  version_unknown: 409,
  matter_changed: 409,
  matter_code_taken: 409,
  photo_type_unknown: 415,
  photo_too_large: 413,
  too_many_uploads: 429,
  already_taken_over: 409,
  not_desk: 403,
  not_street_desk: 403,
  not_holder: 403,
  not_reporting_worker: 403,
  not_called: 403,
  not_clock: 403,
  verifier_is_handler: 403,
  approver_is_requester: 403,
  taker_is_giver: 403,
}

export const sendCaseRejection = (reply: FastifyReply, { code, about }: CaseRejection) =>
  sendProblem(reply, STATUS_BY_CODE[code] ?? 422, code, about && { about: { ...about } })
