import { z } from 'zod'
import type { Point } from '#core/geometry/lattice.ts'
import type { Holding, VersionRef } from '#core/incident/attribution.ts'
import { validAt } from './asOf.ts'
import type { Transaction } from './database.ts'
import { pointToEwkb } from './ewkb.ts'
import { parsed } from './row.ts'

/** What holds a place, and the areas around it, the smallest first. */
export interface Whereabouts extends Holding {
  readonly areas: readonly string[]
}

const Row = z.object({
  kind: z.enum(['grid', 'beat', 'area']),
  id: z.string(),
  version: z.int(),
  code: z.string(),
  name: z.string(),
})

/** What holds a place now, in the actor's scope. */
export async function whereaboutsOf(tx: Transaction, point: Point): Promise<Whereabouts> {
  const rows = await tx.query(
    `with here as materialized (select $1::geometry as point)
     select 'grid' as kind, v.grid::text as id, v.version, v.code, v.name from grid_versions v, here
      where v.shape && here.point and st_covers(v.shape, here.point) and ${validAt('v', 'now()')}
        and starts_with(v.community, $2)
     union all
     select 'beat', v.beat::text, v.version, v.code, v.name from beat_versions v, here
      where v.shape && here.point and st_covers(v.shape, here.point) and ${validAt('v', 'now()')}
        and (starts_with(v.street, $2) or starts_with($2, v.street))
     union all
     select 'area', a.code, 1, a.code, a.name from areas a, here
      where a.shape && here.point and st_covers(a.shape, here.point) and starts_with(a.code, $2)`,
    [pointToEwkb(point), tx.actor.scope],
  )
  const found = parsed(Row, rows)
  const refs = (kind: 'grid' | 'beat'): VersionRef[] =>
    found.filter((row) => row.kind === kind).map(({ kind: _, ...ref }) => ref)
  const areas = found
    .filter(({ kind }) => kind === 'area')
    .map(({ code }) => code)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  return {
    grids: refs('grid'),
    beats: refs('beat'),
    communities: areas.filter((code) => code.length === 12),
    areas,
  }
}
