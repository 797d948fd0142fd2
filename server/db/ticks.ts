import { z } from 'zod'
import { LiveKind } from '../contract/live.ts'
import { Role } from '../contract/session.ts'
import type { Query, Transaction } from './database.ts'
import { only, PointColumn, parsed, Timestamp } from './row.ts'

/**
 * Ticks, after PgQ: one process stores a snapshot of the database now and then, and what is told with a tick is what
 * is visible in its snapshot and not in the one before. However late a transaction commits, its news is in exactly one
 * tick; and news of one tick is the same whoever reads it, and when.
 */
export const TICK_CHANNEL = 'tick'

/** Any number will do, as long as every process uses the same. */
const LEADER_LOCK = 7_263_002
/** For how long the stream can be taken up again where it was left. */
const KEPT = '24 hours'

/** How far somebody has heard: the whole tick, or its news up to and with `seq`. */
export interface Place {
  readonly timeline: string
  readonly tick: number
  readonly seq: number | null
}

/** Whether this session is the one that makes the ticks, as long as it lasts. */
export async function isLeader(query: Query): Promise<boolean> {
  const [row] = await query('select pg_try_advisory_lock($1) as leads', [LEADER_LOCK])
  return row?.leads === true
}

/** The tick with which a leader begins, under a name that no other leader had. */
export async function beginTimeline(query: Query): Promise<string> {
  // Rows that come from another server, in whose count of transactions this one has not arrived, would never be told.
  await query(`delete from outbox where transaction >= pg_snapshot_xmax(pg_current_snapshot())`)
  await query(`delete from ticks where pg_snapshot_xmax(snapshot) > pg_snapshot_xmax(pg_current_snapshot())`)
  const rows = await query(
    `with made as (
       insert into ticks (n, timeline, snapshot)
       select coalesce(max(n), 0) + 1, left(gen_random_uuid()::text, 8), pg_current_snapshot() from ticks
       returning n, timeline)
     select timeline, pg_notify('${TICK_CHANNEL}', n::text) as told from made`,
  )
  return z.object({ timeline: z.string() }).parse(rows[0]).timeline
}

/** Makes a tick if there is news since the last one, and tells every process of it. Writes nothing if there is none. */
export async function tick(query: Query, timeline: string): Promise<boolean> {
  const rows = await query(
    `with last as (select n, snapshot from ticks order by n desc limit 1),
       made as (
         insert into ticks (n, timeline, snapshot)
         select n + 1, $1, pg_current_snapshot() from last
          where (select transaction from outbox order by transaction desc limit 1) >= pg_snapshot_xmax(snapshot)
             or exists (select from unnest(array(select pg_snapshot_xip(snapshot))) as late
                          join outbox on transaction = late)
         returning n)
     select pg_notify('${TICK_CHANNEL}', n::text) as told from made`,
    [timeline],
  )
  return rows.length > 0
}

const PlaceRow = z.object({ timeline: z.string(), tick: z.int(), seq: z.null() })

/** Where the news ends; undefined before the first leader. */
export async function newestPlace(tx: Transaction): Promise<Place | undefined> {
  return only(
    PlaceRow,
    await tx.query(`select timeline, n::float8 as tick, null as seq from ticks order by n desc limit 1`),
  )
}

const EndColumns = { endTimeline: z.string(), endTick: z.int() }
const NewsColumns = {
  timeline: z.string(),
  tick: z.int(),
  seq: z.int(),
  at: Timestamp,
  kind: z.union([LiveKind, z.literal('reset')]),
  subject: z.string(),
  area: z.string(),
  roles: z.array(Role).nullable(),
  position: PointColumn.nullable(),
  payload: z.record(z.string(), z.unknown()),
}
const NewsRow = z.object(NewsColumns)
export type NewsRow = z.infer<typeof NewsRow>
const End = z.object(EndColumns)

export interface Page {
  readonly rows: readonly NewsRow[]
  /** How far these rows go. */
  readonly place: Place
  readonly isFull: boolean
}

/**
 * What is told after a place, in order, at most so many rows and up to a tick; undefined where it is not known any
 * more what followed: the place is too old, or lost.
 */
export async function newsAfter(
  tx: Transaction,
  { timeline, tick, seq }: Place,
  { upTo, atMost }: { readonly upTo?: number; readonly atMost: number },
): Promise<Page | undefined> {
  const rows = await tx.query(
    `select "end".timeline as "endTimeline", "end".n::float8 as "endTick", news.*
       from ticks as place
       cross join (
         select n, timeline from ticks where n <= coalesce($4, n) order by n desc limit 1) as "end"
       left join lateral (
         select t.timeline, t.n::float8 as tick, o.seq::float8 as seq, o.at, o.kind, o.subject, o.area, o.roles,
                o.position, o.payload
           from ticks t
           join ticks before on before.n = t.n - 1
           -- Row level security asks the index only for plain values: hence each is worked out on its own first.
           cross join lateral (
             select pg_snapshot_xmax(before.snapshot) as since, pg_snapshot_xmax(t.snapshot) as until,
                    array(select pg_snapshot_xip(before.snapshot)) as late
             offset 0) bounds
           cross join lateral (
             select * from outbox where transaction >= since and transaction < until
             union all
             select * from outbox where transaction = any (late)) o
          where t.n >= place.n and t.n <= "end".n and (t.n > place.n or o.seq > $3)
            and pg_visible_in_snapshot(o.transaction, t.snapshot)
          order by t.n, o.seq
          limit $5) as news on true
      where place.n = $2 and place.timeline = $1
        and ($3::bigint is null or exists (select from ticks where n = $2 - 1))`,
    [timeline, tick, seq, upTo ?? null, atMost],
  )
  const [first] = rows
  if (!first) return undefined
  const end = End.parse(first)
  const found = first.seq === null ? [] : parsed(NewsRow, rows)
  const last = found.at(-1)
  const isFull = found.length === atMost
  return {
    rows: found,
    isFull,
    place:
      isFull && last
        ? { timeline: last.timeline, tick: last.tick, seq: last.seq }
        : { timeline: end.endTimeline, tick: end.endTick, seq: null },
  }
}

/** Forgets ticks that are too old, but for the newest, and the news that is in them and in no later one. */
export async function forgetOldNews(tx: Transaction): Promise<void> {
  await tx.query(`delete from ticks where at < now() - interval '${KEPT}' and n < (select max(n) from ticks)`)
  await tx.query(
    `delete from outbox where transaction <
       (select pg_snapshot_xmin(snapshot) from ticks order by n limit 1)`,
  )
}
