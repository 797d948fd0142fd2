import type { PlanDocument, PlanSummary } from '#contract/plan.ts'
import type { RebaseAnswer } from '#contract/planLife.ts'
import * as api from '../api/endpoints.ts'
import type { Answer } from '../api/request.ts'
import { type DraftView, namesIn } from '../editor/draft.ts'
import { problemSpoken } from '../words/problems.ts'
import { stepWords } from '../words/steps.ts'
import type { Words } from '../words/words.ts'
import { kept } from './kept.ts'
import type { Errand, Saved } from './outbox.ts'

/** The steps of a plan's life after editing. */
export type Act = 'submit' | 'sign' | 'publish' | 'withdraw'

export const actRequests: Record<Act, (id: string, day: string) => Promise<Answer<PlanSummary>>> = {
  submit: api.submitPlan,
  sign: api.signPlan,
  publish: api.publishPlan,
  withdraw: api.withdrawPlan,
}

export const postErrand = (id: string, errand: Errand, revision: number): Promise<Answer<Saved>> => {
  if (errand.kind === 'command') return api.performCommand(id, revision, errand.command)
  if (errand.kind === 'words') return api.wordPlan(id, { ...errand.words, expectedRevision: revision })
  return errand.kind === 'undo' ? api.stepBack(id, revision) : api.stepForward(id, revision)
}

export const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** What became of the steps when a plan was put on the newest grids. */
export interface Rebased {
  readonly kept: number
  readonly dropped: readonly { readonly step: ReturnType<typeof stepWords>; readonly why: Words }[]
}

/** In the words of the view that the steps were made in: what they name may be gone now. */
export const rebasedOf = ({ kept, dropped }: RebaseAnswer, view: DraftView): Rebased => {
  const names = namesIn(view)
  return {
    kept,
    dropped: dropped.map(({ command, code }) => ({
      step: stepWords(command, (id) => names.get(id) ?? '…'),
      why: problemSpoken(code),
    })),
  }
}

/** Asks until there is a final answer, or `isWanted` says that nobody waits for it any more. */
export const loadedDocument = async (id: string, isWanted: () => boolean): Promise<Answer<PlanDocument>> => {
  for (let pause = 1_000; ; pause = Math.min(15_000, pause * 2)) {
    const answer = await api.planDocument(id)
    if (answer.ok || answer.failure.status >= 400 || !isWanted()) return answer
    await wait(pause)
  }
}

const isErrand = (value: unknown): value is Errand =>
  typeof value === 'object' && value !== null && 'id' in value && 'kind' in value

/** What is not saved yet, per plan, where the next page finds it, and the revision that the first of it is for. */
export const pending = {
  keep: (id: string, errands: readonly Errand[], revision: number) =>
    kept.write(`pending.${id}`, errands.length ? { errands, revision } : null),
  of(id: string): { readonly errands: Errand[]; readonly revision: number | null } {
    const value: unknown = kept.read(`pending.${id}`)
    const { errands, revision } = Array.isArray(value) ? { errands: value, revision: null } : Object(value)
    return {
      errands: Array.isArray(errands) ? errands.filter(isErrand) : [],
      revision: typeof revision === 'number' ? revision : null,
    }
  },
}
