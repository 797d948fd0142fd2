import { z } from 'zod'
import type { Shape } from '#core/geometry/lattice.ts'
import type { AreaCode, Uuid } from '#core/plan/plan.ts'
import { instantOf, type Moment, validAt } from './asOf.ts'
import type { Transaction } from './database.ts'
import { parsed, ShapeColumn } from './row.ts'

const ShapeRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  station: z.string(),
  stationName: z.string(),
  street: z.string(),
  shape: ShapeColumn,
})
export type BeatShapeRow = z.infer<typeof ShapeRow> & { readonly shape: Shape }

/** The beats of the stations under `within`, and those that reach into it, as of a moment; read as the system. */
export async function beatShapes(
  tx: Transaction,
  within: AreaCode | '',
  moment: Moment,
): Promise<BeatShapeRow[]> {
  const rows = await tx.query(
    `with at as materialized (select ${instantOf('$2', '$3')} as instant)
     select b.beat as id, b.code, b.name, b.station, s.name as "stationName", b.street, b.shape
       from beat_versions b join station_versions s on s.station = b.station, at
      where ${validAt('b', 'at.instant')} and ${validAt('s', 'at.instant')}
        and (starts_with(b.street, $1) or exists (
          select from areas a where a.code = $1 and a.shape && b.shape and st_intersects(a.shape, b.shape)))
      order by b.code collate "C"`,
    [within, moment.asOf ?? null, moment.timeZone],
  )
  return parsed(ShapeRow, rows)
}

const OpenRow = z.object({ beat: z.string(), cases: z.int() })

/** Cases that somebody still has to do something about, by the beat in which they were reported; read as the system. */
export async function openCasesByBeat(tx: Transaction): Promise<ReadonlyMap<Uuid, number>> {
  const rows = await tx.query(
    `select beat, count(*)::int as cases from incidents where stopped_at is null and beat is not null group by beat`,
    [],
  )
  return new Map(parsed(OpenRow, rows).map(({ beat, cases }) => [beat, cases]))
}

const RecentRow = z.object({ category: z.string(), cases: z.int() })

/** Cases of the last thirty days in a beat by category, most first, of at least `least` each; read as the system. */
export async function recentCases(
  tx: Transaction,
  beat: Uuid,
  least: number,
): Promise<{ category: string; cases: number }[]> {
  const rows = await tx.query(
    `select category, count(*)::int as cases from incidents
      where beat = $1 and reported_at > now() - interval '30 days' and category is not null
        and state not in ('rejected', 'merged', 'void')
      group by category having count(*) >= $2 order by count(*) desc, category`,
    [beat, least],
  )
  return parsed(RecentRow, rows)
}
