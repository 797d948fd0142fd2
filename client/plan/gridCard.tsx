import type { GridVersion } from '#contract/area.ts'
import type { Band } from '#core/plan/plan.ts'
import * as api from '../api/endpoints.ts'
import { type AtlasGrid, useAtlas } from '../state/atlas.ts'
import { useSay } from '../state/preferences.ts'
import { mayPlan, useSession } from '../state/session.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { beyondOf } from '../state/worklist.ts'
import { Button, Empty, Skeleton } from '../ui/parts.tsx'
import { counted, dayOf, signed } from '../words/days.ts'
import { screen } from '../words/screen.ts'
import { type Shade, shadeOf } from '../words/shades.ts'
import { BuildingTable } from './buildingTable.tsx'
import { Failed } from './failed.tsx'

interface GridCardProps {
  readonly grid: AtlasGrid | null
  readonly place: string
  readonly band: Band
  /** The plan under way in this community, if there is one. */
  readonly openPlan: string | null
  readonly isStarting: boolean
  onStart(): void
}

/** What is published of one grid: its numbers, its buildings, its history, and the way into a plan. */
export const GridCard = ({ grid, place, band, openPlan, isStarting, onStart }: GridCardProps) => {
  const say = useSay()
  const { session, askToSignIn } = useSession()
  const asOf = useAtlas((state) => state.asOf)
  if (!grid)
    return (
      <section className="card" aria-label={say(screen.card)}>
        <Empty>{say(screen.pickGrid)}</Empty>
      </section>
    )
  return (
    <section
      className="card"
      aria-label={say(screen.card)}
      data-testid="grid-card"
      data-grid-code={grid.code}
    >
      <header className="card-head">
        <p className="card-place">{place}</p>
        <h2>{grid.name}</h2>
        <p className="card-code number">{grid.code}</p>
      </header>
      <Households households={grid.households} shade={shadeOf(grid)} band={band} />
      <dl className="facts">
        <Fact label={say(grid.type === 'exclusive' ? screen.exclusiveGrid : screen.basicGrid)} />
        <Fact label={say(screen.buildings)} value={grid.buildings} />
        <Fact label={say(screen.places)} value={grid.places} />
      </dl>
      <div className="card-actions" data-card>
        {asOf !== null ? (
          <p className="card-note">{say(screen.lookingBackTip)}</p>
        ) : mayPlan(session) ? (
          <Button tone="main" busy={isStarting} onClick={onStart} data-testid="start-plan">
            {say(openPlan ? screen.continuePlan : screen.startPlan)}
          </Button>
        ) : session ? (
          <p className="card-note">{say(screen.mayLookOnly)}</p>
        ) : (
          <Button tone="main" onClick={askToSignIn} data-testid="sign-in-to-plan">
            {say(screen.signInToPlan)}
          </Button>
        )}
      </div>
      <Buildings grid={grid.id} asOf={asOf} version={grid.version} />
      <History grid={grid.id} version={grid.version} />
    </section>
  )
}

export const Households = (props: { households: number; shade: Shade; band: Band }) => {
  const { households, shade, band } = props
  const say = useSay()
  const beyond = beyondOf(props, band)
  const words =
    shade === 'exclusive'
      ? screen.exclusiveNote
      : beyond > 0
        ? screen.beyondAbove
        : beyond < 0
          ? screen.beyondBelow
          : screen.inBand
  return (
    <p className="households" data-testid="card-households" data-households={households}>
      <b className="number">{counted(households)}</b> {say(screen.households)}
      <span className={`households-beyond ink-${shade}`}>
        {beyond !== 0 && <span aria-hidden="true">{signed(beyond).slice(0, 1)} </span>}
        {say(words, { beyond: Math.abs(beyond), low: band.low, high: band.high })}
      </span>
    </p>
  )
}

const Fact = ({ label, value }: { label: string; value?: number }) => (
  <div>
    <dt>{label}</dt>
    {value !== undefined && <dd className="number">{counted(value)}</dd>}
  </div>
)

const Buildings = ({ grid, asOf, version }: { grid: string; asOf: string | null; version: number }) => {
  const say = useSay()
  const answer = useAnswer(`${grid} ${asOf} ${version}`, () => api.buildingsOf(grid, asOf))
  return (
    <section className="card-part">
      <h3>{say(screen.buildings)}</h3>
      {answer.status === 'loading' && <Skeleton lines={6} label={say(screen.loading)} />}
      {answer.status === 'failed' && <Failed failure={answer.failure} onRetry={answer.retry} />}
      {answer.status === 'ready' &&
        (answer.value.length ? (
          <BuildingTable buildings={answer.value} />
        ) : (
          <Empty>{say(screen.noBuildings)}</Empty>
        ))}
    </section>
  )
}

const History = ({ grid, version }: { grid: string; version: number }) => {
  const say = useSay()
  const { asOf, lookBack } = useAtlas()
  const timeZone = useSession((state) => state.settings?.timeZone ?? 'Asia/Shanghai')
  const answer = useAnswer(`${grid} ${version}`, () => api.historyOf(grid))
  // Where the buildings could not be had either, one message is enough.
  if (answer.status !== 'ready') return null
  const versions = answer.value
    // Superseded before it ever held.
    .filter(({ validFrom, validTo }) => validFrom !== validTo)
    .sort((a, b) => b.validFrom.localeCompare(a.validFrom))
  const isAhead = ({ validFrom }: GridVersion) => Date.parse(validFrom) > Date.now()
  const current = versions.find((past) => !isAhead(past))
  return (
    <section className="card-part">
      <h3>{say(screen.history)}</h3>
      <ol className="history">
        {versions.map((past) => {
          const from = dayOf(past.validFrom, timeZone)
          const last = past.validTo && new Date(Date.parse(past.validTo) - 1).toISOString()
          const isPast = last !== null && past !== current && !isAhead(past)
          const words = isAhead(past) ? screen.scheduled : isPast ? screen.until : screen.since
          return (
            <li
              key={past.version}
              aria-current={past === current || undefined}
              data-testid="history-row"
              data-households={past.households}
            >
              <span className="history-dot" aria-hidden="true" />
              <div>
                <b>{past.planName ?? say(screen.imported)}</b>
                <small>{say(words, { from, to: last ? dayOf(last, timeZone) : '' })}</small>
              </div>
              <span className="number">{counted(past.households)}</span>
              {isPast && asOf !== last && (
                <Button tone="quiet" onClick={() => lookBack(last)}>
                  {say(screen.viewThen)}
                </Button>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
