import { useMemo } from 'react'
import type { DraftView } from '../editor/draft.ts'
import { neighboursOf } from '../editor/neighbours.ts'
import { useAtlas } from '../state/atlas.ts'
import { useSay } from '../state/preferences.ts'
import { type RebalanceForm as Form, PRESETS, useRebalancing } from '../state/rebalancing.ts'
import { shortGridName } from '../words/areas.ts'
import { rebalanceWords as words } from '../words/rebalance.ts'
import type { Words } from '../words/words.ts'

const MOST_HOUSEHOLDS = 1000
const STEP = 10

/** What counts besides households, each in households, and how far its slider goes. */
const WEIGHTS = [
  ['perBuilding', words.perBuilding, 50],
  ['per100M', words.perM, 50],
  ['perBeat', words.perBeat, 10],
  ['perPlace', words.perPlace, 10],
  ['perCase', words.perCase, 50],
] as const

/** A grid and those of its community that share an edge with it. */
const surrounding = ({ grids }: DraftView, id: string | null): Form['around'] => {
  const grid = grids.find((one) => one.id === id)
  if (!grid) return null
  const inside = grids.filter(({ community }) => community === grid.community)
  return { name: shortGridName(grid.name), grids: [grid.id, ...neighboursOf(inside, new Set([grid.id]))] }
}

/** What is wished: the goal, where, the band, what else counts, and what the answer leans to. */
export const RebalanceForm = ({ view }: { view: DraftView }) => {
  const say = useSay()
  const selected = useAtlas(({ selected }) => selected)
  const chosen = useMemo(() => surrounding(view, selected), [view, selected])
  const { form, preset, fill, prefer } = useRebalancing()
  if (!form) return null
  const around = chosen ?? form.around
  return (
    <form className="rebalance-form" onSubmit={(event) => event.preventDefault()}>
      <fieldset>
        <legend>{say(words.goal)}</legend>
        {(['overload', 'band'] as const).map((goal) => (
          <label key={goal} className="choice">
            <input
              type="radio"
              name="goal"
              checked={form.goal === goal}
              data-testid={`goal-${goal}`}
              onChange={() => fill({ goal })}
            />
            {say(words[goal])}
          </label>
        ))}
      </fieldset>
      {around && (
        <fieldset>
          <legend>{say(words.scope)}</legend>
          {[null, around].map((scope) => (
            <label key={scope?.name ?? ''} className="choice">
              <input
                type="radio"
                name="scope"
                checked={form.around?.name === scope?.name}
                data-testid={scope ? 'scope-around' : 'scope-all'}
                onChange={() => fill({ around: scope })}
              />
              {scope ? say(words.around, { grid: scope.name }) : say(words.everywhere)}
            </label>
          ))}
        </fieldset>
      )}
      <Slider
        words={words.least}
        value={form.low}
        most={MOST_HOUSEHOLDS}
        step={STEP}
        name="low"
        onChange={(low) => fill({ low, high: Math.max(low, form.high) })}
      />
      <Slider
        words={words.most}
        value={form.high}
        most={MOST_HOUSEHOLDS}
        step={STEP}
        name="high"
        onChange={(high) => fill({ high: Math.max(1, high), low: Math.min(high, form.low) })}
      />
      <details>
        <summary>{say(words.weights)}</summary>
        <p className="slider-note">{say(words.counts)}</p>
        {WEIGHTS.map(([name, label, most]) => (
          <Slider
            key={name}
            words={label}
            value={form[name]}
            most={most}
            step={1}
            name={name}
            onChange={(value) => fill({ [name]: value })}
          />
        ))}
        {form.perPlace + form.perCase > 0 && <p className="slider-note">{say(words.workload)}</p>}
        <label className="choice">
          <input
            type="checkbox"
            checked={form.isOpen}
            data-testid="allow-structure"
            onChange={(event) => fill({ isOpen: event.currentTarget.checked })}
          />
          {say(words.structure)}
        </label>
        <label className="choice">
          <input
            type="checkbox"
            checked={form.isBarred}
            onChange={(event) => fill({ isBarred: event.currentTarget.checked })}
          />
          {say(words.barriers)}
        </label>
      </details>
      <fieldset className="presets">
        <legend>{say(words.preset)}</legend>
        {PRESETS.map((name) => (
          <label key={name} className="choice">
            <input
              type="radio"
              name="preset"
              checked={preset === name}
              data-testid={`prefer-${name}`}
              onChange={() => prefer(name)}
            />
            {say(words[name])}
          </label>
        ))}
      </fieldset>
    </form>
  )
}

interface SliderProps {
  readonly words: Words
  readonly value: number
  readonly most: number
  readonly step: number
  readonly name: keyof Form
  onChange(value: number): void
}

/** A number to drag or to type. */
const Slider = ({ words: label, value, most, step, name, onChange }: SliderProps) => {
  const say = useSay()
  const take = (text: string) => {
    const number = Number(text)
    if (text !== '' && Number.isFinite(number)) onChange(Math.round(Math.max(0, Math.min(10_000, number))))
  }
  return (
    <label className="slider">
      <span>{say(label)}</span>
      <input
        type="range"
        min={0}
        max={Math.max(most, value)}
        step={step}
        value={value}
        aria-valuetext={say(words.householdsUnit, { count: value })}
        onChange={(event) => take(event.currentTarget.value)}
      />
      <input
        type="number"
        className="field number"
        min={0}
        value={value}
        aria-label={say(label)}
        data-testid={`rebalance-${name}`}
        onChange={(event) => take(event.currentTarget.value)}
      />
    </label>
  )
}
