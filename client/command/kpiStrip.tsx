import { type CaseFilter, OPEN_CASES } from '../state/caseFilter.ts'
import { useCases } from '../state/cases.ts'
import { useSay } from '../state/preferences.ts'
import { PERIODS } from '../state/shift.ts'
import { Segments } from '../ui/segments.tsx'
import { command } from '../words/command.ts'
import { counted } from '../words/days.ts'
import type { Words } from '../words/words.ts'

interface Figure {
  readonly key: 'reported' | 'open' | 'overdue' | 'closedOnTime' | 'resolvedInGrid'
  readonly words: Words
  /** The list that it counts; `from` is when the period began. */
  readonly list: (from: string) => Partial<CaseFilter>
  readonly isOfClosed?: true
}

const closedSince = (endedSince: string): Partial<CaseFilter> => ({
  ...{ states: ['closed'], endedSince, order: 'newest' },
})
const FIGURES: readonly Figure[] = [
  {
    key: 'reported',
    words: command.reported,
    list: (since) => ({ states: [], since, order: 'newest' }),
  },
  { key: 'open', words: command.open, list: () => ({}) },
  { key: 'overdue', words: command.overdue, list: () => ({ lights: ['red'] }) },
  {
    ...{ key: 'closedOnTime', words: command.closedOnTime, isOfClosed: true },
    list: (from) => ({ ...closedSince(from), lights: ['green', 'yellow'] }),
  },
  {
    ...{ key: 'resolvedInGrid', words: command.resolvedInGrid, isOfClosed: true },
    list: (from) => ({ ...closedSince(from), levels: ['grid'] }),
  },
]

/** How the day goes, in five numbers, each of which opens its list. */
export const KpiStrip = () => {
  const say = useSay()
  const { figures, period } = useCases()
  const { narrow, showPeriod } = useCases.getState()
  const total = figures?.total
  return (
    <section className="kpi-strip" aria-label={say(command.figures)}>
      <Segments
        label={command.period}
        options={PERIODS}
        value={period}
        wordsOf={(name) => command[name]}
        className="kpi-period"
        testid="period"
        onChoose={showPeriod}
      />
      {FIGURES.map(({ key, words, list, isOfClosed }) => (
        <button
          key={key}
          type="button"
          className="kpi"
          data-testid={`kpi-${key}`}
          data-value={total?.[key]}
          title={say(command.showInList, { name: words, count: total?.[key] ?? 0 })}
          disabled={!figures}
          onClick={() => figures && narrow({ ...OPEN_CASES, ...list(figures.from) })}
        >
          <span>{say(words)}</span>
          <b className="number">
            {total ? counted(total[key]) : '–'}
            {isOfClosed && total && <small> / {counted(total.closed)}</small>}
          </b>
        </button>
      ))}
    </section>
  )
}
