import type { z } from 'zod'
import { create } from 'zustand'
import type { GridFeatures } from '#contract/area.ts'
import type { PlanComparison } from '#contract/compare.ts'
import type { PlanGridFeatures, PlanSummary } from '#contract/plan.ts'
import * as api from '../api/endpoints.ts'
import type { Answer, Failure } from '../api/request.ts'
import { problemSpoken } from '../words/problems.ts'
import { notify } from './notices.ts'

export const MOST_VARIANTS = 3

/** A plan that lies over the map beside others. */
interface Variant {
  readonly plan: PlanSummary
  /** Its colour and dash: 0, 1 or 2. It keeps them while others come and go. */
  readonly look: number
  readonly grids: z.infer<typeof PlanGridFeatures>['features']
  /** With what is published. */
  readonly comparison: PlanComparison
}

interface Variants {
  /** In the order in which they were ticked; all of one scope. */
  readonly variants: readonly Variant[]
  /** Ticked, and still on the way. */
  readonly awaited: readonly PlanSummary[]
  /** What is published in their scope, perhaps for a day to come: what plans stand on. */
  readonly published: GridFeatures['features']
  toggle(plan: PlanSummary): Promise<void>
}

/** The first look that nobody has. */
export const freeLook = (taken: readonly number[]): number =>
  Array.from({ length: MOST_VARIANTS }, (_, look) => look).find((look) => !taken.includes(look)) ?? 0

/**
 * Whether a plan may be laid beside those that are: under way, of the same scope as they and as the open plan, which
 * lies on the map already; and not too many.
 */
export const mayJoin = (
  plan: Pick<PlanSummary, 'id' | 'within' | 'status'>,
  others: readonly Pick<PlanSummary, 'within'>[],
  openPlan: Pick<PlanSummary, 'id' | 'within'> | null,
): boolean =>
  (plan.status === 'draft' || plan.status === 'submitted') &&
  others.length < MOST_VARIANTS &&
  others.every(({ within }) => within === plan.within) &&
  (openPlan === null || (plan.id !== openPlan.id && plan.within === openPlan.within))

/** Basic grids outside the band. */
export const outOfBand = (
  grids: readonly { readonly type: 'basic' | 'exclusive'; readonly band: string }[],
): number => grids.filter(({ type, band }) => type === 'basic' && band !== 'in').length

/** When what plans stand on holds: now, unless it takes effect on a day to come. */
const publishedUnder = ({ publishedFrom }: PlanSummary): string | null =>
  publishedFrom !== null && Date.parse(publishedFrom) > Date.now() ? publishedFrom : null

export const useVariants = create<Variants>()((set, state) => ({
  variants: [],
  awaited: [],
  published: [],
  async toggle(plan) {
    const { variants, awaited } = state()
    const isOther = ({ id }: PlanSummary) => id !== plan.id
    if (!awaited.every(isOther)) return
    const others = variants.filter((variant) => isOther(variant.plan))
    if (others.length < variants.length) return set({ variants: others })
    set({ awaited: [...awaited, plan] })
    const [grids, comparison, published] = await Promise.all([
      api.planGrids(plan.id),
      api.comparePlan(plan.id, 'published'),
      api.gridFeatures(plan.within, publishedUnder(plan)),
    ])
    set({ awaited: state().awaited.filter(isOther) })
    const failure = failureOf(grids) ?? failureOf(comparison) ?? failureOf(published)
    if (failure) notify('bad', problemSpoken(failure.code))
    if (!grids.ok || !comparison.ok || !published.ok) return
    const known = state().variants
    const look = freeLook(known.map(({ look }) => look))
    set({
      published: published.value.features,
      variants: [...known, { plan, look, grids: grids.value.features, comparison: comparison.value }],
    })
  },
}))

const failureOf = (answer: Answer<unknown>): Failure | null => (answer.ok ? null : answer.failure)
