import { type ReactNode, useEffect, useState } from 'react'
import { LIGHTS } from '#core/incident/clock.ts'
import { CATEGORIES, URGENCIES } from '#core/incident/matters.ts'
import { CHANNELS } from '#core/incident/reports.ts'
import { LEVELS } from '#core/incident/triage.ts'
import { useAtlas } from '../state/atlas.ts'
import { type CaseFilter, narrowings, OPEN_CASES } from '../state/caseFilter.ts'
import { useCases } from '../state/cases.ts'
import { useSay } from '../state/preferences.ts'
import { Icon } from '../ui/icons.tsx'
import { IconButton, Menu } from '../ui/parts.tsx'
import { shortAreaName } from '../words/areas.ts'
import { command } from '../words/command.ts'
import { categoryWords, channelWords, levelWords, lightWords, urgencyWords } from '../words/incident.ts'
import { shift } from '../words/shift.ts'
import type { Words } from '../words/words.ts'
import { useMoment } from './useNames.ts'

/** Somebody types on; the question follows when they pause. */
const TYPED_MS = 250

/** Words, and what else narrows the queue. */
export const QueueFilters = () => {
  const say = useSay()
  const moment = useMoment()
  const filter = useCases((state) => state.filter)
  const narrow = useCases((state) => state.narrow)
  const [text, setText] = useState(filter.text)
  useEffect(() => setText(filter.text), [filter.text])
  useEffect(() => {
    if (text === filter.text) return
    const timer = setTimeout(() => narrow({ text }), TYPED_MS)
    return () => clearTimeout(timer)
  }, [text, filter.text, narrow])
  const areas = useAtlas((state) => state.areas)
  const streets = areas.filter(({ level }) => level === 'street')
  const narrowed = narrowings(filter)

  const choice = <K extends string>(
    label: Words,
    options: readonly K[],
    words: Record<K, Words>,
    chosen: readonly K[],
    change: (chosen: readonly K[]) => Partial<CaseFilter>,
  ): ReactNode => (
    <label>
      <span>{say(label)}</span>
      <select
        className="field"
        value={chosen[0] ?? ''}
        onChange={({ target }) => narrow(change(target.value ? [target.value as K] : []))}
      >
        <option value="">{say(command.everything)}</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {say(words[option])}
          </option>
        ))}
      </select>
    </label>
  )

  return (
    <div className="queue-filters">
      <input
        className="field"
        type="search"
        placeholder={say(command.searchCases)}
        aria-label={say(command.searchCases)}
        data-testid="case-search"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Menu
        label={say(command.filters)}
        align="start"
        className="filter-menu"
        trigger={
          <>
            {say(narrowed > 0 ? command.filtersOn : command.filters, { count: narrowed })}
            <Icon name="down" />
          </>
        }
      >
        {() => (
          <div className="filter-panel">
            <label>
              <span>{say(command.street)}</span>
              <select
                className="field"
                value={filter.within}
                onChange={({ target }) => narrow({ within: target.value })}
              >
                <option value="">{say(command.allStreets)}</option>
                {streets.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {shortAreaName(name)}
                  </option>
                ))}
              </select>
            </label>
            {choice(command.category, CATEGORIES, categoryWords, filter.categories, (categories) => ({
              categories,
            }))}
            {choice(command.channel, CHANNELS, channelWords, filter.channels, (channels) => ({ channels }))}
            {choice(command.urgency, URGENCIES, urgencyWords, filter.urgencies, (urgencies) => ({
              urgencies,
            }))}
            {choice(command.level, LEVELS, levelWords, filter.levels, (levels) => ({ levels }))}
            {choice(command.light, LIGHTS, lightWords, filter.lights, (lights) => ({ lights }))}
          </div>
        )}
      </Menu>
      <label className="mine">
        <input
          type="checkbox"
          checked={filter.mine}
          onChange={({ target }) => narrow({ mine: target.checked })}
        />
        {say(command.mine)}
      </label>
      {(narrowed > 0 || filter.states[0] !== 'open') && (
        <IconButton
          label={say(command.clearFilters)}
          className="tip-left"
          onClick={() => narrow({ ...OPEN_CASES, order: filter.order })}
        >
          <Icon name="close" />
        </IconButton>
      )}
      {filter.since !== null && (
        <p className="filter-note">{say(command.sinceStart, { time: moment(filter.since) })}</p>
      )}
      {filter.endedSince !== null && (
        <p className="filter-note">{say(shift.endedSince, { time: moment(filter.endedSince) })}</p>
      )}
      {filter.numbers.length > 0 && (
        <p className="filter-note">{say(shift.picked, { count: filter.numbers.length })}</p>
      )}
    </div>
  )
}
