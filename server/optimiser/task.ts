import type { AreaCode, Plan } from '#core/plan/plan.ts'
import type { Wish } from '#core/rebalance/problem.ts'
import type { Report } from '#core/rebalance/report.ts'
import type { RestructuringWish } from '#core/rebalance/restructuring.ts'

/** One community to rebalance, as a thread takes it. */
export interface Task {
  /** The portion of the plan that is this community. */
  readonly plan: Plan
  readonly community: AreaCode
  readonly wish: Wish
  readonly seed: number
  readonly rounds: number
  /** For the proof; none where it is 0. */
  readonly seconds: number
  /** Also says what would help where the band cannot be reached, and what is asked besides moves. */
  readonly isThorough: boolean
  /** Left out, moves only. */
  readonly restructuring?: RestructuringWish | undefined
}

/** What is sent to a thread: 1 in `stop` asks it to come to an end. */
export interface Order {
  readonly task: Task
  readonly stop: Int32Array
}

/** What a thread tells: each better answer, the last one as such. */
export type Told =
  | { readonly kind: 'better'; readonly report: Report }
  /** `isSpent`: the thread should not be used again. */
  | { readonly kind: 'last'; readonly report: Report; readonly isSpent: boolean }
  | { readonly kind: 'failed'; readonly complaint: string }
