import { z } from 'zod'
import { Area, BuildingSummary, FoundBuilding, GridFeatures, GridVersion } from '#contract/area.ts'
import { PlanComparison } from '#contract/compare.ts'
import { BuildingVersion, Publication } from '#contract/history.ts'
import {
  CommandAnswer,
  type CommandRequest,
  PlanDetail,
  PlanDocument,
  PlanGridFeatures,
  type PlanKind,
  PlanSummary,
  type PlanWords,
} from '#contract/plan.ts'
import { type NewPlanComment, PlanComment } from '#contract/planComment.ts'
import { RebaseAnswer, StartedPlan } from '#contract/planLife.ts'
import { RebalanceJob, type RebalanceRequest } from '#contract/rebalance.ts'
import { Session } from '#contract/session.ts'
import { Settings, type Setup } from '#contract/settings.ts'
import { request } from './request.ts'

const of = encodeURIComponent
const query = (entries: Readonly<Record<string, string | null>>): string => {
  const kept = Object.entries(entries).filter((entry): entry is [string, string] => entry[1] !== null)
  return kept.length ? `?${new URLSearchParams(kept)}` : ''
}

/** What is only sent may be read only. */
type Sent<T> = T extends object ? { readonly [K in keyof T]: Sent<T[K]> } : T

export const settings = () => request(Settings, 'GET', '/settings')
export const setUp = (account: z.infer<typeof Setup>) => request(z.unknown(), 'POST', '/setup', account)
export const session = () => request(Session, 'GET', '/session')
export const signIn = (user: string, password: string) =>
  request(Session, 'POST', '/session', { user, password })
export const signOut = () => request(z.unknown(), 'DELETE', '/session')

export const areas = () => request(z.array(Area), 'GET', '/areas')
export const gridFeatures = (within: string, asOf: string | null) =>
  request(GridFeatures, 'GET', `/grids.geojson${query({ within, asOf })}`)
export const buildingsOf = (grid: string, asOf: string | null) =>
  request(z.array(BuildingSummary), 'GET', `/grids/${of(grid)}/buildings${query({ asOf })}`)
export const buildingsNamed = (name: string, within: string) =>
  request(z.array(FoundBuilding), 'GET', `/buildings${query({ name, within })}`)
export const historyOf = (grid: string) => request(z.array(GridVersion), 'GET', `/grids/${of(grid)}/history`)
export const historyOfBuilding = (building: string) =>
  request(z.array(BuildingVersion), 'GET', `/buildings/${of(building)}/history`)
export const publications = (within: string) =>
  request(z.array(Publication), 'GET', `/publications${query({ within })}`)

export const plans = (within: string) => request(z.array(PlanSummary), 'GET', `/plans${query({ within })}`)
export const startPlan = (name: string, within: string, kind: PlanKind = 'grids', reason = '') =>
  request(StartedPlan, 'POST', '/plans', { name, within, kind, reason })
/** A new plan that makes an area again what it was. */
export const restorePlan = (name: string, within: string, asOf: string) =>
  request(StartedPlan, 'POST', '/plans/restore', { name, within, asOf })
export const planDocument = (id: string) => request(PlanDocument, 'GET', `/plans/${of(id)}/document`)
export const planGrids = (id: string) => request(PlanGridFeatures, 'GET', `/plans/${of(id)}/grids.geojson`)
export const planSummary = (id: string) => request(PlanSummary, 'GET', `/plans/${of(id)}`)
export const performCommand = (
  id: string,
  expectedRevision: number,
  command: Sent<z.input<typeof CommandRequest>['command']>,
) => request(CommandAnswer, 'POST', `/plans/${of(id)}/commands`, { expectedRevision, command })
/** Another name or reason for a draft. */
export const wordPlan = (id: string, words: PlanWords) =>
  request(PlanDetail, 'PATCH', `/plans/${of(id)}`, words)
export const stepBack = (id: string, expectedRevision: number) =>
  request(CommandAnswer, 'POST', `/plans/${of(id)}/undo`, { expectedRevision })
export const stepForward = (id: string, expectedRevision: number) =>
  request(CommandAnswer, 'POST', `/plans/${of(id)}/redo`, { expectedRevision })
export const rebasePlan = (id: string, expectedRevision: number) =>
  request(RebaseAnswer, 'POST', `/plans/${of(id)}/rebase`, { expectedRevision })
export const rebalance = (id: string, wish: Sent<z.input<typeof RebalanceRequest>>) =>
  request(RebalanceJob, 'POST', `/plans/${of(id)}/rebalance`, wish)
/** A rebalance: only communities that changed after that step. */
export const rebalanceJob = (job: string, after: number) =>
  request(RebalanceJob, 'GET', `/jobs/${of(job)}${query({ after: String(after) })}`)
export const cancelRebalance = (job: string) => request(RebalanceJob, 'DELETE', `/jobs/${of(job)}`)
export const comparePlan = (id: string, other: string) =>
  request(PlanComparison, 'GET', `/plans/${of(id)}/compare${query({ with: other })}`)
export const commentsOn = (id: string) => request(z.array(PlanComment), 'GET', `/plans/${of(id)}/comments`)
export const commentPlan = (id: string, comment: NewPlanComment) =>
  request(PlanComment, 'POST', `/plans/${of(id)}/comments`, comment)
export const resolveComment = (id: string, comment: string) =>
  request(PlanComment, 'POST', `/plans/${of(id)}/comments/${of(comment)}/resolve`, {})
export const submitPlan = (id: string) => request(PlanSummary, 'POST', `/plans/${of(id)}/submit`, {})
export const signPlan = (id: string) => request(PlanSummary, 'POST', `/plans/${of(id)}/sign`, {})
export const publishPlan = (id: string, effectiveOn: string) =>
  request(PlanSummary, 'POST', `/plans/${of(id)}/publish`, { effectiveOn })
export const withdrawPlan = (id: string) => request(PlanSummary, 'POST', `/plans/${of(id)}/withdraw`, {})
