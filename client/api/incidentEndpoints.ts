import { z } from 'zod'
import { Camera } from '#contract/camera.ts'
import {
  CaseCandidate,
  CaseDetail,
  CasePage,
  CaseReporter,
  CaseSummary,
  FiguresAnswer,
  HeatAnswer,
  type IncidentReport,
} from '#contract/incident.ts'
import { request } from './request.ts'

const of = encodeURIComponent

/** What a list may be asked for; several of a kind in a list, what is empty or null is not asked. */
export type Asked = Readonly<Record<string, string | readonly string[] | null>>

export const query = (asked: Asked): string => {
  const kept = Object.entries(asked).flatMap(([name, value]): [string, string][] => {
    const text = typeof value === 'string' ? value : (value ?? []).join(',')
    return text === '' ? [] : [[name, text]]
  })
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : ''
}

export const cases = (asked: Asked) => request(CasePage, 'GET', `/incidents${query(asked)}`)
export const caseDetail = (id: string) => request(CaseDetail, 'GET', `/incidents/${of(id)}`)
/** The action and what it needs: the server checks both. */
export const actOnCase = (id: string, act: Readonly<Record<string, unknown>>) =>
  request(CaseDetail, 'POST', `/incidents/${of(id)}/actions`, act)
export const candidates = (id: string) =>
  request(z.array(CaseCandidate), 'GET', `/incidents/${of(id)}/candidates`)
/** The nearest first. */
export const camerasNear = (place: readonly [number, number], metres: number) =>
  request(z.array(Camera), 'GET', `/cameras${query({ near: place.join(), metres: String(metres) })}`)
/** Every look is recorded. */
export const reporterOf = (id: string) => request(CaseReporter, 'GET', `/incidents/${of(id)}/reporter`)
export type ReportSent = z.input<typeof IncidentReport>
/** The same report under the same key is one case, however often it is sent. */
export const reportIncident = (report: ReportSent, key: string) =>
  request(CaseSummary, 'POST', '/incidents', report, { 'idempotency-key': key })
export const heat = (asked: Asked) => request(HeatAnswer, 'GET', `/incidents/heat${query(asked)}`)
export const figures = (asked: Asked) => request(FiguresAnswer, 'GET', `/incidents/figures${query(asked)}`)
