import { z } from 'zod'
import { CATEGORIES, type Category } from '#core/incident/matters.ts'
import type { HeatQuery } from '../contract/incident.ts'
import type { Transaction } from './database.ts'
import { parsed, underBoth } from './row.ts'
import { CELL_ZOOM } from './tiles/morton.ts'

/** How many cases were reported where, in which grid, at which hour, and of which category. */
export interface Heat {
  /** By cell of the zoom asked for. */
  readonly bins: ReadonlyMap<number, number>
  readonly grids: readonly {
    readonly id: string
    readonly count: number
    readonly households: number | null
  }[]
  readonly hours: ReadonlyMap<number, number>
  readonly categories: ReadonlyMap<Category, number>
}

const Row = z.object({
  bin: z.number().nullable(),
  grid: z.string().nullable(),
  hour: z.int().nullable(),
  category: z.enum(CATEGORIES).nullable(),
  households: z.int().nullable(),
  count: z.int(),
})

/**
 * Counts of the cases in the actor's scope, without those that were rejected, voided or merged into another. Read
 * from one index; grids are those of the time of the report, their households today's. Of half a million cases about
 * half a second; `extract` instead of `date_part` would calculate in decimals and cost half as much again.
 */
export async function heat(
  tx: Transaction,
  { within, from, to, category, fromHour, toHour }: Omit<HeatQuery, 'z'>,
  binZoom: number,
  timeZone: string,
): Promise<Heat> {
  const rows = await tx.query(
    `with found as (
       select i.cell >> $2::int as bin, i.grid, i.category,
              date_part('hour', i.reported_at at time zone $3)::int as hour
         from incidents i
        where i.reported_at >= $4::timestamptz and i.reported_at < $5::timestamptz and starts_with(i.area, $1)
          and i.state not in ('rejected', 'merged', 'void')
          and ($6::text[] is null or i.category = any($6))),
     counted as (
       select bin, grid, hour, category, count(*)::int as count from found
        where $7::int is null or $8::int is null
           or case when $7 <= $8 then hour between $7 and $8 else hour >= $7 or hour <= $8 end
        group by grouping sets ((bin), (grid), (hour), (category)))
     select c.bin::float8, c.grid, c.hour, c.category, c.count, v.households
       from counted c left join grid_versions v on v.grid = c.grid and v.superseded_by is null
      order by c.bin`,
    [
      underBoth(tx.actor, within),
      2 * (CELL_ZOOM - binZoom),
      timeZone,
      ...[from, to, category ?? null, fromHour ?? toHour ?? null, toHour ?? fromHour ?? null],
    ],
  )
  const found = parsed(Row, rows)
  const counts = <K>(keyOf: (row: z.infer<typeof Row>) => K | null): Map<K, number> =>
    new Map(
      found.flatMap((row): [K, number][] => {
        const key = keyOf(row)
        return key === null ? [] : [[key, row.count]]
      }),
    )
  return {
    bins: counts(({ bin }) => bin),
    hours: counts(({ hour }) => hour),
    categories: counts(({ category: code }) => code),
    grids: found.flatMap(({ grid, count, households }) => (grid ? [{ id: grid, count, households }] : [])),
  }
}
