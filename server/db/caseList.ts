import { createHash } from 'node:crypto'
import { z } from 'zod'
import { CASE_STATES } from '#core/incident/case.ts'
import type { CasesQuery } from '../contract/incident.ts'
import type { Transaction } from './database.ts'
import { CASE_COLUMNS, CaseRow } from './incidents.ts'
import { mercatorBox, shownOf } from './mercatorBox.ts'
import { parsed, underBoth } from './row.ts'

/** The light of a case `i` now, as core's `lightAt` tells it. */
const LIGHT = `case
  when i.stopped_at is null and i.pause_from <= now() and now() < i.pause_to then 'grey'
  when least(now(), i.stopped_at) > i.due_at then 'red'
  when least(now(), i.stopped_at) >= i.yellow_at then 'yellow' else 'green' end`
/** That a case is open and overdue, and its clock runs. */
export const IS_RED = `i.stopped_at is null and i.due_at < now()
  and (i.pause_to is null or not (i.pause_from <= now() and now() < i.pause_to))`

type Filter = Omit<CasesQuery, 'order' | 'limit' | 'cursor'>

/** Conditions in SQL over a case `i`, with their parameters. */
class Conditions {
  readonly params: unknown[] = []
  readonly #all: string[] = []

  add(sql: (...params: string[]) => string, ...values: unknown[]): this {
    this.#all.push(`(${sql(...values.map((value) => `$${this.params.push(value)}`))})`)
    return this
  }

  get sql(): string {
    return this.#all.join(' and ')
  }
}

/** Null where the actor sees nothing of it. */
function conditionsOf(tx: Transaction, filter: Filter): Conditions {
  const all = new Conditions().add(
    (code) => `starts_with(i.area, ${code})`,
    underBoth(tx.actor, filter.within),
  )
  const { state, bbox, grid, number, mine, since, until, endedSince, openAt, text, light } = filter
  if (state) {
    const ended = state.filter((one) => one !== 'open')
    if (ended.length === 0) all.add(() => 'i.stopped_at is null')
    else if (ended.length === state.length) all.add((states) => `i.state = any(${states}::text[])`, ended)
    else all.add((states) => `i.stopped_at is null or i.state = any(${states}::text[])`, ended)
  }
  for (const column of ['category', 'channel', 'level', 'urgency'] as const)
    if (filter[column]) all.add((codes) => `i.${column} = any(${codes}::text[])`, filter[column])
  if (light) all.add((lights) => `${LIGHT} = any(${lights}::text[])`, light)
  if (grid) all.add((id) => `i.grid = ${id}::uuid`, grid)
  if (number) all.add((numbers) => `i.number = any(${numbers}::bigint[])`, number)
  if (mine) all.add((ids) => `i.holder_id = any(${ids}::text[])`, [tx.actor.user, tx.actor.scope])
  if (since) all.add((at) => `i.reported_at >= ${at}::timestamptz`, since)
  if (until) all.add((at) => `i.reported_at < ${at}::timestamptz`, until)
  if (openAt) all.add((at) => `i.stopped_at is null or i.stopped_at > ${at}::timestamptz`, openAt)
  if (endedSince) all.add((at) => `i.stopped_at >= ${at}::timestamptz`, endedSince)
  if (bbox) all.add((...box) => `i.mercator && ${mercatorBox(box)}`, ...shownOf(bbox))
  if (text)
    all.add(
      (words) =>
        `strpos(lower(i.text || ' ' || i.address), lower(${words})) > 0 or i.number::text = ltrim(${words}, '0')`,
      text,
    )
  return all
}

/** Where a page ends. */
const Place = z.tuple([z.string(), z.int(), z.string()])

const ORDERS = {
  newest: { by: 'i.reported_at desc, i.id desc', at: 'i.reported_at', after: '<', of: 'reportedAt' },
  due: { by: 'i.due_at, i.id', at: 'i.due_at', after: '>', of: 'dueAt' },
} as const

/** Names a question, so that the place in one answer is not looked up in another. */
const questionOf = ({ limit: _, cursor: __, ...question }: CasesQuery): string =>
  createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 8)

function placeFrom(cursor: string): z.infer<typeof Place> | undefined {
  try {
    return Place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    return undefined
  }
}

const StateRow = z.object({ state: z.enum(CASE_STATES), count: z.int() })

export interface CaseRows {
  readonly rows: readonly CaseRow[]
  readonly next: string | null
  /** Of all the open cases that the question fits, whatever states it asks for. */
  readonly counts: Partial<Record<(typeof CASE_STATES)[number], number>>
}

/** A page of the cases in the actor's scope; undefined for a cursor of another question. */
export async function casePage(tx: Transaction, query: CasesQuery): Promise<CaseRows | undefined> {
  const { order, limit, cursor } = query
  const { by, at, after, of } = ORDERS[order]
  const question = questionOf(query)
  const place = cursor === undefined ? undefined : placeFrom(cursor)
  if (cursor !== undefined && place?.[0] !== question) return undefined

  const matching = conditionsOf(tx, query)
  if (place)
    matching.add(
      (instant, id) => `(${at}, i.id) ${after} (${instant}::timestamptz, ${id}::uuid)`,
      new Date(place[1]).toISOString(),
      place[2],
    )
  const rows = parsed(
    CaseRow,
    await tx.query(
      `select ${CASE_COLUMNS} from incidents i where ${matching.sql} order by ${by} limit ${limit + 1}`,
      matching.params,
    ),
  )
  const open = conditionsOf(tx, { ...query, state: ['open'] })
  const counts = parsed(
    StateRow,
    await tx.query(
      `select i.state, count(*)::int as count from incidents i where ${open.sql} group by i.state`,
      open.params,
    ),
  )
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    rows: shown,
    next: last ? Buffer.from(JSON.stringify([question, last[of], last.id])).toString('base64url') : null,
    counts: Object.fromEntries(counts.map(({ state, count }) => [state, count])),
  }
}
