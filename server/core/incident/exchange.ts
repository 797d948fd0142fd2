import type { Instant } from './calendar.ts'
import type { Action, Case, CaseState, Holder, LogRow, Reported } from './case.ts'
import { caseAfter } from './caseAfter.ts'
import { isOpen, isQuiet } from './lifecycle.ts'
import type { Category, Urgency } from './matters.ts'
import { type LoggedCase, rowsBefore } from './pastCase.ts'
import { isPoliceMatter } from './returned.ts'
import { type Spread, spread } from './shiftBrief.ts'

/** 移送公安, and non-police matters of the 110 that come back 回流网格. */
export const DIRECTIONS = ['to_police', 'to_grids'] as const
export type Direction = (typeof DIRECTIONS)[number]

/**
 * How it stands with whoever got it: `waiting`: the police's own, and not handed to them yet; `handed` and not answered;
 * `answered`; `returned`: given to somebody else since; `ended`.
 */
export const EXCHANGE_STATES = ['waiting', 'handed', 'answered', 'returned', 'ended'] as const
export type ExchangeState = (typeof EXCHANGE_STATES)[number]

/** A case on its way from the grids to the police or back, as it stood at an instant. */
export interface Handing {
  readonly id: string
  readonly direction: Direction
  readonly state: ExchangeState
  readonly caseState: CaseState
  readonly category: Category
  readonly matter: string | null
  readonly urgency: Urgency
  readonly reportedAt: Instant
  /** When it was first handed over; null while it waits. */
  readonly handedAt: Instant | null
  /** When whoever got it first did something about it. */
  readonly answeredAt: Instant | null
  /** When it was first closed after that. */
  readonly closedAt: Instant | null
  /** The station that it was handed to, by the log. */
  readonly station: Pick<Holder, 'id' | 'name'> | null
}

/** What the police do with a case that they were given. */
const ANSWERS: readonly Action[] = ['accept', 'return', 'feedback']

/**
 * The ways of a case between grids and police before an instant, by its log alone; none for what is no matter of the
 * police's and did not come from them. What came from the 110 may be handed to the police later: then it went both ways.
 */
export function handings({ id, channel, log }: LoggedCase, before: Instant): Handing[] {
  const rows = rowsBefore(log, before)
  const [first] = rows
  if (!first) return []
  const current = caseAfter(rows)
  const category = current.matter?.category ?? (first.act as Reported).category ?? '99'
  const isTheirs = isPoliceMatter(category, current.matter)
  const told = {
    ...{ id, category, matter: current.matter?.code ?? null, urgency: current.urgency },
    ...{ caseState: current.state, reportedAt: first.at },
  }
  const toPolice = handedToPolice(rows, current) ?? (isTheirs && isOpen(current.state) ? WAITING : null)
  return [
    ...(toPolice ? [{ ...told, ...toPolice }] : []),
    ...(channel === 'police_110' && !isTheirs ? [{ ...told, ...handedToGrids(first, rows, current) }] : []),
  ]
}

type Way = Pick<Handing, 'direction' | 'state' | 'handedAt' | 'answeredAt' | 'closedAt' | 'station'>

const WAITING: Way = {
  ...{ direction: 'to_police', state: 'waiting', station: null },
  ...{ handedAt: null, answeredAt: null, closedAt: null },
}

const givenTo = ({ act }: LogRow): Holder | null => ('holder' in act ? act.holder : null)
const after = (rows: readonly LogRow[], { version }: LogRow) => rows.filter((row) => row.version > version)
const isAnswer = ({ act }: LogRow): boolean => ANSWERS.includes(act.action as Action)
const closing = (rows: readonly LogRow[]): Instant | null =>
  rows.find(({ to }) => to === 'closed')?.at ?? null

function handedToPolice(rows: readonly LogRow[], { state, holder }: Case): Way | null {
  const given = rows.filter((row) => givenTo(row) !== null)
  const first = given.find((row) => givenTo(row)?.kind === 'police')
  const last = given.findLast((row) => givenTo(row)?.kind === 'police')
  if (!first || !last) return null
  // What others did after the police had given it up is not theirs.
  const theirs = after(rows, first).filter(
    ({ version }) => givenTo(given.findLast((row) => row.version < version) ?? first)?.kind === 'police',
  )
  const standing = after(theirs, last).some(isAnswer) ? 'answered' : 'handed'
  const { id, name } = givenTo(last) as Holder
  return {
    direction: 'to_police',
    state: !isOpen(state) ? 'ended' : holder?.kind === 'police' ? standing : 'returned',
    ...{ handedAt: first.at, station: { id, name } },
    answeredAt: theirs.find(isAnswer)?.at ?? null,
    closedAt: closing(theirs),
  }
}

function handedToGrids(first: LogRow, rows: readonly LogRow[], { state }: Case): Way {
  const answer = after(rows, first).find(({ act }) => act.action !== 'report' && !isQuiet(act.action))
  return {
    direction: 'to_grids',
    state: !isOpen(state) ? 'ended' : answer ? 'answered' : 'handed',
    ...{ handedAt: first.at, answeredAt: answer?.at ?? null, closedAt: closing(rows), station: null },
  }
}

/** What went one way in a period. */
export interface Flow {
  /** Handed over, answered, closed in the period, whenever it began. */
  readonly handed: number
  readonly answered: number
  readonly closed: number
  /** At its end: still to hand over; handed over and not ended. */
  readonly waiting: number
  readonly open: number
  /** From being handed over to the first answer, and to the end, of what was answered and closed in the period. */
  readonly toAnswer: Spread
  readonly toClose: Spread
}

/** The figures of a period that began at `from`, by handings as they stood at its end. */
export function flowOf(all: readonly Handing[], from: Instant): Flow {
  const within = (at: Instant | null): at is Instant => at !== null && at >= from
  const lengths = (endOf: (one: Handing) => Instant | null) =>
    all.flatMap((one) => {
      const end = endOf(one)
      return within(end) && one.handedAt !== null ? [end - one.handedAt] : []
    })
  const [answers, ends] = [lengths((one) => one.answeredAt), lengths((one) => one.closedAt)]
  return {
    handed: all.filter(({ handedAt }) => within(handedAt)).length,
    ...{ answered: answers.length, closed: ends.length },
    waiting: all.filter(({ state }) => state === 'waiting').length,
    open: all.filter(({ state }) => state !== 'waiting' && state !== 'ended').length,
    ...{ toAnswer: spread(answers), toClose: spread(ends) },
  }
}
