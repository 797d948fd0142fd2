import { z } from 'zod'
import { TileLayer } from '../contract/tile.ts'
import type { Transaction } from './database.ts'
import { parsed } from './row.ts'

/** What is newer is drawn from the live stream. */
const INCIDENTS_BEHIND = '5 seconds'

const StampRow = z.object({ layer: TileLayer, stamp: z.int() })

/**
 * Per tile layer how many publications have changed it so far. A publication for a future day counts from that day
 * on, which is when the layer changes. Incidents change with every tick; their tiles are at most so many seconds behind.
 */
export async function layerStamps(tx: Transaction): Promise<Map<TileLayer, number>> {
  const rows = await tx.query(
    `select layer, count(*)::float8 as stamp from publications, unnest(layers) as layer
      where effective_from <= now() group by layer
     union all
     select 'incidents', coalesce(
       (select n from ticks where at <= date_bin('${INCIDENTS_BEHIND}', now(), '2000-01-01') order by n desc limit 1),
       (select min(n) - 1 from ticks), 0)::float8`,
  )
  return new Map(parsed(StampRow, rows).map(({ layer, stamp }) => [layer, stamp]))
}
