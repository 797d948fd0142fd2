import { useState } from 'react'
import type { ShiftBrief } from '#contract/shift.ts'
import { CAME, LEFT } from '#core/incident/shiftBrief.ts'
import * as api from '../api/shiftEndpoints.ts'
import { useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { Failed } from '../ui/failed.tsx'
import { Icon } from '../ui/icons.tsx'
import { PaperMenu } from '../ui/paperMenu.tsx'
import { Empty, Skeleton } from '../ui/parts.tsx'
import { review } from '../words/review.ts'
import { briefFigureWords, shift } from '../words/shift.ts'
import { BriefChoice, type BriefChosen, stretchOf } from './briefChoice.tsx'
import { BriefParts } from './briefParts.tsx'
import { BriefPressing } from './briefPressing.tsx'
import { BriefTimes } from './briefTimes.tsx'
import { FigureButton } from './figureButton.tsx'
import { HandoverCard } from './handoverCard.tsx'

const DONE = ['filed', 'assigned', 'returned', 'whistled', 'escalated', 'suspended'] as const
const CLOSED = ['closedOnTime', 'resolvedInGrid'] as const
const STANDING = ['overdueAtEnd', 'redCardAtEnd', 'suspendedAtEnd', 'sosUnanswered'] as const
const CALLS = ['sos', 'sosInTime'] as const

/** 值班简报: a shift or a day of the logs in numbers, each of which opens its list. */
export const BriefPage = () => {
  const say = useSay()
  const timeZone = useSession(({ settings }) => settings?.timeZone ?? 'Asia/Shanghai')
  const [choice, setChoice] = useState<BriefChosen>({ kind: 'byShift', at: null, within: '' })
  const { from, to } = stretchOf(choice, timeZone)
  const [start, end] = [new Date(from).toISOString(), new Date(to).toISOString()]
  const asked = { within: choice.within, from: start, to: end }
  const answer = useAnswer(JSON.stringify(asked), () => api.brief(asked))
  return (
    <div className="shift-body" data-testid="brief">
      <BriefChoice choice={choice} choose={setChoice} stretch={{ from, to }} onAgain={answer.retry}>
        <PaperMenu
          label={say(review.papers)}
          papers={[
            { kind: 'page', words: shift.print, path: api.briefPaper('html', asked) },
            { kind: 'file', words: shift.pdf, path: api.briefPaper('pdf', asked) },
            { kind: 'file', words: shift.sheet, path: api.briefPaper('xlsx', asked) },
          ]}
        />
      </BriefChoice>
      {answer.status === 'loading' && <Skeleton lines={10} label={say(shift.loading)} />}
      {answer.status === 'failed' && <Failed failure={answer.failure} onRetry={answer.retry} />}
      {answer.status === 'ready' && <Figures brief={answer.value} />}
    </div>
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
