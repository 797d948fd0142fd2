import { z } from 'zod'
import type { Shape } from '#core/geometry/lattice.ts'
import type { AreaCode, Uuid } from '#core/plan/plan.ts'
import { askedAsOf, instantOf, type Moment, validAt } from './asOf.ts'
import type { Transaction } from './database.ts'
import { parsed, ShapeColumn } from './row.ts'

const IS_GRID = `starts_with(g.community, $1) and ${validAt('g', 'at.instant')}`
const IS_BEAT = validAt('b', 'at.instant')

const GridRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  community: z.string(),
  version: z.int(),
  households: z.int(),
  buildings: z.int(),
  areaM2: z.number(),
})
const gridRows = askedAsOf(
  `select g.grid as id, g.code, g.name, g.community, g.version, g.households, g.buildings, g.area_m2 as "areaM2"
     from grid_versions g, at where ${IS_GRID} order by g.code collate "C"`,
)

const BeatRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  version: z.int(),
  station: z.string(),
  stationName: z.string(),
  street: z.string(),
  officers: z.int(),
  areaM2: z.number(),
})
export type BeatRow = z.infer<typeof BeatRow>
const beatRows = askedAsOf(
  `select b.beat as id, b.code, b.name, b.version, b.station, s.name as "stationName", s.street, b.officers,
          b.area_m2 as "areaM2"
     from beat_versions b join station_versions s on s.station = b.station, at
    where ${IS_BEAT} and ${validAt('s', 'at.instant')} and $1::text is not null order by b.code collate "C"`,
)

const SharedRow = z.object({ grid: z.string(), beat: z.string(), areaM2: z.number(), isWhole: z.boolean() })
const sharedRows = askedAsOf(
  `select o.grid, o.beat, o.area_m2 as "areaM2", o.area_m2 = g.area_m2 as "isWhole"
     from grid_beat_overlays o
     join grid_versions g on (g.grid, g.version) = (o.grid, o.grid_version)
     join beat_versions b on (b.beat, b.version) = (o.beat, o.beat_version), at
    where starts_with(o.community, $1) and o.area_m2 > 0 and ${validAt('g', 'at.instant')} and ${IS_BEAT}`,
)

/** The beat that holds a place; of two that share an edge there, the smaller code, as an incident is attributed. */
const beatAt = (place: string): string =>
  `lateral (select b.beat from beat_versions b
      where b.shape && ${place} and st_covers(b.shape, ${place}) and ${IS_BEAT}
      order by b.code collate "C" limit 1)`

const LivingRow = z.object({
  grid: z.string(),
  beat: z.string().nullable(),
  buildings: z.int(),
  households: z.int(),
})
/** Only of the grids that no beat has wholly. */
const livingRows = askedAsOf(
  `, parted as materialized (
     select g.grid from grid_versions g, at
      where ${IS_GRID} and not exists (
        select from grid_beat_overlays o
          join beat_versions b on (b.beat, b.version) = (o.beat, o.beat_version)
         where (o.grid, o.grid_version) = (g.grid, g.version) and o.area_m2 = g.area_m2 and ${IS_BEAT}))
   select h.grid, held.beat, count(*)::int as buildings, sum(h.households)::int as households
     from parted join building_versions h on h.grid = parted.grid, at
     left join ${beatAt('h.position')} held on true
    where ${validAt('h', 'at.instant')}
    group by h.grid, held.beat`,
)

const CasesRow = z.object({ grid: z.string(), beat: z.string().nullable(), incidents: z.int() })
/**
 * Cases of a year by where they happened, without those that were rejected, voided or merged into another. One that
 * was reported since its grid and its beat have their shapes lies in them; the others are looked for.
 */
const casesRows = askedAsOf(
  `, cases as materialized (
     select i.position, g.grid, b.beat from at, incidents i
       left join grid_versions g on g.grid = i.grid and g.valid_from <= i.reported_at
         and ${validAt('g', '(select instant from at)')}
       left join beat_versions b on b.beat = i.beat and b.valid_from <= i.reported_at
         and ${validAt('b', '(select instant from at)')}
      where starts_with(i.area, $1) and i.position is not null and i.state not in ('rejected', 'merged', 'void')
        and i.reported_at > at.instant - interval '1 year' and i.reported_at <= at.instant),
   placed as (
     select grid, beat, count(*) as cases from cases where grid is not null and beat is not null group by grid, beat
     union all
     select g.grid, held.beat, count(*) from at, (select position from cases where grid is null or beat is null) c
       join grid_versions g on g.shape && c.position and st_covers(g.shape, c.position)
       left join ${beatAt('c.position')} held on true
      where ${IS_GRID}
      group by g.grid, held.beat)
   select grid, beat, sum(cases)::int as incidents from placed group by grid, beat`,
)

/** Everything that the alignment of the grids under `within` is made of, as it was at that moment. */
export interface AlignmentFacts {
  readonly grids: readonly z.infer<typeof GridRow>[]
  /** All beats, by code. */
  readonly beats: readonly BeatRow[]
  /** Ground that a grid and a beat share, as far as it was added to the overlays. */
  readonly shared: readonly z.infer<typeof SharedRow>[]
  /** What stands in the grids that no beat has wholly; under a null beat what stands in none. */
  readonly living: readonly z.infer<typeof LivingRow>[]
  readonly cases: readonly z.infer<typeof CasesRow>[]
}

/** Read as the system: who sees a grid has to see the beat that it lies in, of whatever street that is. */
export async function alignmentFacts(
  tx: Transaction,
  within: AreaCode | '',
  moment: Moment,
): Promise<AlignmentFacts> {
  return {
    grids: parsed(GridRow, await gridRows(tx, within, moment)),
    beats: parsed(BeatRow, await beatRows(tx, within, moment)),
    shared: parsed(SharedRow, await sharedRows(tx, within, moment)),
    living: parsed(LivingRow, await livingRows(tx, within, moment)),
    cases: parsed(CasesRow, await casesRows(tx, within, moment)),
  }
}

const ShapeRow = z.object({ id: z.string(), shape: ShapeColumn })

/** The shapes that grids, or beats, had at that moment, by id; read as the system. */
export async function shapesThen(
  tx: Transaction,
  kind: 'grid' | 'beat',
  ids: readonly Uuid[],
  moment: Moment,
): Promise<ReadonlyMap<Uuid, Shape>> {
  const rows = await tx.query(
    `with at as materialized (select ${instantOf('$2', '$3')} as instant)
     select v.${kind} as id, v.shape from ${kind}_versions v, at
      where v.${kind} = any($1::uuid[]) and ${validAt('v', 'at.instant')}`,
    [ids, moment.asOf ?? null, moment.timeZone],
  )
  return new Map(parsed(ShapeRow, rows).map(({ id, shape }) => [id, shape]))
}
