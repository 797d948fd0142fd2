import { useEffect, useState } from 'react'
import type { ExchangedRow } from '#contract/exchange.ts'
import { DIRECTIONS, EXCHANGE_STATES } from '#core/incident/exchange.ts'
import * as api from '../api/exchangeEndpoints.ts'
import { useMatterName, useMoment } from '../command/useNames.ts'
import { useAtlas } from '../state/atlas.ts'
import { useCatalogue } from '../state/catalogue.ts'
import { useExchange } from '../state/exchange.ts'
import { useCommunityNames } from '../state/places.ts'
import { useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { mayCommand, useWorkspace } from '../state/workspace.ts'
import { Failed } from '../ui/failed.tsx'
import { Icon } from '../ui/icons.tsx'
import { Button, Empty, IconButton, Skeleton } from '../ui/parts.tsx'
import { Segments } from '../ui/segments.tsx'
import { directionWords, exchange, exchangeStateWords } from '../words/exchange.ts'
import { categoryWords } from '../words/incident.ts'
import { liaison } from '../words/liaison.ts'
import { FlowFigures } from './flowFigures.tsx'
import { ReturnForm } from './returnForm.tsx'

const WAYS = ['both', ...DIRECTIONS] as const
const PERIODS = [7, 30, 90] as const
const DAY_MS = 86_400_000

/** 警网流转: what went to the police and what came back, with its times; and the way in for what comes back. */
export const ExchangePage = () => {
  const say = useSay()
  const within = useAtlas((state) => state.within)
  const session = useSession((state) => state.session)
  const showPage = useWorkspace((state) => state.showPage)
  const { way, state, days, narrow } = useExchange()
  const [isReturning, setReturning] = useState(false)
  const [sent, setSent] = useState(0)
  const isStaff = mayCommand(session) && session?.role !== 'viewer'
  useEffect(() => void useCatalogue.getState().load(), [])
  const asked = { within, days, sent }
  const figures = useAnswer(JSON.stringify(asked), () => api.exchangeFigures({ within, from: daysAgo(days) }))
  return (
    <section className="liaison-page exchange" aria-label={say(exchange.title)} data-testid="exchange">
      <header className="matrix-bar">
        <h2>{say(exchange.title)}</h2>
        <Segments
          label={exchange.direction}
          options={WAYS}
          value={way}
          wordsOf={(one) => (one === 'both' ? exchange.both : directionWords[one])}
          testid="exchange-way"
          onChoose={(one) => narrow({ way: one })}
        />
        <Segments
          label={exchange.period}
          options={PERIODS}
          value={days}
          wordsOf={() => exchange.days}
          fillOf={(count) => ({ count })}
          testid="exchange-days"
          onChoose={(one) => narrow({ days: one })}
        />
        <select
          className="field"
          aria-label={say(exchange.state)}
          value={state}
          data-testid="exchange-state"
          onChange={({ target }) => narrow({ state: target.value as typeof state })}
        >
          <option value="">{say(exchange.allStates)}</option>
          {EXCHANGE_STATES.map((one) => (
            <option key={one} value={one}>
              {say(exchangeStateWords[one])}
            </option>
          ))}
        </select>
        <span className="bar-gap" />
        {session?.role === 'liaison' && (
          <Button tone="main" data-testid="return-open" onClick={() => setReturning(true)}>
            <Icon name="plus" />
            {say(exchange.giveBack)}
          </Button>
        )}
        <IconButton label={say(liaison.backToMap)} className="tip-left" onClick={() => showPage(null)}>
          <Icon name="close" />
        </IconButton>
      </header>
      <div className={isReturning ? 'crews-body' : 'exchange-body'}>
        <div className="crews-list">
          {figures.status === 'loading' && <Skeleton lines={2} label={say(exchange.loading)} />}
          {figures.status === 'failed' && <Failed failure={figures.failure} onRetry={figures.retry} />}
          {figures.status === 'ready' && (
            <div className="flows">
              {way !== 'to_grids' && (
                <FlowFigures name={directionWords.to_police} flow={figures.value.toPolice} />
              )}
              {way !== 'to_police' && (
                <FlowFigures name={directionWords.to_grids} flow={figures.value.toGrids} />
              )}
            </div>
          )}
          {isStaff ? <Rows key={sent} within={within} /> : <Empty>{say(exchange.staffOnly)}</Empty>}
        </div>
        {isReturning && (
          <aside className="crews-card">
            <ReturnForm
              onDone={() => {
                setReturning(false)
                setSent((count) => count + 1)
              }}
              onCancel={() => setReturning(false)}
            />
          </aside>
        )}
      </div>
    </section>
  )
}

const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString()

const Rows = ({ within }: { within: string }) => {
  const say = useSay()
  const { way, state, days, rows, total, next, status, failure, load, more } = useExchange()
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is asked for asks anew
  useEffect(() => void load(within), [within, way, state, days])
  if (status === 'loading') return <Skeleton lines={12} label={say(exchange.loading)} />
  if (status === 'failed' && failure) return <Failed failure={failure} onRetry={() => load(within)} />
  if (rows.length === 0) return <Empty>{say(exchange.none)}</Empty>
  return (
    <div className="exchange-rows">
      <table className="share-table exchange-table">
        <thead>
          <tr>
            <th scope="col">
              {say(exchange.number)}{' '}
              <small data-testid="exchange-total">{say(exchange.count, { count: total })}</small>
            </th>
            <th scope="col">{say(exchange.state)}</th>
            <th scope="col">{say(exchange.matter)}</th>
            <th scope="col">{say(exchange.place)}</th>
            <th scope="col">{say(exchange.beat)}</th>
            <th scope="col">{say(exchange.station)}</th>
            <th scope="col" className="number">
              {say(exchange.handedAt)}
            </th>
            <th scope="col" className="number">
              {say(exchange.answeredAt)}
            </th>
            <th scope="col" className="number">
              {say(exchange.closedAt)}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.id} ${row.direction}`} row={row} />
          ))}
        </tbody>
      </table>
      {next && (
        <Button className="exchange-more" onClick={() => more(within)}>
          {say(exchange.more)}
        </Button>
      )}
    </div>
  )
}

const Row = ({ row }: { row: ExchangedRow }) => {
  const say = useSay()
  const moment = useMoment()
  const matterName = useMatterName()
  const placeOf = useCommunityNames()
  const time = (at: string | null) => (at ? moment(at) : '—')
  return (
    <tr data-testid="exchange-row" data-direction={row.direction} data-state={row.state}>
      <th scope="row" className="number">
        {row.number}
        <small>{say(directionWords[row.direction])}</small>
      </th>
      <td>{say(exchangeStateWords[row.state])}</td>
      <td>{row.matter ? matterName(row.matter) : say(categoryWords[row.category])}</td>
      <td>{placeOf(row.area)}</td>
      <td>{row.beat?.name ?? say(row.position ? exchange.noBeat : exchange.noPlace)}</td>
      <td>
        {row.station?.name ?? '—'}
        {row.station?.by === 'street' && <small>{say(exchange.byStreet)}</small>}
      </td>
      <td className="number">{time(row.handedAt)}</td>
      <td className="number">{time(row.answeredAt)}</td>
      <td className="number">{time(row.closedAt)}</td>
    </tr>
  )
}
