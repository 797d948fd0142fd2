import { z } from 'zod'
import { instantOf, type Moment, validAt } from './asOf.ts'
import type { Transaction } from './database.ts'
import { PointColumn, parsed, underBoth } from './row.ts'

const FoundBuildingRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  grid: z.string(),
  households: z.int(),
  places: z.int(),
  position: PointColumn,
})
export type FoundBuildingRow = z.infer<typeof FoundBuildingRow>

/** Up to `most` buildings whose name has all of these words, those that begin with the first and the shortest names first. */
export async function buildingsNamed(
  tx: Transaction,
  words: string,
  within: string | undefined,
  { asOf, timeZone }: Moment,
  most: number,
): Promise<FoundBuildingRow[]> {
  const rows = await tx.query(
    `with at as materialized (select ${instantOf('$3', '$4')} as instant)
     select v.building as id, v.code, v.name, v.grid, v.households, v.places, v.position
       from building_versions v, at
      where starts_with(v.community, $1) and ${validAt('v', 'at.instant')}
        and (select bool_and(strpos(v.name, word) > 0) from unnest($2::text[]) as word)
      order by strpos(v.name, ($2::text[])[1]), length(v.name), v.code collate "C"
      limit $5`,
    [underBoth(tx.actor, within), words.split(/\s+/), asOf ?? null, timeZone, most],
  )
  return parsed(FoundBuildingRow, rows)
}
