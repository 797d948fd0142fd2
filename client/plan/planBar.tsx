import { useState } from 'react'
import type { PlanSummary } from '#contract/plan.ts'
import type { Band } from '#core/plan/plan.ts'
import { startPlan } from '../api/endpoints.ts'
import type { DraftView } from '../editor/draft.ts'
import { useIsEditable, usePlanning } from '../state/planning.ts'
import type { UnseenStep } from '../state/replay.ts'
import { mayEdit, mayPlan, useSession } from '../state/session.ts'
import { Calendar } from '../ui/calendar.tsx'
import { Icon } from '../ui/icons.tsx'
import { PaperMenu } from '../ui/paperMenu.tsx'
import { Button, IconButton, Menu } from '../ui/parts.tsx'
import { dayIn, dayOf, latest } from '../words/days.ts'
import { liaison, planKindWords } from '../words/liaison.ts'
import { review } from '../words/review.ts'
import { screen } from '../words/screen.ts'
import { statusWords } from '../words/signing.ts'
import { CommentsButton } from './comments.tsx'
import { Comparison } from './comparison.tsx'
import { noticePapers } from './papers.ts'
import { PlanTitle } from './planWords.tsx'
import { RebalanceButton } from './rebalance.tsx'
import { Awaited, Sign, Signatures, useNextStep } from './signing.tsx'
import { Submit } from './submit.tsx'
import { useLayerSay } from './useLayerSay.ts'
import { useStart } from './useStart.ts'

const savingWords = {
  saved: screen.saved,
  saving: screen.saving,
  retrying: screen.retrying,
  signedOut: screen.signedOutSaving,
} as const

interface PlanBarProps {
  readonly summary: PlanSummary
  readonly view: DraftView
  readonly band: Band
  readonly isMac: boolean
  onLeave(): void
}

/** The plan's name and state, undo and redo, and the steps that lead to its publication. */
export const PlanBar = ({ summary, view, band, isMac, onLeave }: PlanBarProps) => {
  const say = useLayerSay()
  const { canUndo, canRedo, undo, redo } = usePlanning()
  const session = useSession((state) => state.session)
  const isEditable = useIsEditable()
  const command = isMac ? '⌘' : 'Ctrl '
  return (
    <section
      className="plan-bar"
      aria-label={summary.name}
      data-testid="plan-bar"
      data-status={summary.status}
    >
      <IconButton label={say(screen.leavePlan)} className="tip-up tip-start" onClick={onLeave}>
        <Icon name="back" />
      </IconButton>
      <PlanTitle summary={summary} isEditable={isEditable} />
      {summary.kind !== 'grids' && (
        <span className="status status-kind" data-testid="plan-kind" data-kind={summary.kind}>
          {say(planKindWords[summary.kind])}
        </span>
      )}
      <span className={`status status-${summary.status}`} data-testid="plan-status">
        {say(statusWords(summary))}
      </span>
      {isEditable && (
        <>
          <span className="plan-steps">
            <IconButton
              label={say(screen.undo)}
              hint={`${command}Z`}
              className="tip-up"
              disabled={!canUndo}
              onClick={undo}
              data-testid="undo"
            >
              <Icon name="undo" />
            </IconButton>
            <IconButton
              label={say(screen.redo)}
              hint={isMac ? '⇧⌘Z' : 'Ctrl Shift Z'}
              className="tip-up"
              disabled={!canRedo}
              onClick={redo}
              data-testid="redo"
            >
              <Icon name="redo" />
            </IconButton>
          </span>
          <Saving />
        </>
      )}
      <Signatures summary={summary} />
      <span className="plan-acts">
        {isEditable && mayPlan(session) && view.layer === 'grids' && <RebalanceButton band={band} />}
        <CommentsButton />
        {summary.status !== 'withdrawn' && (
          <PaperMenu label={say(review.papers)} papers={noticePapers(summary.id)} className="menu-up" />
        )}
        <Comparison summary={summary} />
        {mayEdit(session, summary.kind) ? (
          <Acts summary={summary} view={view} />
        ) : (
          <span className="card-note">
            {say(summary.kind === 'beats' && mayPlan(session) ? liaison.policeOnly : screen.mayLookOnly)}
          </span>
        )}
      </span>
    </section>
  )
}

