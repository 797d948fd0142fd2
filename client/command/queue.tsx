import { useRef } from 'react'
import { CASE_STATES, type CaseState } from '#core/incident/case.ts'
import { isOpen } from '#core/incident/lifecycle.ts'
import { narrowings, OPEN_CASES } from '../state/caseFilter.ts'
import { useCases } from '../state/cases.ts'
import { lightOf } from '../state/lights.ts'
import { useSay } from '../state/preferences.ts'
import { useWorkspace } from '../state/workspace.ts'
import { Failed } from '../ui/failed.tsx'
import { Icon } from '../ui/icons.tsx'
import { Button, Empty, Skeleton } from '../ui/parts.tsx'
import { Segments } from '../ui/segments.tsx'
import { VirtualList } from '../ui/virtualList.tsx'
import { command } from '../words/command.ts'
import { counted } from '../words/days.ts'
import { caseStateWords } from '../words/incident.ts'
import { CaseRow } from './caseRow.tsx'
import { QueueFilters } from './queueFilters.tsx'
import { useHold } from './useHold.ts'

const ROW_HEIGHT = 68
/** So few rows below what is seen, and the next page is asked for. */
const NEAR_END = 20
const ORDERS = ['due', 'newest'] as const
const ORDER_WORDS = { due: command.byDue, newest: command.byNewest }
const OPEN_STATES = CASE_STATES.filter(isOpen)

/** The cases that wait for somebody: narrowed, counted by state, live, and never moving under the pointer. */
export const Queue = () => {
  const say = useSay()
  const { opened, open } = useWorkspace()
  const { status, failure, cases, next, waiting, filter, counts, now } = useCases()
  const { load, more, narrow } = useCases.getState()
  const { scrolled, pointed, release } = useHold()
  const list = useRef<HTMLDivElement>(null)
  const total = OPEN_STATES.reduce((sum, state) => sum + (counts[state] ?? 0), 0)
  const isNarrowed = narrowings(filter) > 0

  const toTop = () => {
    const box = list.current?.querySelector('.virtual-list')
    if (box) box.scrollTop = 0
    release()
  }
  const chip = (state: CaseState | 'open', words: { zh: string; en: string }, count: number | null) => (
    <button
      key={state}
      type="button"
      className="state-chip"
      aria-pressed={filter.states.length === 1 && filter.states[0] === state}
      data-testid={`state-${state}`}
      onClick={() => narrow({ states: [state], ...(state === 'closed' && { order: 'newest' }) })}
    >
      {say(words)} {count !== null && <b className="number">{counted(count)}</b>}
    </button>
  )

  return (
    <section className="queue" aria-label={say(command.queue)} ref={list}>
      <header className="panel-head">
        <h2>{say(command.queue)}</h2>
        <Segments
          label={command.order}
          options={ORDERS}
          value={filter.order}
          wordsOf={(order) => ORDER_WORDS[order]}
          className="queue-order"
          testid="order"
          onChoose={(order) => narrow({ order })}
        />
        {(total > 0 || !isNarrowed) && (
          <span className="panel-count" data-testid="open-count" data-count={total}>
            {say(command.queueCount, { count: total })}
          </span>
        )}
      </header>
      <QueueFilters />
      <fieldset className="state-chips">
        <legend className="unseen">{say(command.state)}</legend>
        {chip('open', command.allOpen, total)}
        {OPEN_STATES.map((state) => chip(state, caseStateWords[state], counts[state] ?? 0))}
        {chip('closed', caseStateWords.closed, null)}
      </fieldset>
      {waiting.length > 0 && (
        <button type="button" className="new-cases" onClick={toTop} data-testid="new-cases">
          <Icon name="undo" />
          {say(command.newCases, { count: waiting.length })}
        </button>
      )}
      {status === 'loading' && <Skeleton lines={12} label={say(command.loadingCases)} />}
      {status === 'failed' && failure && <Failed failure={failure} onRetry={load} />}
      {status === 'ready' &&
        (cases.length > 0 ? (
          <VirtualList
            items={cases}
            rowHeight={ROW_HEIGHT}
            label={say(command.queue)}
            selected={opened}
            keyOf={({ id }) => id}
            attributes={(one) => ({
              'data-testid': 'case-row',
              'data-number': one.number,
              'data-state': one.state,
              'data-light': lightOf(one, now),
            })}
            onSelect={open}
            onScrolled={(isDown, rowsBelow) => {
              scrolled(isDown)
              if (rowsBelow < NEAR_END) void more()
            }}
            onPointed={pointed}
            row={(one) => <CaseRow one={one} now={now} />}
          />
        ) : (
          <>
            <Empty>{say(isNarrowed ? command.noneFits : command.noCases)}</Empty>
            {isNarrowed && (
              <Button className="clear-filters" onClick={() => narrow(OPEN_CASES)}>
                {say(command.clearFilters)}
              </Button>
            )}
          </>
        ))}
      {status === 'ready' && cases.length > 0 && (
        <footer className="queue-foot">
          {say(next === null ? command.listed : command.listedMore, { count: cases.length })}
        </footer>
      )}
    </section>
  )
}
