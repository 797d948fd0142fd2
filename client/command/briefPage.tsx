import { useMemo, useState } from 'react'
import type { ShiftBrief } from '#contract/shift.ts'
import { CAME, LEFT } from '#core/incident/shiftBrief.ts'
import * as api from '../api/shiftEndpoints.ts'
import { useAtlas } from '../state/atlas.ts'
import { useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { dayOf, shiftOf } from '../state/shift.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { Failed } from '../ui/failed.tsx'
import { Icon } from '../ui/icons.tsx'
import { PaperMenu } from '../ui/paperMenu.tsx'
import { Empty, IconButton, Skeleton } from '../ui/parts.tsx'
import { Segments } from '../ui/segments.tsx'
import { shortAreaName } from '../words/areas.ts'
import { review } from '../words/review.ts'
import { briefFigureWords, shift } from '../words/shift.ts'
import { BriefParts } from './briefParts.tsx'
import { BriefPressing } from './briefPressing.tsx'
import { BriefTimes } from './briefTimes.tsx'
import { FigureButton } from './figureButton.tsx'
import { HandoverCard } from './handoverCard.tsx'
import { useMoment } from './useNames.ts'

const KINDS = ['byShift', 'byDay'] as const
const STRETCH_OF = { byShift: shiftOf, byDay: dayOf }

const DONE = ['filed', 'assigned', 'returned', 'whistled', 'escalated', 'suspended'] as const
const CLOSED = ['closedOnTime', 'resolvedInGrid'] as const
const STANDING = ['overdueAtEnd', 'redCardAtEnd', 'suspendedAtEnd', 'sosUnanswered'] as const
const CALLS = ['sos', 'sosInTime'] as const

/** 值班简报: a shift or a day of the logs in numbers, each of which opens its list. */
export const BriefPage = () => {
  const say = useSay()
  const moment = useMoment()
  const timeZone = useSession(({ settings }) => settings?.timeZone ?? 'Asia/Shanghai')
  const [kind, setKind] = useState<(typeof KINDS)[number]>('byShift')
  /** A moment of the shift or day that is shown; null is now. */
  const [at, setAt] = useState<number | null>(null)
  const [within, setWithin] = useState('')
  const { from, to } = STRETCH_OF[kind](at ?? Date.now(), timeZone)
  const isRunning = to > Date.now()
  const asked = { within, from: new Date(from).toISOString(), to: new Date(to).toISOString() }
  const answer = useAnswer(JSON.stringify(asked), () => api.brief(asked))
  const goTo = (moment: number) =>
    setAt(moment >= STRETCH_OF[kind](Date.now(), timeZone).from ? null : moment)

  return (
    <div className="shift-body" data-testid="brief">
      <div className="brief-choice">
        <Segments
          label={shift.kind}
          options={KINDS}
          value={kind}
          wordsOf={(one) => shift[one]}
          testid="brief"
          onChoose={(one) => setKind(one)}
        />
        <IconButton label={say(shift.earlier)} data-testid="brief-earlier" onClick={() => goTo(from - 1)}>
          <Icon name="back" />
        </IconButton>
        <b className="number" data-testid="brief-period">
          {stretchOf(moment(asked.from), moment(asked.to))}
          {isRunning && <small> {say(shift.running)}</small>}
        </b>
        {isRunning ? (
          <IconButton label={say(shift.again)} data-testid="brief-again" onClick={answer.retry}>
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
        <AreaChoice within={within} choose={setWithin} />
        <span className="bar-gap" />
        <PaperMenu
          label={say(review.papers)}
          papers={[
            { kind: 'page', words: shift.print, path: api.briefPaper('html', asked) },
            { kind: 'file', words: shift.pdf, path: api.briefPaper('pdf', asked) },
            { kind: 'file', words: shift.sheet, path: api.briefPaper('xlsx', asked) },
          ]}
        />
      </div>
      {answer.status === 'loading' && <Skeleton lines={10} label={say(shift.loading)} />}
      {answer.status === 'failed' && <Failed failure={answer.failure} onRetry={answer.retry} />}
      {answer.status === 'ready' && <Figures brief={answer.value} />}
    </div>
  )
}

/** 11-22 08:00 – 20:00; a day that changes is named again. */
const stretchOf = (from: string, to: string): string =>
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

const Figures = ({ brief }: { brief: ShiftBrief }) => {
  const say = useSay()
  const { figures, handovers } = brief
  const all = CAME.reduce((sum, name) => sum + figures[name].count, 0)
  if (all === 0 && handovers.length === 0) return <Empty>{say(shift.quiet)}</Empty>
  return (
    <>
      <section className="brief-balance" aria-label={say(shift.balanced, { count: all })}>
        <Group words={shift.came} names={CAME} figures={figures} />
        <Group words={shift.left} names={LEFT} figures={figures} />
        <p className="brief-even">
          <Icon name="check" />
          {say(shift.balanced, { count: all })}
        </p>
      </section>
      <Group words={shift.done} names={[...DONE, ...CLOSED]} figures={figures} />
      <Group words={shift.standing} names={STANDING} figures={figures} />
      <Group words={shift.calls} names={CALLS} figures={figures} />
      <BriefTimes times={brief.times} />
      <BriefParts parts={brief.parts} />
      <BriefPressing brief={brief} />
      {handovers.length > 0 && (
        <section aria-label={say(shift.handoversIn)}>
          <h3>{say(shift.handoversIn)}</h3>
          <ol className="handovers">
            {handovers.map((one) => (
              <li key={one.id}>
                <HandoverCard one={one} />
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  )
}

interface GroupProps {
  readonly words: (typeof shift)['came']
  readonly names: readonly (keyof ShiftBrief['figures'])[]
  readonly figures: ShiftBrief['figures']
}
const Group = ({ words, names, figures }: GroupProps) => {
  const say = useSay()
  const ofClosed: readonly string[] = CLOSED
  return (
    <fieldset className="figure-group">
      <legend>{say(words)}</legend>
      <div className="figures">
        {names.map((name) => (
          <FigureButton
            key={name}
            words={briefFigureWords[name]}
            figure={figures[name]}
            testid={`brief-${name}`}
            of={ofClosed.includes(name) ? figures.closed.count : undefined}
          >
            <span>{say(briefFigureWords[name])}</span>
          </FigureButton>
        ))}
      </div>
    </fieldset>
  )
}
