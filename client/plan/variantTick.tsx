import type { PlanSummary } from '#contract/plan.ts'
import { usePlanning } from '../state/planning.ts'
import { useSay } from '../state/preferences.ts'
import { mayJoin, useVariants } from '../state/variants.ts'
import { review } from '../words/review.ts'

/** A box that lays a plan over the map, beside others of its scope. */
export const VariantTick = ({ plan }: { plan: PlanSummary }) => {
  const say = useSay()
  const { variants, awaited, toggle } = useVariants()
  const openPlan = usePlanning((state) => state.summary)
  const others = [...variants.map((variant) => variant.plan), ...awaited]
  const isOn = others.some(({ id }) => id === plan.id)
  return (
    <input
      type="checkbox"
      className="variant-tick"
      aria-label={say(review.layOver, { name: plan.name })}
      title={say(review.layOverTip)}
      checked={isOn}
      disabled={!isOn && !mayJoin(plan, others, openPlan)}
      data-testid="variant-tick"
      onChange={() => toggle(plan)}
    />
  )
}
