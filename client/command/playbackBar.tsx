import { Fragment, useEffect, useMemo, useState } from 'react'
import { LENGTHS_H, reportsOver, SPEEDS, stretchFault, usePlayback } from '../state/playback.ts'
import { useSay } from '../state/preferences.ts'
import { Icon } from '../ui/icons.tsx'
import { Button, IconButton } from '../ui/parts.tsx'
import { Segments } from '../ui/segments.tsx'
import { caseProblem } from '../words/caseWords.ts'
import { command } from '../words/command.ts'
import { clockIn, instantAt, momentOf } from '../words/days.ts'

const PARTS = 96
const FRAME_MS = 250
const CHOSEN = 'chosen'
/** By an arrow key on the line. */
const STEP_MS = 60_000

/** A stretch of the past as a line of reports: play it, or go to any moment. */
export const PlaybackBar = ({ timeZone }: { timeZone: string }) => {
  const say = useSay()
  const { hours, from, to, cases, isCut, isReading, failure, at, isPlaying, speed } = usePlayback()
  const { load, choose, seek, play, setSpeed, pass } = usePlayback.getState()
  const counts = useMemo(() => reportsOver(cases, from, to, PARTS), [cases, from, to])
  const highest = Math.max(1, ...counts)
  useEffect(() => {
    if (!isPlaying) return
    let before = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      pass(now - before)
      before = now
    }, FRAME_MS)
    return () => clearInterval(timer)
  }, [isPlaying, pass])
  const moment = (instant: number) => momentOf(new Date(instant).toISOString(), timeZone).slice(5)
  const refused = failure && caseProblem(failure.code)

  return (
    <section className="playback" aria-label={say(command.playback)}>
      <div className="playback-tools">
        <Button
          className="playback-live"
          aria-pressed={at === null}
          data-testid="playback-live"
          onClick={() => void load()}
        >
          {say(command.live)}
        </Button>
        <IconButton
          label={say(isPlaying ? command.pause : command.play)}
          className="tip-up"
          data-testid="playback-play"
          onClick={() => play(!isPlaying)}
        >
          <Icon name={isPlaying ? 'pause' : 'play'} />
        </IconButton>
        <Segments
          label={command.playbackSpeed}
          options={SPEEDS}
          value={speed}
          wordsOf={() => command.speed}
          fillOf={(n) => ({ n })}
          testid="speed"
          onChoose={setSpeed}
        />
        <select
          className="field"
          aria-label={say(command.playback)}
          value={hours ?? CHOSEN}
          data-testid="playback-length"
          onChange={({ target }) => {
            const length = LENGTHS_H.find((one) => one === Number(target.value))
            void (length ? load(length) : choose(from, to))
          }}
        >
          {LENGTHS_H.map((one) => (
            <option key={one} value={one}>
              {say(command.playbackLast, { hours: one })}
            </option>
          ))}
          <option value={CHOSEN}>{say(command.playbackChosen)}</option>
        </select>
        {hours === null && <Stretch key={`${from} ${to}`} {...{ from, to, timeZone }} />}
        {isReading && <small role="status">{say(command.playbackReading)}</small>}
        {isCut && <small>{say(command.cut, { count: cases.length })}</small>}
        {refused && <small role="alert">{say(refused.words, refused.fill)}</small>}
      </div>
      <div className="playback-line">
        <div className="bars" aria-hidden="true">
          {counts.map((count, part) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the time
              key={part}
              className="bar"
              style={{ height: count === 0 ? 1 : `${Math.max(8, (100 * count) / highest)}%` }}
            />
          ))}
        </div>
        <input
          type="range"
          aria-label={say(command.playbackAt)}
          aria-valuetext={moment(at ?? to)}
          min={from}
          max={to}
          step={STEP_MS}
          value={at ?? to}
          data-testid="playback-at"
          onChange={({ target }) => seek(Number(target.value))}
        />
        <p className="number">
          <span>{moment(from)}</span>
          <b data-testid="playback-moment">{at === null ? say(command.live) : moment(at)}</b>
          <span>{moment(to)}</span>
        </p>
      </div>
    </section>
  )
}

const FAULTS = { empty: command.stretchEmpty, future: command.stretchFuture, long: command.stretchLong }

interface StretchProps {
  readonly from: number
  readonly to: number
  readonly timeZone: string
}

/** From when to when, by the district's clock. */
const Stretch = ({ from, to, timeZone }: StretchProps) => {
  const say = useSay()
  const choose = usePlayback((state) => state.choose)
  const [start, setStart] = useState(() => clockIn(from, timeZone))
  const [end, setEnd] = useState(() => clockIn(to, timeZone))
  const chosen = [instantAt(start, timeZone), instantAt(end, timeZone)] as const
  const fault = stretchFault(...chosen, Date.now())
  const latest = clockIn(Date.now(), timeZone)
  const ends = [
    [command.playbackFrom, start, setStart, 'playback-from'],
    [command.playbackTo, end, setEnd, 'playback-to'],
  ] as const
  return (
    <form
      className="playback-stretch"
      onSubmit={(event) => {
        event.preventDefault()
        if (fault === null) void choose(...chosen)
      }}
    >
      {ends.map(([label, value, set, testid], i) => (
        <Fragment key={testid}>
          {i > 0 && <span aria-hidden="true">–</span>}
          <input
            className="field"
            type="datetime-local"
            aria-label={say(label)}
            value={value}
            max={latest}
            data-testid={testid}
            onChange={({ target }) => set(target.value)}
          />
        </Fragment>
      ))}
      <Button type="submit" disabled={fault !== null} data-testid="playback-show">
        {say(command.playbackShow)}
      </Button>
      {fault && <small role="alert">{say(FAULTS[fault])}</small>}
    </form>
  )
}
