import type { PlanKind, PlanSummary } from '#contract/plan.ts'
import * as api from '../api/endpoints.ts'
import { useAtlas } from '../state/atlas.ts'
import { useSay } from '../state/preferences.ts'
import { mayPlan, mayPropose, useSession } from '../state/session.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { Failed } from '../ui/failed.tsx'
import { Icon } from '../ui/icons.tsx'
import { Button, Empty, Menu, Skeleton } from '../ui/parts.tsx'
import { shortAreaName } from '../words/areas.ts'
import { dayOf } from '../words/days.ts'
import { liaison, planKindWords } from '../words/liaison.ts'
import { review } from '../words/review.ts'
import { screen } from '../words/screen.ts'
import { statusWords } from '../words/signing.ts'
import { newPlanName, useStart } from './useStart.ts'
import { VariantTick } from './variantTick.tsx'

/** Every plan in the person's scope, newest first, to open again. */
export const PlanList = ({ onOpen }: { onOpen(id: string): void }) => {
  const say = useSay()
  return (
    <Menu
      label={say(screen.plans)}
      className="floating plan-list"
      trigger={
        <>
          <Icon name="folder" />
          <span>{say(screen.plans)}</span>
          <Icon name="down" />
        </>
      }
    >
      {(close) => (
        <>
          <NewPlans onDone={close} />
          <Plans
            onOpen={(id) => {
              close()
              onOpen(id)
            }}
          />
        </>
      )}
    </Menu>
  )
}

/** A plan for the area that is looked at: the community of the selected grid, its street, what the scope shows. */
const NewPlans = ({ onDone }: { onDone(): void }) => {
  const say = useSay()
  const { session, settings } = useSession()
  const { areas, within, selected, features } = useAtlas()
  const { isStarting, start } = useStart()
  if (!mayPropose(session)) return null
  const kind: PlanKind = mayPlan(session) ? 'grids' : 'beats'
  const community = features.find(({ properties }) => properties.id === selected)?.properties.community
  const codes = [community, community?.slice(0, 9), within]
  const offered = areas.filter(
    ({ code, level }) =>
      level !== 'district' && codes.includes(code) && code.startsWith(session?.scope ?? ''),
  )
  const begin = async (code: string, name: string) => {
    await start(async () => {
      const plans = await api.plans(code)
      if (!plans.ok) return plans
      const planName = newPlanName(name, settings?.timeZone ?? 'Asia/Shanghai', plans.value)
      return api.startPlan(planName, code, kind)
    })
    onDone()
  }
  if (offered.length === 0) return null
  return (
    <fieldset className="new-plans" disabled={isStarting}>
      <legend>{say(kind === 'beats' ? liaison.newBeatPlan : review.newPlan)}</legend>
      {offered.map(({ code, name }) => (
        <Button
          key={code}
          tone="quiet"
          onClick={() => begin(code, name)}
          data-testid="new-plan"
          data-area={code}
        >
          <Icon name="plus" />
          {say(review.newPlanFor, { area: shortAreaName(name) })}
        </Button>
      ))}
    </fieldset>
  )
}

const Plans = ({ onOpen }: { onOpen(id: string): void }) => {
  const say = useSay()
  const { session, settings } = useSession()
  const scope = session?.scope ?? ''
  const timeZone = settings?.timeZone ?? 'Asia/Shanghai'
  const answer = useAnswer(scope, () => api.plans(scope))
  if (answer.status === 'loading') return <Skeleton lines={3} label={say(screen.loading)} />
  if (answer.status === 'failed') return <Failed failure={answer.failure} onRetry={answer.retry} />
  if (answer.value.length === 0) return <Empty>{say(screen.noPlans)}</Empty>
  return [...answer.value]
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
    .map((plan) => <PlanRow key={plan.id} plan={plan} timeZone={timeZone} onOpen={onOpen} />)
}

interface PlanRowProps {
  readonly plan: PlanSummary
  readonly timeZone: string
  onOpen(id: string): void
}

const PlanRow = ({ plan, timeZone, onOpen }: PlanRowProps) => {
  const say = useSay()
  const { id, name, kind, status, createdByName, createdAt } = plan
  const isUnderWay = status === 'draft' || status === 'submitted'
  return (
    <div className="plan-row">
      {isUnderWay ? <VariantTick plan={plan} /> : <span className="variant-tick-none" />}
      <button
        type="button"
        className="menu-item plan-item"
        data-testid="plan-item"
        onClick={() => onOpen(id)}
      >
        <span>
          <b>{name}</b>
          <small>
            {say(screen.planBy, {
              user: createdByName,
              day: dayOf(createdAt, timeZone),
            })}
          </small>
        </span>
        {kind !== 'grids' && <span className="status status-kind">{say(planKindWords[kind])}</span>}
        <span className={`status status-${status}`}>{say(statusWords(plan))}</span>
      </button>
    </div>
  )
}
