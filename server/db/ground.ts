import { z } from 'zod'
import type { Line, Shape } from '#core/geometry/lattice.ts'
import type { AreaCode } from '#core/plan/plan.ts'
import { instantOf, type Moment, validAt } from './asOf.ts'
import type { Transaction } from './database.ts'
import { LineColumn, parsed, ShapeColumn, underBoth } from './row.ts'

const RoadRow = z.object({ class: z.enum(['arterial', 'minor', 'lane', 'railway']), line: LineColumn })
const CoverRow = z.object({ kind: z.enum(['river', 'park', 'hill']), shape: ShapeColumn })

/** As far around an area as the area itself is long: more than a page shows around it. */
const AROUND = `st_expand(a.mercator::box2d, greatest(
  st_xmax(a.mercator) - st_xmin(a.mercator), st_ymax(a.mercator) - st_ymin(a.mercator)))`

/** Roads, water and green in and around an area. */
export async function groundAround(
  tx: Transaction,
  area: AreaCode,
): Promise<{
  roads: { class: z.infer<typeof RoadRow>['class']; line: Line }[]
  covers: { kind: z.infer<typeof CoverRow>['kind']; shape: Shape }[]
}> {
  const roads = await tx.query(
    `select r.class, r.line from roads r, areas a
      where a.code = $1 and r.mercator && ${AROUND} order by r.id`,
    [area],
  )
  const covers = await tx.query(
    `select c.kind, c.shape from land_cover c, areas a
      where a.code = $1 and c.mercator && ${AROUND} order by c.id`,
    [area],
  )
  return { roads: parsed(RoadRow, roads), covers: parsed(CoverRow, covers) }
}

/** The footprints of the buildings that were published in an area at that moment. */
export async function footprintsIn(tx: Transaction, area: AreaCode, moment: Moment): Promise<Shape[]> {
  const rows = await tx.query(
    `with at as materialized (select ${instantOf('$2', '$3')} as instant)
     select v.footprint from building_versions v, at
      where starts_with(v.community, $1) and ${validAt('v', 'at.instant')}
      order by v.code collate "C"`,
    [underBoth(tx.actor, area), moment.asOf ?? null, moment.timeZone],
  )
  return parsed(z.object({ footprint: ShapeColumn }), rows).map(({ footprint }) => footprint)
}

/** The footprints of the buildings that belonged to a grid at that moment. */
export async function footprintsOf(tx: Transaction, grid: string, moment: Moment): Promise<Shape[]> {
  const rows = await tx.query(
    `with at as materialized (select ${instantOf('$3', '$4')} as instant)
     select v.footprint from building_versions v, at
      where v.grid = $1 and starts_with(v.community, $2) and ${validAt('v', 'at.instant')}
      order by v.code collate "C"`,
    [grid, tx.actor.scope, moment.asOf ?? null, moment.timeZone],
  )
  return parsed(z.object({ footprint: ShapeColumn }), rows).map(({ footprint }) => footprint)
}
