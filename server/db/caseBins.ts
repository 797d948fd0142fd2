import { grouped } from '#core/grouped.ts'
import type { Channel } from '#core/incident/reports.ts'
import type { Transaction } from './database.ts'
import { CELL_ZOOM } from './tiles/morton.ts'

/** Zoom of the cells in which cases are counted. */
export const BIN_ZOOM = 20

/** That cases came to, or opened or ended at, a place. */
export interface BinChange {
  /** Of zoom 25; null for a case that no map shows, which counts nowhere. */
  readonly cell: number | null
  readonly area: string
  readonly channel: Channel
  readonly cases: number
  readonly open: number
}

/** Where somebody wears a wristband is on no map that everybody sees. */
const isCounted = ({ channel, cases, open }: BinChange) =>
  channel !== 'wristband' && (cases !== 0 || open !== 0)

/** Counts changes in, each bin once and always in the same order, so that two that do the same do not block each other. */
export async function countCases(tx: Transaction, changes: readonly BinChange[]): Promise<void> {
  const located = changes
    .filter(isCounted)
    .flatMap(({ cell, area, cases, open }) =>
      cell === null ? [] : [{ area, cases, open, bin: Math.floor(cell / 4 ** (CELL_ZOOM - BIN_ZOOM)) }],
    )
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
  const bins = [...grouped(located, ({ bin, area }) => `${bin} ${area}`).values()]
    .flatMap(([first, ...rest]) =>
      first
        ? [
            {
              ...first,
              cases: sum([first, ...rest].map(({ cases }) => cases)),
              open: sum([first, ...rest].map(({ open }) => open)),
            },
          ]
        : [],
    )
    .sort((a, b) => a.bin - b.bin || (a.area < b.area ? -1 : 1))
  if (bins.length === 0) return
  await tx.query(
    `insert into incident_bins as b (bin, area, cases, open)
     select bin, area, cases, open from jsonb_to_recordset($1::jsonb) as rows (bin bigint, area text, cases int, open int)
     on conflict (bin, area) do update set cases = b.cases + excluded.cases, open = b.open + excluded.open`,
    [JSON.stringify(bins)],
  )
}
