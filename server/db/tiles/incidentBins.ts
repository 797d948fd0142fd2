import { z } from 'zod'
import { BIN_ZOOM } from '../caseBins.ts'
import type { Transaction } from '../database.ts'
import { parsed } from '../row.ts'
import { EXTENT, type TileAddress } from './address.ts'
import { cellsOf, columnAndRow } from './morton.ts'
import { encodedLayer } from './mvt.ts'

/** From this zoom on a tile holds the cases themselves. */
export const CASES_FROM_ZOOM = 16
/** A tile is counted in 64 × 64 bins, as far as they are counted as finely. */
const DEEPER = 6

const Row = z.object({ bin: z.number(), count: z.int(), open: z.int() })

/** How many cases lie in each part of a tile, as points in the middle of the parts; all of them, whatever their state. */
export async function incidentBins(tx: Transaction, address: TileAddress): Promise<Buffer> {
  const zoom = Math.min(address.z + DEEPER, BIN_ZOOM)
  const { from, to } = cellsOf(address, BIN_ZOOM)
  const rows = await tx.query(
    `select (bin >> $4::int)::float8 as bin, sum(cases)::int as count, sum(open)::int as open from incident_bins
      where bin >= $1::bigint and bin < $2::bigint and starts_with(area, $3) group by 1 order by 1`,
    [from, to, tx.actor.scope, 2 * (BIN_ZOOM - zoom)],
  )
  const side = 2 ** (zoom - address.z)
  const within = (column: number, first: number) => ((column - first * side + 0.5) * EXTENT) / side
  const features = parsed(Row, rows).map(({ bin, count, open }) => {
    const [column, row] = columnAndRow(bin)
    return {
      kind: 'point' as const,
      rings: [[[within(column, address.x), within(row, address.y)] as const]],
      properties: { id: `${zoom}/${bin}`, count, open },
    }
  })
  return encodedLayer('incidents', features)
}
