import type { Point } from '#core/geometry/lattice.ts'
import type { LiveKind } from '../contract/live.ts'
import type { Role } from '../contract/session.ts'
import type { Transaction } from './database.ts'
import { pointToEwkb } from './ewkb.ts'

/** In this process: something was added to the outbox. */
export const OUTBOX_CHANNEL = 'outbox'

/** What happened to one subject, for whoever follows live. */
export interface News {
  readonly kind: LiveKind
  /** The id of the case, or of the hand-over. */
  readonly subject: string
  /** Whoever sees this area hears of it; of a case that moves to another area, each is told. */
  readonly area: string
  /** Left out: whoever sees the area. */
  readonly roles?: readonly Role[]
  readonly position?: Point
  /** What changed, at most 8,000 characters of JSON; everyone who hears of it may read all of it. */
  readonly payload: Readonly<Record<string, unknown>>
}

/**
 * Tells of changes once the transaction commits, none if it does not. Of one subject news is told in the order of the
 * changes if its row is locked before this is called.
 */
export async function tellNews(tx: Transaction, news: readonly News[]): Promise<void> {
  const rows = news.map(({ position, ...row }) => ({ ...row, position: position && pointToEwkb(position) }))
  await added(tx, rows)
}

/** After a bulk load: whatever is known of a layer in the area is to be read again. Instead of news of each row. */
export async function tellReset(tx: Transaction, layer: string, area: string): Promise<void> {
  await added(tx, [{ kind: 'reset', subject: layer, area, payload: {} }])
}

async function added(tx: Transaction, rows: readonly object[]): Promise<void> {
  await tx.query(
    `insert into outbox (kind, subject, area, roles, position, payload)
     select kind, subject, area, roles, position::geometry, payload
       from jsonb_to_recordset($1::jsonb)
         as rows (kind text, subject text, area text, roles text[], position text, payload jsonb)`,
    [JSON.stringify(rows)],
  )
  tx.prompt(OUTBOX_CHANNEL)
}
