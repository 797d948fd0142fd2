import type { BalanceRow } from '#core/plan/balance.ts'
import { byDifference } from '../editor/difference.ts'
import { Icon } from '../ui/icons.tsx'
import { shortGridName } from '../words/areas.ts'
import { counted, signed } from '../words/days.ts'
import { liaison } from '../words/liaison.ts'
import { screen } from '../words/screen.ts'
import { ShadeMark } from './shadeMark.tsx'
import { useLayerSay } from './useLayerSay.ts'

interface LedgerProps {
  readonly balance: readonly BalanceRow[]
  /** What the next click would make of it. */
  readonly outlook: readonly BalanceRow[] | null
  /** Grids that households do not measure. */
  readonly exclusive: ReadonlySet<string>
  readonly selected: string | null
  readonly isEditable: boolean
  /** Beats: they may go on beyond what is counted here. */
  readonly isPart: boolean
  /** The community of a code, where the plan has several. */
  readonly placeOf: (code: string) => string
  onSelect(grid: string): void
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

/** Before → after for every changed grid, in grey what would come, and the total that must not move. */
export const Ledger = ({
  balance,
  outlook,
  exclusive,
  selected,
  isEditable,
  isPart,
  placeOf,
  onSelect,
}: LedgerProps) => {
  const say = useLayerSay()
  const nextByGrid = new Map(outlook?.map((row) => [row.grid, row]))
  const known = new Set(balance.map(({ grid }) => grid))
  const made = outlook?.filter(({ grid }) => !known.has(grid)) ?? []
  const nextOf = (row: BalanceRow) => {
    const next = nextByGrid.get(row.grid)
    return next && (next === row || next.householdsAfter !== row.householdsAfter) ? next : null
  }
  const afterOf = (row: BalanceRow) => (nextOf(row) ?? row).householdsAfter
  const changed = byDifference([...balance, ...made], afterOf)
  const before = sum(balance.map((row) => row.householdsBefore))
  const after = sum((outlook ?? balance).map((row) => row.householdsAfter))
  return (
    <section className="ledger" aria-label={say(screen.ledger)} data-testid="ledger">
      {isPart && <span className="ledger-part">{say(liaison.inArea)}</span>}
      {changed.length === 0 ? (
        <p className="ledger-empty">{say(isEditable ? screen.ledgerEmpty : screen.ledgerUnchanged)}</p>
      ) : (
        <ul>
          {changed.map((row) => {
            const next = nextOf(row)
            const shown = next ?? row
            const shade = exclusive.has(row.grid) ? 'exclusive' : shown.bandAfter
            return (
              <li key={row.grid}>
                <button
                  type="button"
                  className={next ? 'ledger-cell ledger-outlook' : 'ledger-cell'}
                  aria-pressed={row.grid === selected}
                  data-testid="ledger-row"
                  data-grid-code={row.code}
                  data-before={row.householdsBefore}
                  data-households={row.householdsAfter}
                  data-outlook={next?.householdsAfter}
                  onClick={() => onSelect(row.grid)}
                >
                  <ShadeMark shade={shade} />
                  <b className="ledger-name" title={row.name}>
                    {placeOf(row.code)} {shortGridName(row.name)}
                  </b>
                  <span className="number">{counted(row.householdsBefore)}</span>
                  <span className="ledger-arrow" aria-hidden="true">
                    →
                  </span>
                  <b className="number ledger-after">
                    {row.retired ? say(screen.retired) : counted(shown.householdsAfter)}
                  </b>
                  <span className={`number ink-${shade}`}>{signed(afterOf(row) - row.householdsBefore)}</span>
                  {next && <span className="unseen">{say(screen.outlook)}</span>}
                </button>
              </li>
            )
          })}
        </ul>
      )}
      <p className="ledger-total" data-testid="ledger-total" data-before={before} data-households={after}>
        <span>{say(screen.total)}</span>
        <b className="number">{counted(after)}</b> {say(screen.households)}
        {before === after && (
          <span className="ledger-unchanged">
            <Icon name="check" />
            {say(screen.unchanged)}
          </span>
        )}
      </p>
    </section>
  )
}
