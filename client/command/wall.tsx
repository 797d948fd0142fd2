import { useEffect, useMemo } from 'react'
import type { CaseSummary } from '#contract/incident.ts'
import type { Settings } from '#contract/settings.ts'
import { OPEN_CASES } from '../state/caseFilter.ts'
import { useCalling, useCases } from '../state/cases.ts'
import { isCalling, lightOf } from '../state/lights.ts'
import { figuresAt, openAt, usePlayback } from '../state/playback.ts'
import { useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { useWorkspace } from '../state/workspace.ts'
import { Icon, Mark } from '../ui/icons.tsx'
import { Button } from '../ui/parts.tsx'
import { command } from '../words/command.ts'
import { counted, momentOf } from '../words/days.ts'
import { caseStateWords, categoryWords, lightWords } from '../words/incident.ts'
import { screen } from '../words/screen.ts'
import { DeskMap } from './deskMap.tsx'
import { LightMark } from './lightMark.tsx'
import { PlaybackBar } from './playbackBar.tsx'
import { useCameAt } from './useCameAt.ts'
import { useGridName } from './useNames.ts'

const NEWEST_SHOWN = 7
const FIGURES = ['reported', 'open', 'overdue', 'closedOnTime'] as const
const FIGURE_WORDS = {
  reported: command.reported,
  open: command.open,
  overdue: command.overdue,
  closedOnTime: command.closedOnTime,
}
/** On the wall nothing blinks but a call for help: what is new slides in beside the map. */
const NO_RINGS: ReadonlyMap<string, number> = new Map()

interface WallProps {
  readonly settings: Settings
  readonly district: NonNullable<Settings['district']>
}

/** The command center on the wall: four numbers, the map, what is new, and the day as a line that can be played. */
export const Wall = ({ settings, district }: WallProps) => {
  const say = useSay()
  const showWall = useWorkspace((state) => state.showWall)
  const scopeName = useSession((state) => state.session?.scopeName ?? district.name)
  const { cases, next, now, figures, arrivals } = useCases()
  const { from, at, cases: past, load } = usePlayback()
  const calling = useCalling()
  // Calls for help are heard here too.
  useCameAt()
  useEffect(() => {
    useCases.getState().narrow(OPEN_CASES)
    useCases.getState().showPeriod('today')
    void load()
  }, [load])
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && showWall(false)
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [showWall])

  const isPast = at !== null
  const time = at ?? now
  const shown = useMemo(() => (at === null ? cases : openAt(past, at)), [at, cases, past])
  const numbers = isPast ? figuresAt(past, from, at) : figures?.total
  const newest = useMemo(() => {
    const heard = arrivals.map((one) => one.case)
    const byId = new Map([...past, ...heard.reverse(), ...cases].map((one) => [one.id, one]))
    return [...(isPast ? past : byId.values())]
      .filter(({ reportedAt }) => Date.parse(reportedAt) <= time)
      .sort((a, b) => Date.parse(b.reportedAt) - Date.parse(a.reportedAt))
      .slice(0, NEWEST_SHOWN)
  }, [arrivals, past, cases, isPast, time])

  return (
    <div className="wall" data-testid="wall" data-past={isPast || undefined}>
      <header className="wall-head">
        <h1 className="brand">
          <Mark />
          {scopeName}
        </h1>
        <dl className="wall-figures">
          {FIGURES.map((name) => (
            <div key={name} data-testid={`wall-${name}`} data-value={numbers?.[name]}>
              <dt>{say(FIGURE_WORDS[name])}</dt>
              <dd className="number">{numbers ? counted(numbers[name]) : '–'}</dd>
            </div>
          ))}
        </dl>
        <div className="wall-side">
          <time className="number">{momentOf(new Date(time).toISOString(), settings.timeZone)}</time>
          <span>
            {settings.demo && say(screen.demoData)}
            <Button tone="quiet" onClick={() => void document.documentElement.requestFullscreen?.()}>
              {say(command.fullScreen)}
            </Button>
            <Button tone="quiet" data-testid="leave-wall" onClick={() => showWall(false)}>
              <Icon name="close" />
              {say(command.leaveWall)}
            </Button>
          </span>
        </div>
      </header>
      <DeskMap
        district={district}
        theme="dark"
        cases={shown}
        isPart={!isPast && next !== null}
        now={time}
        cameAt={NO_RINGS}
        selected={null}
        isStill
        onPick={() => {}}
      >
        {!isPast && calling.length > 0 && (
          <p className="wall-sos" role="alert">
            {say(command.sosWaits, { count: calling.length })}
          </p>
        )}
      </DeskMap>
      <aside className="wall-newest" aria-label={say(command.newest)}>
        <h2>{say(command.newest)}</h2>
        <ol>
          {newest.map((one) => (
            <Newest key={one.id} one={one} time={time} timeZone={settings.timeZone} isPast={isPast} />
          ))}
        </ol>
      </aside>
      <PlaybackBar timeZone={settings.timeZone} />
    </div>
  )
}

interface NewestProps {
  readonly one: CaseSummary
  readonly time: number
  readonly timeZone: string
  readonly isPast: boolean
}
const Newest = ({ one, time, timeZone, isPast }: NewestProps) => {
  const say = useSay()
  const gridName = useGridName()
  const light = lightOf(one, time)
  return (
    <li
      data-testid="wall-case"
      data-number={one.number}
      data-calling={(!isPast && isCalling(one)) || undefined}
    >
      <LightMark light={light} label={say(lightWords[light])} />
      <div>
        <b>{one.excerpt || say(categoryWords[one.category])}</b>
        <small>
          {gridName(one)}
          {!isPast && ` · ${say(caseStateWords[one.state])}`}
        </small>
      </div>
      <time className="number">{momentOf(one.reportedAt, timeZone).slice(-5)}</time>
    </li>
  )
}
