import { useEffect, useState } from 'react'
import type { PlanComparison } from '#contract/compare.ts'
import type { PlanSummary } from '#contract/plan.ts'
import * as api from '../api/endpoints.ts'
import { usePlanning } from '../state/planning.ts'
import { type Say, useSay } from '../state/preferences.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { Failed } from '../ui/failed.tsx'
import { Menu, Skeleton } from '../ui/parts.tsx'
import { counted } from '../words/days.ts'
import { liaison } from '../words/liaison.ts'
import { review } from '../words/review.ts'
import { screen } from '../words/screen.ts'
import { qualityRows } from './qualityRows.ts'
import { VariantTick } from './variantTick.tsx'

/** The plan beside what is published, or beside another plan of the same place; the map shows what differs. */
export const Comparison = ({ summary }: { summary: PlanSummary }) => {
  const say = useSay()
  return (
    <Menu
      label={say(screen.compare)}
      align="end"
      className="menu-up"
      trigger={<span data-testid="compare">{say(screen.compare)}</span>}
    >
      {() => <Panel summary={summary} />}
    </Menu>
  )
}

const Panel = ({ summary: { id, within, revision } }: { summary: PlanSummary }) => {
  const say = useSay()
  const [other, setOther] = useState('published')
  const isSaved = usePlanning((state) => state.saving === 'saved')
  const setCompared = usePlanning((state) => state.setCompared)
  const answer = useAnswer(isSaved ? `${id} ${revision} ${other}` : null, () => api.comparePlan(id, other))
  const others = useAnswer(within, () => api.plans(within))
  const comparison = answer.status === 'ready' ? answer.value : null
  const beside =
    others.status === 'ready'
      ? others.value.filter((plan) => plan.id !== id && plan.within === within && plan.status !== 'withdrawn')
      : []
  const underWay = beside.filter(({ status }) => status !== 'published')
  useEffect(() => {
    setCompared(comparison)
    return () => setCompared(null)
  }, [comparison, setCompared])
  return (
    <section className="comparison" aria-label={say(screen.compare)} data-testid="comparison">
      <label>
        {say(screen.compareWith)}
        <select className="field" value={other} onChange={(event) => setOther(event.currentTarget.value)}>
          <option value="published">{say(screen.publishedGrids)}</option>
          {beside.map((plan) => (
            <option key={plan.id} value={plan.id}>
              {plan.name}
            </option>
          ))}
        </select>
      </label>
      {answer.status === 'loading' && <Skeleton lines={8} label={say(screen.compare)} />}
      {answer.status === 'failed' && <Failed failure={answer.failure} onRetry={answer.retry} />}
      {comparison && <Figures comparison={comparison} say={say} />}
      {underWay.length > 0 && (
        <fieldset className="others-over">
          <legend>{say(review.layOverTip)}</legend>
          {underWay.map((plan) => (
            // biome-ignore lint/a11y/noLabelWithoutControl: the box inside is the control
            <label key={plan.id}>
              <VariantTick plan={plan} />
              {plan.name}
            </label>
          ))}
        </fieldset>
      )}
    </section>
  )
}

const Figures = ({ comparison, say }: { comparison: PlanComparison; say: Say }) => {
  const { before, after, grids, areas, moved, households, beats, crew } = comparison
  const changedM2 = areas.reduce((sum, { areaM2 }) => sum + areaM2, 0)
  return (
    <>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{say(screen.comparedBefore)}</th>
            <th scope="col">{say(screen.comparedAfter)}</th>
          </tr>
        </thead>
        <tbody>
          {qualityRows.map(([words, figure]) => (
            <tr key={words.zh}>
              <th scope="row">{say(words)}</th>
              <td className="number">{figure(before)}</td>
              <td className="number">
                {figure(before) === figure(after) ? figure(after) : <b>{figure(after)}</b>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p data-testid="compared-moved">
        {say(screen.comparedMoved, {
          grids: grids.length,
          buildings: moved.length,
          households: counted(households),
          area: counted(Math.round(changedM2)),
        })}
      </p>
      {beats.beats.length > 0 && (
        <p data-testid="compared-beats">
          {say(liaison.comparedBeats, {
            beats: beats.beats.length,
            buildings: beats.moved.length,
            households: beats.households,
          })}
        </p>
      )}
      {crew.people > 0 && (
        <p data-testid="compared-crew">
          {say(screen.comparedCrew, { people: counted(crew.people), ...crew.byRole })}
        </p>
      )}
    </>
  )
}
