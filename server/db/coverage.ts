import { z } from 'zod'
import type { Uuid } from '#core/plan/plan.ts'
import type { Transaction } from './database.ts'
import { parsed } from './row.ts'

/** What PostGIS found wrong with the published grids of some communities. */
export type CoverageFault =
  | { readonly reason: 'shape_invalid'; readonly grids: readonly Uuid[] }
  | { readonly reason: 'grids_overlap'; readonly grids: readonly Uuid[] }
  | { readonly reason: 'area_changed'; readonly communities: readonly string[] }
  | { readonly reason: 'building_outside_its_grid'; readonly buildings: readonly Uuid[] }

const Found = z.object({ id: z.string() })

/** Across the edge of a community the lattice lets shapes overlap by the width of a vertex: less is rounding. */
const OVERLAP_M2 = 1

/**
 * Checks, independently of core, what publication `publication` wrote in these communities: every shape is valid,
 * no two grids overlap, the grids cover the same ground as before, every building lies in its grid.
 * Answers with the first fault, or undefined.
 */
export async function coverageFault(
  tx: Transaction,
  communities: readonly string[],
  publication: number,
): Promise<CoverageFault | undefined> {
  const found = async (sql: string, ...more: unknown[]) =>
    parsed(Found, await tx.query(sql, [communities, ...more])).map(({ id }) => id)

  const invalid = await found(
    `select grid as id from grid_versions
      where community = any($1::text[]) and superseded_by is null and not st_isvalid(shape)`,
  )
  if (invalid.length > 0) return { reason: 'shape_invalid', grids: invalid }

  const overlapping = await found(
    `select a.grid as id from grid_versions a
      where a.community = any($1::text[]) and a.superseded_by is null and exists (
        select from grid_versions b
         where b.grid <> a.grid and b.superseded_by is null and b.shape && a.shape
           and st_relate(a.shape, b.shape, 'T********')
           and (b.community = a.community or st_area(st_intersection(a.shape, b.shape)::geography) > $2))`,
    OVERLAP_M2,
  )
  if (overlapping.length > 0) return { reason: 'grids_overlap', grids: overlapping }

  const changed = await found(
    `select community as id from (
       select community,
              st_union(shape) filter (where superseded_by is null) as after,
              st_union(shape) filter (where publication < $2) as before
         from grid_versions
        where community = any($1::text[]) and (superseded_by is null or superseded_by = $2)
        group by community) covered
      where st_area(st_symdifference(before, after)::geography) > $3`,
    publication,
    OVERLAP_M2,
  )
  if (changed.length > 0) return { reason: 'area_changed', communities: changed }

  const outside = await found(
    `select b.building as id from building_versions b
       left join grid_versions g on g.grid = b.grid and g.superseded_by is null
      where b.community = any($1::text[]) and b.superseded_by is null
        and not coalesce(st_covers(g.shape, b.position), false)`,
  )
  if (outside.length > 0) return { reason: 'building_outside_its_grid', buildings: outside }
  return undefined
}
