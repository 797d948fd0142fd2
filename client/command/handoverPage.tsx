import { MOST_NOTE } from '#contract/shift.ts'
import { useSay } from '../state/preferences.ts'
import { useShiftDesk } from '../state/shiftDesk.ts'
import { Failed } from '../ui/failed.tsx'
import { Icon } from '../ui/icons.tsx'
import { Button, Empty, IconButton, Skeleton } from '../ui/parts.tsx'
import { caseProblem } from '../words/caseWords.ts'
import { shift } from '../words/shift.ts'
import { HandoverCard, Standing } from './handoverCard.tsx'
import { useMoment } from './useNames.ts'

/** 交接班: what stands open now, a note to the next shift, and the hand-overs before, which somebody signs for. */
export const HandoverPage = () => {
  const say = useSay()
  const moment = useMoment()
  const { desk, failure, note, isSending, refusal } = useShiftDesk()
  const { load, write, give } = useShiftDesk.getState()
  if (!desk)
    return failure ? (
      <Failed failure={failure} onRetry={load} />
    ) : (
      <Skeleton lines={6} label={say(shift.loading)} />
    )
  const refused = refusal && caseProblem(refusal.code, refusal.about)
  return (
    <div className="shift-body">
      {failure && <Failed failure={failure} onRetry={load} />}
      <section aria-label={say(shift.handNow)}>
        <h3>
          {say(shift.handNow)} <small>{say(shift.asOf, { time: moment(desk.at) })}</small>
          <IconButton label={say(shift.again)} onClick={() => void load()}>
            <Icon name="redo" />
          </IconButton>
        </h3>
        <Standing figures={desk.figures} testid="standing" />
        <form
          className="handover-form"
          onSubmit={(event) => {
            event.preventDefault()
            void give()
          }}
        >
          <textarea
            className="field"
            rows={2}
            maxLength={MOST_NOTE}
            aria-label={say(shift.note)}
            placeholder={say(shift.noteHint)}
            data-testid="handover-note"
            value={note}
            onChange={({ target }) => write(target.value)}
          />
          <Button type="submit" tone="main" busy={isSending} data-testid="handover-give">
            {say(shift.give)}
          </Button>
        </form>
        <p className="shift-note">{say(shift.givenNote)}</p>
        {refused && (
          <p className="case-refused" role="alert" data-testid="handover-refused">
            {say(refused.words, refused.fill)}
          </p>
        )}
      </section>
      <section aria-label={say(shift.past)}>
        <h3>{say(shift.past)}</h3>
        {desk.handovers.length === 0 && <Empty>{say(shift.nonePast)}</Empty>}
        <ol className="handovers">
          {desk.handovers.map((one) => (
            <li key={one.id}>
              <HandoverCard one={one} />
            </li>
          ))}
        </ol>
      </section>
    </div>
  )
}
