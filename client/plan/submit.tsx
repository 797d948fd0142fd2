import { useRef } from 'react'
import type { PlanSummary } from '#contract/plan.ts'
import { usePlanning } from '../state/planning.ts'
import { useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { Button, Menu } from '../ui/parts.tsx'
import { screen } from '../words/screen.ts'
import { wording } from '../words/wording.ts'
import { ReasonField } from './planWords.tsx'

interface SubmitProps {
  readonly summary: PlanSummary
  readonly isDisabled: boolean
}

/** Hands the plan in; one that does not say why it is made is asked first. */
export const Submit = ({ summary, isDisabled }: SubmitProps) => {
  const say = useSay()
  const { act, acting } = usePlanning()
  /** Stays true while the answer is written: the panel it is written in must not go away. */
  const isAsked = useRef(false)
  if (summary.reason === '') isAsked.current = true
  if (!isDisabled && isAsked.current) return <Asked summary={summary} />
  return (
    <Button
      tone="main"
      busy={acting === 'submit'}
      disabled={isDisabled || acting !== null}
      onClick={() => act('submit')}
      data-testid="submit"
    >
      {say(screen.submit)}
    </Button>
  )
}

const Asked = ({ summary }: { summary: PlanSummary }) => {
  const say = useSay()
  const { act, acting, word } = usePlanning()
  const isRequired = useSession((state) => state.settings?.reasonRequired ?? false)
  return (
    <Menu
      label={say(screen.submit)}
      align="end"
      className="menu-up publish"
      trigger={
        <span className="button button-main" data-testid="submit">
          {say(screen.submit)}
        </span>
      }
    >
      {(close) => (
        <div className="plan-words">
          <ReasonField
            reason={summary.reason}
            onSay={(reason) => word({ reason })}
            whileEmpty={say(isRequired ? wording.needed : wording.wanted)}
          />
          <Button
            tone="main"
            busy={acting === 'submit'}
            disabled={acting !== null}
            data-testid="submit-confirm"
            onClick={async () => {
              if (await act('submit')) close()
            }}
          >
            {say(screen.submit)}
          </Button>
        </div>
      )}
    </Menu>
  )
}
