import type { IncidentRefusalCode } from '#core/incident/decideAction.ts'
import type { AdmissionRefusalCode } from '#core/incident/matters.ts'
import type { ReportRefusalCode } from '#core/incident/reports.ts'
import type { ReturnRefusalCode } from '#core/incident/returned.ts'
import type { PhotoRefusalCode } from '#core/photo/photo.ts'
import type { Outcome, Rejection } from './outcome.ts'

/** Why something was not done with a case, a report or a matter. The code is the key of its words on screen. */
export type CaseRejectionCode =
  | 'not_found'
  | IncidentRefusalCode
  | ReportRefusalCode
  | ReturnRefusalCode
  | AdmissionRefusalCode
  | 'idempotency_key_reused'
  | 'external_id_taken'
  | 'holder_unknown'
  | 'matter_changed'
  | 'matter_code_taken'
  | PhotoRefusalCode
  | 'photo_unknown'
  | 'too_many_photos'
  | 'too_many_uploads'
  | 'period_in_future'
  | 'already_taken_over'
  | 'taker_is_giver'

export type CaseRejection = Rejection<CaseRejectionCode>
export type CaseOutcome<T> = Outcome<T, CaseRejectionCode>
