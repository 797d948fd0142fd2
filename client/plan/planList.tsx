import type { PlanSummary } from '#contract/plan.ts'
import * as api from '../api/endpoints.ts'
import { useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { Icon } from '../ui/icons.tsx'
import { Empty, Menu, Skeleton } from '../ui/parts.tsx'
import { dayOf } from '../words/days.ts'
import { screen } from '../words/screen.ts'
import { statusWords } from '../words/signing.ts'
import { Failed } from './failed.tsx'
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
        <Plans
          onOpen={(id) => {
            close()
            onOpen(id)
          }}
        />
      )}
    </Menu>
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
  const { id, name, status, createdBy, createdAt } = plan
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
              user: createdBy,
              day: dayOf(createdAt, timeZone),
            })}
          </small>
        </span>
        <span className={`status status-${status}`}>{say(statusWords(plan))}</span>
      </button>
    </div>
  )
}
