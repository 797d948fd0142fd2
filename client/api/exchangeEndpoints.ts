import { ExchangeFigures, ExchangePage, type ReturnedMatter } from '#contract/exchange.ts'
import { CaseSummary } from '#contract/incident.ts'
import { JointReport } from '#contract/jointReport.ts'
import { type Asked, query } from './incidentEndpoints.ts'
import { request } from './request.ts'

export const exchange = (asked: Asked) => request(ExchangePage, 'GET', `/exchange${query(asked)}`)
export const exchangeFigures = (asked: Asked) =>
  request(ExchangeFigures, 'GET', `/exchange/figures${query(asked)}`)
export const returnMatter = (matter: ReturnedMatter) =>
  request(CaseSummary, 'POST', '/exchange/returns', matter)
export const jointReport = (month: string, within: string) =>
  request(JointReport, 'GET', `/exchange/report${query({ month, within })}`)
/** Under /api. */
export const jointPaper = (ending: 'html' | 'pdf' | 'xlsx', month: string, within: string): string =>
  `/exchange/report.${ending}${query({ month, within })}`
