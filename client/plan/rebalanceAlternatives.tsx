import type { DraftView } from '../editor/draft.ts'
import { useSay } from '../state/preferences.ts'
import { useRebalancing, type Variant } from '../state/rebalancing.ts'
import { Button } from '../ui/parts.tsx'
import { shortGridName } from '../words/areas.ts'
import { whole } from '../words/days.ts'
import { rebalanceWords as words } from '../words/rebalance.ts'

interface AlternativesProps {
  readonly variant: Variant
  readonly view: DraftView
  readonly isOld: boolean
}

/** A grid split, added or dissolved instead of moves: what each comes to, and one click that does it. */
export const Alternatives = ({ variant: { job }, view, isOld }: AlternativesProps) => {
  const say = useSay()
  const { takeAlternative, isTaking } = useRebalancing()
  const all = job.communities.flatMap(({ community, proposal }) =>
    (proposal?.alternatives ?? []).map((alternative, i) => ({ ...alternative, key: `${community} ${i}` })),
  )
  if (all.length === 0) return null
  const nameOf = (grid: string | null) =>
    shortGridName(view.balance.find((row) => row.grid === grid)?.name ?? '')
  return (
    <section className="card-part">
      <h3>{say(words.alternatives)}</h3>
      <ul className="alternatives">
        {all.map((alternative) => (
          <li key={alternative.key} data-testid="alternative" data-kind={alternative.kind}>
            <b>{say(words[alternative.kind], { grid: nameOf(alternative.grid) })}</b>
            <small>
              {say(words.alternativeFigures, {
                households: whole(alternative.households),
                before: whole(alternative.outsideBefore),
                after: whole(alternative.outsideAfter),
              })}
            </small>
            <small className="number">
              {alternative.grids
                .filter(({ before, after }) => before !== after)
                .map(({ name, before, after }) => `${shortGridName(name)} ${whole(before)} → ${whole(after)}`)
                .join(' · ')}
            </small>
            <Button
              disabled={isOld || isTaking || job.state === 'running'}
              onClick={() => takeAlternative(alternative)}
              data-testid="take-alternative"
            >
              {say(words.takeThis)}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
