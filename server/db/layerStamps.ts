import { z } from 'zod'
import { TileLayer } from '../contract/tile.ts'
import type { Transaction } from './database.ts'
import { parsed } from './row.ts'

const StampRow = z.object({ layer: TileLayer, stamp: z.int() })

/**
 * Per tile layer how many publications have changed it so far. A publication for a future day counts from that day
 * on, which is when the layer changes.
 */
export async function layerStamps(tx: Transaction): Promise<Map<TileLayer, number>> {
  const rows = await tx.query(
    `select layer, count(*)::int as stamp from publications, unnest(layers) as layer
      where effective_from <= now() group by layer`,
  )
  return new Map(parsed(StampRow, rows).map(({ layer, stamp }) => [layer, stamp]))
}
