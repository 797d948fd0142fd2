import { HANDOVER_FIGURES, type Handover, type StandingFigures } from '#contract/shift.ts'
import { useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { useShiftDesk } from '../state/shiftDesk.ts'
import { isDesk } from '../state/workspace.ts'
import { Icon } from '../ui/icons.tsx'
import { Button } from '../ui/parts.tsx'
import { shift, standingFigureWords } from '../words/shift.ts'
import { FigureButton } from './figureButton.tsx'
import { useMoment } from './useNames.ts'

/** What stands open, overdue and so on: each with its list. */
export const Standing = ({ figures, testid }: { figures: StandingFigures; testid: string }) => {
  const say = useSay()
  return (
    <div className="figures standing">
      {HANDOVER_FIGURES.map((name) => (
        <FigureButton
          key={name}
          words={standingFigureWords[name]}
          figure={figures[name]}
          testid={`${testid}-${name}`}
        >
          <span>{say(standingFigureWords[name])}</span>
        </FigureButton>
      ))}
    </div>
  )
}

/** One hand-over: who gave it, with what, and who took it or may take it. */
export const HandoverCard = ({ one }: { one: Handover }) => {
  const say = useSay()
  const moment = useMoment()
  const session = useSession((state) => state.session)
  const { isSending, take } = useShiftDesk()
  const { given, taken, note, figures } = one
  const isOwn = given.person === session?.user
  const mayTake = isDesk(session) && one.area === session?.scope && !isOwn
  return (
    <article className="handover" data-testid="handover" data-taken={taken !== null}>
      <header>
        <b>{say(shift.givenBy, { name: given.name })}</b>
        <time className="number">{moment(given.at)}</time>
        {taken ? (
          <span className="handover-taken">
            <Icon name="check" />
            {say(shift.takenBy, { name: taken.name, time: moment(taken.at) })}
          </span>
        ) : mayTake ? (
          <Button tone="main" busy={isSending} data-testid="handover-take" onClick={() => void take(one.id)}>
            {say(shift.take)}
          </Button>
        ) : (
          <span className="shift-waits">{say(isOwn ? shift.takerIsGiver : shift.waits)}</span>
        )}
      </header>
      <Standing figures={figures} testid="given" />
      <p className="handover-note">{note || <span className="shift-note">{say(shift.noNote)}</span>}</p>
    </article>
  )
}
