import type { PlanDocument } from '#contract/plan.ts'
import type { Command } from '#core/plan/commands.ts'
import type { DraftView, Layer, Outcome, Outlook } from './draft.ts'

/** Every question to the worker, and what it answers. */
export interface Questions {
  open: { ask: PlanDocument; answer: DraftView }
  show: { ask: Layer; answer: DraftView }
  perform: { ask: Command; answer: Outcome }
  undo: { ask: null; answer: DraftView | null }
  redo: { ask: null; answer: DraftView | null }
  outlook: { ask: readonly Command[]; answer: Outlook }
}
export type Question = { [K in keyof Questions]: { kind: K; ask: Questions[K]['ask'] } }[keyof Questions]
export type ToWorker = Question & { number: number }
export type FromWorker =
  | { ready: true }
  | { number: number; answer: Questions[keyof Questions]['answer'] }
  | { number: number; error: string }
