import { z } from 'zod'
import { canonical } from '#core/geometry/shape.ts'
import type { AreaCode, Grid } from '#core/plan/plan.ts'
import { instantOf, type Moment } from './asOf.ts'
import type { Transaction } from './database.ts'
import { gridShapes } from './grids.ts'
import { only, Timestamp } from './row.ts'

const Resolved = z.object({ instant: Timestamp, isFuture: z.boolean() })

/** The instant that a moment names, and whether it is still to come. */
export async function resolvedInstant(
  tx: Transaction,
  { asOf, timeZone }: Moment,
): Promise<z.infer<typeof Resolved>> {
  const rows = await tx.query(
    `select instant, instant > clock_timestamp() as "isFuture" from (select ${instantOf('$1', '$2')} as instant) at`,
    [asOf ?? null, timeZone],
  )
  const resolved = only(Resolved, rows)
  if (!resolved) throw new Error('the database did not tell the time')
  return resolved
}

/** The grids that were published under `within` at that moment, as a plan has them. */
export async function pastGrids(tx: Transaction, within: AreaCode, moment: Moment): Promise<Grid[]> {
  const rows = await gridShapes(tx, within, moment)
  return rows.map(({ id, code, name, type, community, shape }) => ({
    ...{ id, code, name, type, community },
    shape: canonical(shape),
    locked: false,
  }))
}
