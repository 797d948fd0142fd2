import type { ShiftBrief } from '#contract/shift.ts'
import { useSay } from '../state/preferences.ts'
import { useWorkspace } from '../state/workspace.ts'
import { Empty } from '../ui/parts.tsx'
import { command } from '../words/command.ts'
import { caseStateWords, categoryWords } from '../words/incident.ts'
import { shift } from '../words/shift.ts'
import { useMoment } from './useNames.ts'

/** What was overdue, or had a red card, when the period ended: each opens. */
export const BriefPressing = ({ brief: { pressing, parts } }: { brief: ShiftBrief }) => {
  const say = useSay()
  const moment = useMoment()
  const { opened, open } = useWorkspace()
  const nameByStreet = new Map(parts.street.map(({ key, name }) => [key, name]))
  return (
    <section aria-label={say(shift.pressing)}>
      <h3>{say(shift.pressing)}</h3>
      {pressing.length === 0 && <Empty>{say(shift.nonePressing)}</Empty>}
      <ul className="pressing" data-testid="brief-pressing">
        {pressing.map(({ id, number, category, street, state, dueAt, supervision }) => (
          <li key={id}>
            <button type="button" aria-pressed={id === opened} onClick={() => open(id)}>
              <b className="number">{number}</b>
              <span>{say(categoryWords[category])}</span>
              <span>{nameByStreet.get(street ?? '') ?? say(command.unplaced)}</span>
              <span>{say(caseStateWords[state])}</span>
              <span className="number">
                {say(shift.due)} {moment(dueAt)}
              </span>
              <span>{supervision === 'red' && <mark className="red-card">{say(shift.redCard)}</mark>}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
