import { CATEGORIES, type Category } from '#core/incident/matters.ts'
import { HEAT_DAYS, HEAT_HOURS, HEAT_VIEWS, type HeatView, rateScale, useHeat } from '../state/heat.ts'
import { usePreferences, useSay } from '../state/preferences.ts'
import { heatColours } from '../state/theme.ts'
import { Segments } from '../ui/segments.tsx'
import { caseProblem } from '../words/caseWords.ts'
import { command } from '../words/command.ts'
import { counted } from '../words/days.ts'
import { categoryWords } from '../words/incident.ts'
import type { Words } from '../words/words.ts'

const VIEW_WORDS: Record<HeatView, Words> = {
  off: command.heatOff,
  heatmap: command.heatmap,
  hexagons: command.hexagons,
  rates: command.rates,
}
const DAY_WORDS: Record<(typeof HEAT_DAYS)[number], Words> = {
  1: command.day1,
  7: command.day7,
  30: command.day30,
  365: command.day365,
}

/** Single cases or where it heats up; of what, since when, at which hours. */
export const HeatPanel = () => {
  const say = useSay()
  const { view, days, category, hours, answer, failure, change } = useHeat()
  const total = answer?.byHour.reduce((sum, count) => sum + count, 0) ?? 0
  const refused = failure && caseProblem(failure.code)
  return (
    <section className="heat-panel" aria-label={say(command.heat)}>
      <Segments
        label={command.heat}
        options={HEAT_VIEWS}
        value={view}
        wordsOf={(name) => VIEW_WORDS[name]}
        testid="heat"
        onChoose={(name) => change({ view: name })}
      />
      {view !== 'off' && (
        <div className="heat-choices">
          <select
            className="field"
            aria-label={say(command.category)}
            value={category}
            data-testid="heat-category"
            onChange={({ target }) => change({ category: target.value as Category | '' })}
          >
            <option value="">{say(command.everything)}</option>
            {CATEGORIES.map((code) => (
              <option key={code} value={code}>
                {say(categoryWords[code])}
              </option>
            ))}
          </select>
          <select
            className="field"
            aria-label={say(command.heatPeriod)}
            value={days}
            onChange={({ target }) => {
              const chosen = HEAT_DAYS.find((one) => one === Number(target.value))
              if (chosen) change({ days: chosen })
            }}
          >
            {HEAT_DAYS.map((one) => (
              <option key={one} value={one}>
                {say(DAY_WORDS[one])}
              </option>
            ))}
          </select>
          <select
            className="field"
            aria-label={say(command.hoursOfDay)}
            value={HEAT_HOURS.indexOf(hours)}
            onChange={({ target }) => change({ hours: HEAT_HOURS[Number(target.value)] ?? null })}
          >
            {HEAT_HOURS.map((one, i) => (
              <option key={String(one)} value={i}>
                {one ? say(command.heatHours, { from: one[0], to: one[1] + 1 }) : say(command.allDay)}
              </option>
            ))}
          </select>
          {refused && <p className="case-refused">{say(refused.words, refused.fill)}</p>}
          {answer && (
            <>
              <p className="heat-total" data-testid="heat-total" data-count={total}>
                <b className="number">
                  {say(total > 0 ? command.heatTotal : command.noHeat, { count: total })}
                </b>
                {answer.suppressed > 0 && (
                  <small>{say(command.suppressed, { count: answer.suppressed })}</small>
                )}
              </p>
              <Hours counts={answer.byHour} />
              <Scale />
            </>
          )}
        </div>
      )}
    </section>
  )
}

const Hours = ({ counts }: { counts: readonly number[] }) => {
  const say = useSay()
  const highest = Math.max(1, ...counts)
  return (
    <figure className="heat-hours" aria-label={say(command.byHour)}>
      <div className="bars" aria-hidden="true">
        {counts.map((count, hour) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the hour
            key={hour}
            className="bar"
            title={`${hour}: ${counted(count)}`}
            style={{ height: count === 0 ? 1 : `${Math.max(6, (100 * count) / highest)}%` }}
          />
        ))}
      </div>
      <figcaption className="number">
        <span>0</span>
        <span>6</span>
        <span>12</span>
        <span>18</span>
        <span>24</span>
      </figcaption>
    </figure>
  )
}

/** What the colours mean: numbers where they are rates, few and many where it is heat. */
const Scale = () => {
  const say = useSay()
  const theme = usePreferences((state) => state.theme)
  const { view, answer } = useHeat()
  const { highest } = rateScale(answer?.grids ?? [])
  const isRate = view === 'rates'
  return (
    <figure className="heat-scale">
      {isRate && <figcaption>{say(command.rateLegend)}</figcaption>}
      <div className="heat-colours" aria-hidden="true">
        {heatColours[theme].map((colour) => (
          <span key={colour.join()} style={{ background: `rgb(${colour.join()})` }} />
        ))}
      </div>
      <p>
        <span>{isRate ? 0 : say(command.few)}</span>
        <span>{isRate ? `≥ ${Math.round(highest * 10) / 10}` : say(command.many)}</span>
      </p>
    </figure>
  )
}
