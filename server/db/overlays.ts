import { z } from 'zod'
import type { AreaCode } from '#core/plan/plan.ts'
import { askedAsOf, type Moment, validAt } from './asOf.ts'
import type { Transaction } from './database.ts'
import { parsed } from './row.ts'

const IS_NEW = `not exists (
  select from grid_beat_overlays o
   where (o.grid, o.grid_version, o.beat, o.beat_version) = (g.grid, g.version, b.beat, b.version))`

/**
 * Adds what versions of grids (`g`) and beats (`b`) share, for the pairs that `pairs` names and nobody has added yet.
 * A grid that a beat covers is not cut: most are, and their area is known.
 */
function added(pairs: string): string {
  return `insert into grid_beat_overlays (grid, grid_version, beat, beat_version, community, area_m2)
   select g.grid, g.version, b.beat, b.version, g.community,
          case when st_covers(b.shape, g.shape) then g.area_m2
               -- Whether ground is shared at all is known sooner than which.
               when st_relate(g.shape, b.shape, 'T********')
                 then st_area(st_collectionextract(st_intersection(g.shape, b.shape), 3)::geography)
               else 0 end
     from beat_versions b
     join grid_versions g on g.shape && b.shape
    where ${pairs} and ${IS_NEW}
   on conflict do nothing`
}

const ARE_VALID = `starts_with(g.community, $1) and ${validAt('g', '(select instant from at)')}
      and ${validAt('b', '(select instant from at)')}`

const unknownRows = askedAsOf(
  `select distinct left(g.community, greatest(length($1), 9)) as area
     from beat_versions b
     join grid_versions g on g.shape && b.shape
    where ${ARE_VALID} and ${IS_NEW} order by area`,
)

/** The streets under `within`, or `within` itself where it is smaller, of which overlays of that moment are missing. */
export async function areasToOverlay(
  tx: Transaction,
  within: AreaCode | '',
  moment: Moment,
): Promise<AreaCode[]> {
  const rows = await unknownRows(tx, within, moment)
  return parsed(z.object({ area: z.string() }), rows).map(({ area }) => area)
}

const addedRows = askedAsOf(added(ARE_VALID))

/** Adds the overlays that are missing of what was published under `within` at that moment. Two may ask at once. */
export async function addOverlays(tx: Transaction, within: AreaCode | '', moment: Moment): Promise<void> {
  await addedRows(tx, within, moment)
}

/**
 * Adds the overlays of the grids and beats that a publication has just written, in its transaction: what it left
 * alone was added before.
 */
export async function addOverlaysOf(tx: Transaction, publication: number): Promise<void> {
  await tx.query(
    added(
      `g.superseded_by is null and b.superseded_by is null and (g.publication = $1 or b.publication = $1)`,
    ),
    [publication],
  )
}
