import type { AreaCode, Plan } from '#core/plan/plan.ts'
import type { Wish } from '#core/rebalance/problem.ts'
import type { Report } from '#core/rebalance/report.ts'
import type { RestructuringWish } from '#core/rebalance/restructuring.ts'

/** What is asked of the optimiser: some communities of one plan. */
export interface Asked {
  readonly user: string
  readonly plan: string
  readonly revision: number
  readonly draft: Plan
  /** In the order in which they are taken. */
  readonly communities: readonly { readonly code: AreaCode; readonly name: string }[]
  readonly wish: Wish
  /** Left out, moves only. */
  readonly restructuring?: RestructuringWish | undefined
  readonly seed: number
  /** For the proof of each community. */
  readonly seconds: number
}

/** Where a job stands. */
export interface Job extends Omit<Asked, 'draft' | 'communities'> {
  readonly id: string
  readonly state: 'running' | 'done' | 'cancelled' | 'failed'
  /** Counts up with every change. */
  readonly step: number
  /** The newest revision of the plan that was heard of: when it is not the one asked for, the job is stale. */
  readonly planRevision: number
  readonly elapsedMs: number
  readonly communities: readonly CommunityWork[]
}

export interface CommunityWork {
  readonly code: AreaCode
  readonly name: string
  readonly state: 'waiting' | 'working' | 'done' | 'failed'
  /** The job's step at which this last changed. */
  readonly step: number
  /** The best so far; null before the first answer. */
  readonly report: Report | null
}
