import { type DraftView, namesIn } from '../editor/draft.ts'
import { usePlaceOf } from '../state/places.ts'
import { usePlanning } from '../state/planning.ts'
import { useSay } from '../state/preferences.ts'
import {
  chosenOf,
  type ListedMove,
  movesOf,
  useRebalancing,
  type Variant,
  withGroup,
} from '../state/rebalancing.ts'
import { Icon } from '../ui/icons.tsx'
import { Button } from '../ui/parts.tsx'
import { shortGridName } from '../words/areas.ts'
import { whole } from '../words/days.ts'
import { refusalSpoken } from '../words/problems.ts'
import { rebalanceWords as words } from '../words/rebalance.ts'

/** More buildings than this are not named one by one. */
const MOST_NAMES = 3

interface MovesProps {
  readonly variant: Variant
  readonly view: DraftView
  readonly isOld: boolean
}

/** The moves in their order, each with its reason; all, some or one of them are taken, each a step that can be undone. */
export const RebalanceMoves = ({ variant, view, isOld }: MovesProps) => {
  const say = useSay()
  const { take, toggle, isTaking } = useRebalancing()
  const { outlook, pointAt, considered } = usePlanning()
  const placeOf = usePlaceOf()
  const moves = movesOf(variant.job)
  const chosen = chosenOf(variant)
  if (moves.length === 0) return null
  const nameOf = (grid: string) => shortGridName(view.balance.find((row) => row.grid === grid)?.name ?? '')
  const result = considered ? outlook?.result : undefined
  const refusal = result && !result.ok ? result.refusal : null
  const torn = result?.ok ? result.torn : []
  const isFree = !isOld && variant.job.state !== 'running' && !isTaking
  const namesOf = ({ buildings }: ListedMove) => {
    const named = buildings.slice(0, buildings.length > MOST_NAMES ? 2 : MOST_NAMES)
    const names = named.map(({ name }) => name).join('、')
    return named.length === buildings.length ? names : say(words.andMore, { names, count: buildings.length })
  }
  const open = moves.filter(({ key }) => !variant.taken.has(key))
  const homes = new Map(view.buildings.map(({ id, grid }) => [id, grid]))
  return (
    <section className="card-part">
      <header className="card-part-head">
        <h3>{say(words.moves)}</h3>
      </header>
      <ol className="moves">
        {moves.map((move) => {
          // Undone since, it is no longer taken, and the list is old.
          const isTaken =
            variant.taken.has(move.key) && move.buildings.every(({ id }) => homes.get(id) === move.to)
          const names = namesOf(move)
          const fill = { from: nameOf(move.from), to: nameOf(move.to) }
          return (
            <li
              key={move.key}
              data-testid="proposed-move"
              data-taken={isTaken || undefined}
              data-building={names}
              onPointerEnter={() => pointAt(move.buildings[0]?.id ?? null)}
              onPointerLeave={() => pointAt(null)}
            >
              <label>
                <input
                  type="checkbox"
                  checked={isTaken || !variant.left.has(move.key)}
                  disabled={isTaken || !isFree}
                  aria-label={say(words.choose, { what: names })}
                  onFocus={() => pointAt(move.buildings[0]?.id ?? null)}
                  onBlur={() => pointAt(null)}
                  onChange={() => toggle(move)}
                />
                <span className="move-what">
                  <b>{names}</b>
                  <span className="move-way">
                    {placeOf(move.key)} {fill.from} → {fill.to}
                  </span>
                  <small>
                    {isTaken ? say(words.taken) : say(words[move.reason], fill)}
                    {isTogether(move, moves) && ` · ${say(words.together)}`}
                  </small>
                </span>
                <span className="number">{whole(move.households)}</span>
              </label>
            </li>
          )
        })}
      </ol>
      {refusal && <p role="alert">{say(refusalSpoken(refusal, namesIn(view)))}</p>}
      {torn.length > 0 && (
        <p role="alert">
          {say(words.wouldTear, { grids: torn.map(({ name }) => shortGridName(name)).join('、') })}
        </p>
      )}
      {open.length > 0 && (
        <Button
          tone="main"
          className="take-moves"
          busy={isTaking}
          disabled={!isFree || chosen.length === 0 || refusal !== null || torn.length > 0}
          onClick={take}
          data-testid="take-moves"
        >
          <Icon name="check" />
          {chosen.length === open.length
            ? say(words.takeAll)
            : say(words.takeChosen, { count: chosen.length })}
        </Button>
      )}
    </section>
  )
}

const isTogether = (move: ListedMove, moves: readonly ListedMove[]): boolean =>
  withGroup(move, moves).length > 1
