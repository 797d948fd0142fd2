import type { CaseDetail } from '#contract/incident.ts'
import type { Action } from '#core/incident/case.ts'
import { isImmediate } from '../state/actionFields.ts'
import { useCaseDesk } from '../state/caseDesk.ts'
import { useSay } from '../state/preferences.ts'
import { Icon } from '../ui/icons.tsx'
import { Button, Menu } from '../ui/parts.tsx'
import { caseProblem } from '../words/caseWords.ts'
import { command } from '../words/command.ts'
import { actionWords } from '../words/incident.ts'
import { ActionForm } from './actionForm.tsx'

/** What brings a case on, in the order of the six steps; the rest is under 更多. */
const FORWARD: readonly Action[] = [
  'acknowledge',
  'file',
  'assign',
  'accept',
  'feedback',
  'close',
  'approve',
  'decline',
  'resume',
  'rework',
  'reopen',
]
const MOST_BUTTONS = 3
const KEYS: Partial<Record<Action, string>> = { file: 'F', assign: 'A', close: 'C' }

/** What whoever looks may do now, and only that; each with the inputs that it needs. */
export const CaseActions = ({ one }: { one: CaseDetail }) => {
  const say = useSay()
  const { drafts, refusal, isActing, begin, act } = useCaseDesk()
  const draft = drafts[one.id]
  const forward = FORWARD.filter((action) => one.actions.includes(action)).slice(0, MOST_BUTTONS)
  const more = one.actions.filter((action) => !forward.includes(action))
  const choose = (action: Action) => {
    if (isImmediate(action)) void act(action)
    else begin(action)
  }
  const refused = refusal && caseProblem(refusal.code, refusal.about)
  return (
    <section className="case-actions" aria-label={say(command.actions)}>
      {refused && (
        <p className="case-refused" role="alert" data-testid="case-refused">
          {say(refused.words, refused.fill)}
        </p>
      )}
      {one.actions.length === 0 && !draft && <p className="card-note">{say(command.noActions)}</p>}
      {one.actions.length > 0 && (
        <div className="case-buttons">
          {forward.map((action, i) => (
            <Button
              key={action}
              tone={i === 0 && !draft ? 'main' : 'plain'}
              busy={isActing && isImmediate(action)}
              aria-pressed={draft?.action === action}
              data-testid={`act-${action}`}
              onClick={() => choose(action)}
            >
              {say(actionWords[action])}
              {KEYS[action] && <kbd className="kbd">{KEYS[action]}</kbd>}
            </Button>
          ))}
          {more.length > 0 && (
            <Menu
              label={say(command.moreActions)}
              align="end"
              className="case-more"
              trigger={
                <>
                  {say(command.moreActions)}
                  <Icon name="down" />
                </>
              }
            >
              {(close) =>
                more.map((action) => (
                  <button
                    key={action}
                    type="button"
                    className="menu-item"
                    data-testid={`act-${action}`}
                    onClick={() => {
                      choose(action)
                      close()
                    }}
                  >
                    {say(actionWords[action])}
                  </button>
                ))
              }
            </Menu>
          )}
        </div>
      )}
      {draft && <ActionForm key={`${one.id} ${draft.action}`} one={one} draft={draft} />}
    </section>
  )
}
