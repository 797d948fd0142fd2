import { type ReactNode, useMemo } from 'react'
import { HOUR_MS } from '#core/incident/calendar.ts'
import type { Period } from '#core/incident/shift.ts'
import { useAtlas } from '../state/atlas.ts'
import { useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { dayOf, shiftOf } from '../state/shift.ts'
import { Calendar } from '../ui/calendar.tsx'
import { Icon } from '../ui/icons.tsx'
import { IconButton, Menu } from '../ui/parts.tsx'
import { Segments } from '../ui/segments.tsx'
import { shortAreaName } from '../words/areas.ts'
import { dayIn } from '../words/days.ts'
import { shift } from '../words/shift.ts'
import { useMoment } from './useNames.ts'

const KINDS = ['byShift', 'byDay'] as const
const STRETCH_OF = { byShift: shiftOf, byDay: dayOf }

export interface BriefChosen {
  readonly kind: (typeof KINDS)[number]
  /** A moment of the shift or day; null is now. */
  readonly at: number | null
  /** Empty for all of the scope. */
  readonly within: string
}

/** The whole shift, or day, that was chosen; of the running one the end is yet to come. */
export const stretchOf = ({ kind, at }: BriefChosen, timeZone: string): Period =>
  STRETCH_OF[kind](at ?? Date.now(), timeZone)

interface BriefChoiceProps {
  readonly choice: BriefChosen
  readonly stretch: Period
  choose(choice: BriefChosen): void
  onAgain(): void
  readonly children: ReactNode
}

/** Which shift or day, and where: step by step, or by the calendar. */
export const BriefChoice = ({ choice, stretch, choose, onAgain, children }: BriefChoiceProps) => {
  const say = useSay()
  const moment = useMoment()
  const timeZone = useSession(({ settings }) => settings?.timeZone ?? 'Asia/Shanghai')
  const { from, to } = stretch
  const isRunning = to > Date.now()
  const goTo = (at: number) => {
    const isNow = at >= stretchOf({ ...choice, at: null }, timeZone).from
    choose({ ...choice, at: isNow ? null : at })
  }
  const today = dayIn(new Date(), timeZone)
  const told = periodTold(moment(new Date(from).toISOString()), moment(new Date(to).toISOString()))
  return (
    <div className="brief-choice">
      <Segments
        label={shift.kind}
        options={KINDS}
        value={choice.kind}
        wordsOf={(kind) => shift[kind]}
        testid="brief"
        onChoose={(kind) => choose({ ...choice, kind })}
      />
      <IconButton label={say(shift.earlier)} data-testid="brief-earlier" onClick={() => goTo(from - 1)}>
        <Icon name="back" />
      </IconButton>
      <Menu
        label={`${say(shift.period)} ${told}`}
        trigger={
          <b className="number" data-testid="brief-period">
            {told}
            {isRunning && <small> {say(shift.running)}</small>}
          </b>
        }
      >
        {(close) => (
          <Calendar
            value={dayIn(new Date(from), timeZone)}
            today={today}
            max={today}
            onPick={(day) => {
              close()
              // At noon the shift of the day runs.
              goTo(dayOf(Date.parse(`${day}T12:00:00Z`), timeZone).from + 12 * HOUR_MS)
            }}
          />
        )}
      </Menu>
      {isRunning ? (
        <IconButton label={say(shift.again)} data-testid="brief-again" onClick={onAgain}>
          <Icon name="redo" />
        </IconButton>
      ) : (
        <IconButton
          label={say(shift.later)}
          className="brief-later"
          data-testid="brief-later"
          onClick={() => goTo(to)}
        >
          <Icon name="back" />
        </IconButton>
      )}
      <AreaChoice within={choice.within} choose={(within) => choose({ ...choice, within })} />
      <span className="bar-gap" />
      {children}
    </div>
  )
}

/** 11-22 08:00 – 20:00; a day that changes is named again. */
const periodTold = (from: string, to: string): string =>
  `${from} – ${from.slice(0, 5) === to.slice(0, 5) ? to.slice(6) : to}`

/** What lies under this person's scope, down to what the scope is divided into. */
const AreaChoice = ({ within, choose }: { within: string; choose(code: string): void }) => {
  const say = useSay()
  const { areas, root } = useAtlas()
  const scopeName = useSession(({ session }) => session?.scopeName ?? '')
  const parts = useMemo(() => areas.filter(({ parent }) => parent === root), [areas, root])
  if (parts.length === 0) return null
  return (
    <select
      className="field brief-area"
      aria-label={say(shift.area)}
      data-testid="brief-area"
      value={within}
      onChange={({ target }) => choose(target.value)}
    >
      <option value="">{scopeName}</option>
      {parts.map(({ code, name }) => (
        <option key={code} value={code}>
          {shortAreaName(name)}
        </option>
      ))}
    </select>
  )
}
