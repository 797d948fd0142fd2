import type { PlanSummary } from '#contract/plan.ts'
import { usePlanning } from '../state/planning.ts'
import { useSay } from '../state/preferences.ts'
import { Icon } from '../ui/icons.tsx'
import { Menu } from '../ui/parts.tsx'
import { wording } from '../words/wording.ts'
import { useTyped } from './useTyped.ts'

const LONGEST_NAME = 100
const LONGEST_REASON = 2000

interface PlanTitleProps {
  readonly summary: PlanSummary
  readonly isEditable: boolean
}

/** What the plan is called; it opens on why it is made, to read or to write. */
export const PlanTitle = ({ summary, isEditable }: PlanTitleProps) => {
  const say = useSay()
  const { word } = usePlanning.getState()
  return (
    <Menu
      label={`${summary.name} · ${say(wording.reason)}`}
      className="menu-up plan-title"
      trigger={
        <>
          <h2>{summary.name}</h2>
          <Icon name={isEditable ? 'pen' : 'down'} />
        </>
      }
    >
      {() =>
        isEditable ? (
          <div className="plan-words">
            <Name summary={summary} />
            <ReasonField reason={summary.reason} onSay={(reason) => word({ reason })} />
            <p className="plan-note">{say(wording.note)}</p>
          </div>
        ) : (
          <div className="plan-words">
            <b>{say(wording.reason)}</b>
            <p data-testid="plan-reason-read">{summary.reason || say(wording.noReason)}</p>
          </div>
        )
      }
    </Menu>
  )
}

const Name = ({ summary }: { summary: PlanSummary }) => {
  const say = useSay()
  const { word } = usePlanning.getState()
  const name = useTyped(summary.name, (typed) => {
    if (typed.trim() !== '') word({ name: typed.trim() })
  })
  return (
    <label>
      {say(wording.name)}
      <input
        className="field"
        value={name.text}
        maxLength={LONGEST_NAME}
        onChange={(event) => name.type(event.currentTarget.value)}
        onBlur={name.flush}
        data-testid="plan-name"
      />
    </label>
  )
}

interface ReasonFieldProps {
  readonly reason: string
  onSay(reason: string): void
  /** What stands under the field while nothing stands in it. */
  readonly whileEmpty?: string
}

export const ReasonField = ({ reason, onSay, whileEmpty }: ReasonFieldProps) => {
  const say = useSay()
  const typed = useTyped(reason, (text) => onSay(text.trim()))
  return (
    <label>
      {say(wording.reason)}
      <textarea
        className="field"
        rows={5}
        value={typed.text}
        maxLength={LONGEST_REASON}
        placeholder={say(wording.example)}
        onChange={(event) => typed.type(event.currentTarget.value)}
        onBlur={typed.flush}
        data-testid="plan-reason"
      />
      {whileEmpty && typed.text.trim() === '' && <span className="plan-note">{whileEmpty}</span>}
    </label>
  )
}