/** Whether everything is saved; what is undone beyond what this page can show is counted until it is. */
const Saving = () => {
  const say = useLayerSay()
  const { saving, unseen, resume } = usePlanning()
  const isHeldUp = saving === 'retrying' || saving === 'signedOut'
  const count = (kind: UnseenStep) => unseen.filter((one) => one === kind).length
  const [undos, redos] = [count('undo'), count('redo')]
  const waiting = [
    undos > 0 && say(review.undoUnseen, { count: undos }),
    redos > 0 && say(review.redoUnseen, { count: redos }),
  ].filter(Boolean)
  const isUnseen = isHeldUp && waiting.length > 0
  return (
    <span
      className={`saving saving-${saving}`}
      role="status"
      title={isUnseen ? say(review.unseenTip) : undefined}
      data-testid="saving"
      data-state={saving}
    >
      <Icon name={saving === 'saved' ? 'check' : 'cloud'} />
      {isUnseen ? waiting.join(' · ') : say(savingWords[saving])}
      {saving === 'retrying' && (
        <Button tone="quiet" onClick={resume}>
          {say(screen.retry)}
        </Button>
      )}
    </span>
  )
}

const Acts = ({ summary, view }: { summary: PlanSummary; view: DraftView }) => {
  const say = useLayerSay()
  const next = useNextStep(summary)
  const errors = view.findings.filter(({ severity }) => severity === 'error').length
  const hasChanges = view.sides.grids || view.sides.beats
  const canEnd = summary.status === 'draft' || summary.status === 'submitted'
  return (
    <>
      {summary.status === 'draft' && (
        <>
          {errors > 0 && <span className="plan-note">{say(screen.errorsBlock, { count: errors })}</span>}
          {!hasChanges && <span className="plan-note">{say(screen.nothingToSubmit)}</span>}
        </>
      )}
      {canEnd && <Withdraw isDraft={summary.status === 'draft'} />}
      {summary.status === 'draft' && (
        <Submit summary={summary} isDisabled={errors > 0 || !hasChanges || !summary.baseCurrent} />
      )}
      {summary.status === 'submitted' && next === 'sign' && <Sign summary={summary} />}
      {summary.status === 'submitted' && next === 'publish' && <Publish summary={summary} />}
      {summary.status === 'submitted' && next === 'wait' && <Awaited summary={summary} />}
      {summary.status === 'withdrawn' && <StartOver summary={summary} />}
    </>
  )
}

/** A submitted plan goes back to its author; a draft is given up for good, and says so first. */
const Withdraw = ({ isDraft }: { isDraft: boolean }) => {
  const say = useLayerSay()
  const label = say(isDraft ? screen.giveUp : screen.takeBack)
  const { act, acting } = usePlanning()
  return (
    <Menu label={label} align="end" className="menu-up" trigger={label}>
      {(close) => (
        <div className="ask">
          <p>{say(isDraft ? screen.giveUpAsk : screen.takeBackAsk)}</p>
          <Button
            busy={acting === 'withdraw'}
            data-testid="withdraw"
            onClick={async () => {
              await act('withdraw')
              close()
            }}
          >
            {label}
          </Button>
        </div>
      )}
    </Menu>
  )
}

/** Chooses the day and says what publishing means, before it is done. */
const Publish = ({ summary }: { summary: PlanSummary }) => {
  const say = useLayerSay()
  const { act, acting } = usePlanning()
  const timeZone = useSession((state) => state.settings?.timeZone ?? 'Asia/Shanghai')
  const today = dayIn(new Date(), timeZone)
  const earliest = latest(today, summary.publishedFrom ? dayOf(summary.publishedFrom, timeZone) : today)
  const [picked, setDay] = useState(earliest)
  const day = latest(picked, earliest)
  return (
    <Menu
      label={say(screen.publish)}
      align="end"
      className="menu-up publish"
      trigger={
        <span className="button button-main" data-testid="publish">
          <Icon name="seal" />
          {say(screen.publish)}
        </span>
      }
    >
      {(close) => (
        <div className="publish-panel">
          <h3>{say(screen.effectiveOn)}</h3>
          <Calendar value={day} today={today} min={earliest} onPick={setDay} />
          <p>
            {say(day === today ? screen.publishNow : screen.publishOn, { day, name: summary.name })}
            {earliest > today && ` ${say(screen.publishEarliest, { day: earliest })}`}
          </p>
          <p className="plan-note">{say(screen.publishForGood)}</p>
          <Button
            tone="main"
            busy={acting === 'publish'}
            disabled={acting !== null || !summary.baseCurrent}
            data-testid="publish-confirm"
            onClick={async () => {
              await act('publish', day)
              close()
            }}
          >
            <Icon name="seal" />
            {say(day === today ? screen.confirmPublish : screen.confirmPublishOn, { day })}
          </Button>
        </div>
      )}
    </Menu>
  )
}

/** A plan that was given up can be begun anew, over what is published now. */
const StartOver = ({ summary }: { summary: PlanSummary }) => {
  const { isStarting, start } = useStart()
  const say = useLayerSay()
  return (
    <Button
      tone="main"
      busy={isStarting}
      data-testid="start-over"
      onClick={() => start(() => startPlan(summary.name, summary.within, summary.kind))}
    >
      {say(screen.startOver)}
    </Button>
  )
}
