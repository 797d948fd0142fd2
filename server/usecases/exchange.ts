import { grouped } from '#core/grouped.ts'
import { type Flow, flowOf, type Handing, handings } from '#core/incident/exchange.ts'
import type { Period } from '#core/incident/shift.ts'
import type { Spread } from '#core/incident/shiftBrief.ts'
import {
  type ExchangedRow,
  type ExchangeFigures,
  type ExchangeFiguresQuery,
  type ExchangePage,
  type ExchangeQuery,
  type FlowTold,
  USUAL_DAYS,
} from '../contract/exchange.ts'
import { degreesOf } from '../db/caseSurroundings.ts'
import { type Actor, type Database, SYSTEM, type Transaction } from '../db/database.ts'
import { type ExchangedCase, exchangedCases } from '../db/exchange.ts'
import { instantNow } from '../db/incidents.ts'
import { underBoth } from '../db/row.ts'
import { leastTold } from './caseActor.ts'

const DAY_MS = 86_400_000
const iso = (at: number): string => new Date(at).toISOString()

/** A case on one of its ways, with where it belongs. */
export interface Exchanged extends Handing {
  readonly one: ExchangedCase
}

/**
 * Everything that went between grids and police and was open in a period, as it stood when that ended. Read as the
 * system under `within`: who sees a case has to see the beat that it lies in, of whatever street that is.
 */
export async function exchangedIn(tx: Transaction, within: string, period: Period): Promise<Exchanged[]> {
  const cases = await exchangedCases(tx, within, period)
  return cases.flatMap((one) => handings(one, period.to).map((handing) => ({ ...handing, one })))
}

async function periodOf(tx: Transaction, { from, to }: ExchangeFiguresQuery): Promise<Period> {
  const now = await instantNow(tx)
  const end = to === undefined ? now : Math.min(Date.parse(to), now)
  return { from: from === undefined ? end - USUAL_DAYS * DAY_MS : Date.parse(from), to: end }
}

/** What was handed over in a period or waits at its end, the newest first. */
export function exchangePage(database: Database, actor: Actor, query: ExchangeQuery): Promise<ExchangePage> {
  const within = underBoth(actor, query.within)
  return database.transaction(SYSTEM, async (tx) => {
    const period = await periodOf(tx, query)
    const all = within === null ? [] : await exchangedIn(tx, within, period)
    const fitting = all
      .filter((one) => fits(one, query, period))
      .sort((a, b) => placeIn(b) - placeIn(a) || (keyOf(a) < keyOf(b) ? -1 : 1))
    const from = query.cursor === undefined ? 0 : fitting.findIndex((one) => isAfter(one, query.cursor ?? ''))
    const shown = from < 0 ? [] : fitting.slice(from, from + query.limit)
    const last = shown.at(-1)
    const isMore = last !== undefined && last !== fitting.at(-1)
    return { rows: shown.map(rowTold), next: isMore ? cursorOf(last) : null, total: fitting.length }
  })
}

function fits(one: Exchanged, { direction, state, beat, station }: ExchangeQuery, { from }: Period): boolean {
  return (
    (one.handedAt === null || one.handedAt >= from) &&
    (direction === undefined || one.direction === direction) &&
    (state === undefined || one.state === state) &&
    (beat === undefined || one.one.beat?.id === beat) &&
    (station === undefined || stationOf(one)?.id === station)
  )
}

const placeIn = ({ handedAt, reportedAt }: Handing): number => handedAt ?? reportedAt
const keyOf = ({ id, direction }: Handing): string => `${id}-${direction}`
const cursorOf = (one: Handing): string => `${placeIn(one)}-${keyOf(one)}`
function isAfter(one: Handing, cursor: string): boolean {
  const [at = '', ...key] = cursor.split('-')
  return placeIn(one) < Number(at) || (placeIn(one) === Number(at) && keyOf(one) > key.join('-'))
}

/** To whom it was given; of what nobody was given, whose place it is. */
export const stationOf = ({ station, one }: Exchanged): ExchangedRow['station'] => {
  if (station) return { ...station, by: 'holder' }
  return one.station && { id: one.station.id, name: one.station.name, by: one.beat ? 'beat' : 'street' }
}

function rowTold(exchanged: Exchanged): ExchangedRow {
  const { one, handedAt, answeredAt, closedAt, reportedAt } = exchanged
  const { id, direction, state, caseState, category, matter, urgency } = exchanged
  const instant = (at: number | null) => (at === null ? null : iso(at))
  return {
    ...{ id, number: one.number, direction, state, caseState, category, matter, urgency },
    ...{ area: one.area, position: degreesOf(one), beat: one.beat, station: stationOf(exchanged) },
    ...{ reportedAt: iso(reportedAt), handedAt: instant(handedAt) },
    ...{ answeredAt: instant(answeredAt), closedAt: instant(closedAt) },
  }
}

/** The figures of a period: in all, and by station; counts of fewer than three are told to staff only. */
export function exchangeFigures(
  database: Database,
  actor: Actor,
  query: ExchangeFiguresQuery,
): Promise<ExchangeFigures> {
  const within = underBoth(actor, query.within)
  return database.transaction(SYSTEM, async (tx) => {
    const period = await periodOf(tx, query)
    const all = within === null ? [] : await exchangedIn(tx, within, period)
    const least = leastTold(actor)
    const stations = [...grouped(all, (one) => stationOf(one)?.id)].flatMap(([station, own]) => {
      const name = own.map(stationOf).find((one) => one !== null)?.name
      return station === undefined || name === undefined
        ? []
        : [{ station, name, ...bothWays(own, period, least) }]
    })
    return {
      ...{ from: iso(period.from), to: iso(period.to), ...bothWays(all, period, least) },
      stations: stations.sort((a, b) => (a.name < b.name ? -1 : 1)),
    }
  })
}

/** The flows both ways, of which counts below `least` are not told. */
export function bothWays(all: readonly Handing[], { from }: Period, least: number) {
  const flow = (direction: Handing['direction']) =>
    flowTold(
      flowOf(
        all.filter((one) => one.direction === direction),
        from,
      ),
      least,
    )
  return { toPolice: flow('to_police'), toGrids: flow('to_grids') }
}

function flowTold({ toAnswer, toClose, ...counts }: Flow, least: number): FlowTold {
  const told = (count: number) => (count === 0 || count >= least ? count : null)
  const spread = (one: Spread) => (told(one.count) === null ? null : { ...one })
  return {
    ...{ handed: told(counts.handed), answered: told(counts.answered), closed: told(counts.closed) },
    ...{ waiting: told(counts.waiting), open: told(counts.open) },
    ...{ toAnswer: spread(toAnswer), toClose: spread(toClose) },
  }
}
