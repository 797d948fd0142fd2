import type { PlanSummary } from '#contract/plan.ts'
import { usePlanning } from '../state/planning.ts'
import { mayEdit, useSession } from '../state/session.ts'
import { Icon } from '../ui/icons.tsx'
import { Button, IconButton } from '../ui/parts.tsx'
import { dayOf } from '../words/days.ts'
import { screen } from '../words/screen.ts'
import { useLayerSay } from './useLayerSay.ts'

/** What the plan stands on, wherever that needs a word: it moved, it is still to come, or the plan was put on it anew. */
export const BaseBanner = ({ summary }: { summary: PlanSummary }) => {
  const say = useLayerSay()
  const { rebase, rebased, dismissRebased, acting } = usePlanning()
  const { session, settings } = useSession()
  const isOpen = summary.status === 'draft' || summary.status === 'submitted'
  if (isOpen && !summary.baseCurrent)
    return (
      <section className="base-banner" role="status" data-testid="base-moved">
        <Icon name="alert" />
        <p>{say(summary.status === 'draft' ? screen.baseMoved : screen.baseMovedSubmitted)}</p>
        {summary.status === 'draft' && mayEdit(session, summary.kind) && (
          <Button busy={acting === 'rebase'} disabled={acting !== null} onClick={rebase} data-testid="rebase">
            {say(screen.rebase)}
          </Button>
        )}
      </section>
    )
  if (rebased) {
    const { kept, dropped } = rebased
    return (
      <section className="base-banner" role="status" data-testid="rebased">
        <Icon name={dropped.length ? 'alert' : 'check'} />
        <div>
          <p>
            {say(dropped.length ? screen.rebasedPartly : screen.rebased, { kept, dropped: dropped.length })}
          </p>
          <ol>
            {dropped.map(({ step, why }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
              <li key={i}>{say(screen.stepWhy, { step: say(step.words, step.fill), why: say(why) })}</li>
            ))}
          </ol>
        </div>
        <IconButton label={say(screen.close)} className="tip-left" onClick={dismissRebased}>
          <Icon name="close" />
        </IconButton>
      </section>
    )
  }
  const { publishedFrom } = summary
  if (!isOpen || publishedFrom === null || Date.parse(publishedFrom) <= Date.now()) return null
  return (
    <section className="base-banner" role="status" data-testid="base-scheduled">
      <Icon name="calendar" />
      <p>{say(screen.baseScheduled, { day: dayOf(publishedFrom, settings?.timeZone ?? 'Asia/Shanghai') })}</p>
    </section>
  )
}
