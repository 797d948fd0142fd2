import * as api from '../api/endpoints.ts'
import { useAtlas } from '../state/atlas.ts'
import { useSay } from '../state/preferences.ts'
import { lastDayOf } from '../state/timeline.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { Calendar } from '../ui/calendar.tsx'
import { Icon } from '../ui/icons.tsx'
import { Button, Menu } from '../ui/parts.tsx'
import { dayIn, dayOf, momentOf } from '../words/days.ts'
import { screen } from '../words/screen.ts'

/** Chooses the day whose grids are shown, and says plainly when it is not today. */
export const DateControl = ({ timeZone }: { timeZone: string }) => {
  const say = useSay()
  const { asOf, lookBack } = useAtlas()
  const today = dayIn(new Date(), timeZone)
  const day = asOf ? dayOf(asOf, timeZone) : today
  return (
    <div className="date-control">
      <Menu
        label={`${say(screen.date)}:${asOf ? day : say(screen.today)}`}
        className="floating"
        trigger={
          <>
            <Icon name="calendar" />
            <span>{say(screen.date)}</span>
            <b className="number">{asOf ? day : say(screen.today)}</b>
            <Icon name="down" />
          </>
        }
      >
        {(close) => (
          <Days
            {...{ day, today, timeZone }}
            onPick={(picked) => {
              close()
              void lookBack(picked === today ? null : picked)
            }}
          />
        )}
      </Menu>
      {asOf && (
        <p className="looking-back" role="status" data-testid="looking-back">
          <Icon name="calendar" />
          <b>{say(screen.lookingBack, { date: momentOf(asOf, timeZone) })}</b>
          <span>{say(screen.lookingBackTip)}</span>
          <Button onClick={() => lookBack(null)}>{say(screen.backToToday)}</Button>
        </p>
      )}
    </div>
  )
}

interface DaysProps {
  readonly day: string
  readonly today: string
  readonly timeZone: string
  onPick(day: string): void
}

/** The days up to today, or to the last one that something is published for. */
const Days = ({ day, today, timeZone, onPick }: DaysProps) => {
  const root = useAtlas((state) => state.root)
  const answer = useAnswer(root || null, () => api.publications(root))
  const max = lastDayOf(answer.status === 'ready' ? answer.value : [], today, timeZone)
  return <Calendar value={day} today={today} max={day > max ? day : max} onPick={onPick} />
}
