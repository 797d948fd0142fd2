import { Handover, ShiftBrief, ShiftDesk } from '#contract/shift.ts'
import { type Asked, query } from './incidentEndpoints.ts'
import { request } from './request.ts'

export const brief = (asked: Asked) => request(ShiftBrief, 'GET', `/incidents/brief${query(asked)}`)
/** Under /api. */
export const briefPaper = (ending: 'html' | 'pdf' | 'xlsx', asked: Asked): string =>
  `/incidents/brief.${ending}${query(asked)}`
export const shiftDesk = () => request(ShiftDesk, 'GET', '/handovers')
export const handOver = (id: string, note: string) => request(Handover, 'POST', '/handovers', { id, note })
export const takeOver = (id: string) =>
  request(Handover, 'POST', `/handovers/${encodeURIComponent(id)}/takeover`)
