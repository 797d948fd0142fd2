import { z } from 'zod'
import type { AreaCode, Uuid } from '#core/plan/plan.ts'
import type { Transaction } from './database.ts'
import { parsed } from './row.ts'

const Row = z.object({ building: z.string(), perMonth: z.number() })

/**
 * How many cases a month happened at each building of an area in the last year: each case counts at the nearest
 * building of its community; what was rejected, void or merged into another was none. Buildings without are left out.
 */
export async function casesByBuilding(tx: Transaction, within: AreaCode): Promise<ReadonlyMap<Uuid, number>> {
  const rows = await tx.query(
    `with places as (
       select mercator, area, count(*) as cases from incidents
        where starts_with(area, $1) and mercator is not null
          and reported_at >= now() - interval '1 year' and state not in ('rejected', 'merged', 'void')
        group by mercator, area)
     select nearest.building, (sum(cases) / 12)::float8 as "perMonth"
       from places, lateral (
         select v.building from building_versions v
          where v.superseded_by is null and v.community = places.area
          order by v.mercator <-> places.mercator limit 1) nearest
      group by nearest.building`,
    [within],
  )
  return new Map(parsed(Row, rows).map(({ building, perMonth }) => [building, perMonth]))
}
