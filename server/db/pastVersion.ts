import { z } from 'zod'
import { canonical } from '#core/geometry/shape.ts'
import type { AreaCode } from '#core/plan/plan.ts'
import type { Version } from '#core/plan/restoration.ts'
import { instantOf, type Moment, validAt } from './asOf.ts'
import type { Transaction } from './database.ts'
import { gridShapes } from './grids.ts'
import { only, parsed, Timestamp, underBoth } from './row.ts'

const Resolved = z.object({ instant: Timestamp, isFuture: z.boolean() })

/** The instant that a moment names, and whether it is still to come. */
export async function resolvedInstant(
  tx: Transaction,
  { asOf, timeZone }: Moment,
): Promise<z.infer<typeof Resolved>> {
  const rows = await tx.query(
    `select instant, instant > clock_timestamp() as "isFuture" from (select ${instantOf('$1', '$2')} as instant) at`,
    [asOf ?? null, timeZone],
  )
  const resolved = only(Resolved, rows)
  if (!resolved) throw new Error('the database did not tell the time')
  return resolved
}

/** What was published under `within` at that moment; without grids if nothing was. */
export async function versionAt(tx: Transaction, within: AreaCode, moment: Moment): Promise<Version> {
  const grids = await gridShapes(tx, within, moment)
  const homes = await tx.query(
    `with at as materialized (select ${instantOf('$2', '$3')} as instant)
     select v.building, v.grid from building_versions v, at
      where starts_with(v.community, $1) and ${validAt('v', 'at.instant')}`,
    [underBoth(tx.actor, within), moment.asOf ?? null, moment.timeZone],
  )
  return {
    grids: grids.map(({ id, code, name, type, community, shape }) => ({
      ...{ id, code, name, type, community },
      shape: canonical(shape),
      locked: false,
    })),
    gridByBuilding: new Map(
      parsed(z.object({ building: z.string(), grid: z.string() }), homes).map((one) => [
        one.building,
        one.grid,
      ]),
    ),
  }
}
