import { z } from 'zod'
import { GridType } from '../contract/area.ts'
import { instantOf, type Moment, validAt } from './asOf.ts'
import type { Transaction } from './database.ts'
import { only, PointColumn, parsed, ShapeColumn, Timestamp, underBoth } from './row.ts'
import { calledBy } from './users.ts'

const GridRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  type: GridType,
  community: z.string(),
  version: z.int(),
  households: z.int(),
  buildings: z.int(),
  places: z.int(),
})
export type GridRow = z.infer<typeof GridRow>
const GridShapeRow = GridRow.extend({ shape: ShapeColumn })
export type GridShapeRow = z.infer<typeof GridShapeRow>

const GRID_COLUMNS = `v.grid as id, v.code, v.name, v.type, v.community, v.version,
  v.households, v.buildings, v.places`

/** What was published at that moment, by code. */
export async function grids(tx: Transaction, within: string | undefined, moment: Moment): Promise<GridRow[]> {
  return parsed(GridRow, await gridRows(tx, GRID_COLUMNS, within, moment))
}

export async function gridShapes(
  tx: Transaction,
  within: string | undefined,
  moment: Moment,
): Promise<GridShapeRow[]> {
  return parsed(GridShapeRow, await gridRows(tx, `${GRID_COLUMNS}, v.shape`, within, moment))
}

function gridRows(tx: Transaction, columns: string, within: string | undefined, moment: Moment) {
  return tx.query(
    `with at as materialized (select ${instantOf('$2', '$3')} as instant)
     select ${columns} from grid_versions v, at
      where starts_with(v.community, $1) and ${validAt('v', 'at.instant')}
      order by v.code collate "C"`,
    [underBoth(tx.actor, within), moment.asOf ?? null, moment.timeZone],
  )
}

/** The version of a grid at that moment, or undefined if there was none in the actor's scope. */
export async function grid(tx: Transaction, id: string, moment: Moment): Promise<GridRow | undefined> {
  const rows = await tx.query(
    `with at as materialized (select ${instantOf('$3', '$4')} as instant)
     select ${GRID_COLUMNS} from grid_versions v, at
      where v.grid = $1 and starts_with(v.community, $2) and ${validAt('v', 'at.instant')}`,
    [id, tx.actor.scope, moment.asOf ?? null, moment.timeZone],
  )
  return only(GridRow, rows)
}

const BuildingRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  households: z.int(),
  places: z.int(),
  position: PointColumn,
})
export type BuildingRow = z.infer<typeof BuildingRow>

/** The buildings that belonged to a grid at that moment, by code. */
export async function buildingsOfGrid(tx: Transaction, id: string, moment: Moment): Promise<BuildingRow[]> {
  const rows = await tx.query(
    `with at as materialized (select ${instantOf('$3', '$4')} as instant)
     select v.building as id, v.code, v.name, v.households, v.places, v.position
       from building_versions v, at
      where v.grid = $1 and starts_with(v.community, $2) and ${validAt('v', 'at.instant')}
      order by v.code collate "C"`,
    [id, tx.actor.scope, moment.asOf ?? null, moment.timeZone],
  )
  return parsed(BuildingRow, rows)
}

const HistoryRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  version: z.int(),
  validFrom: Timestamp,
  validTo: Timestamp.nullable(),
  replaced: z.boolean(),
  households: z.int(),
  buildings: z.int(),
  publishedBy: z.string(),
  publishedAt: Timestamp,
  plan: z.string().nullable(),
  planName: z.string().nullable(),
  reason: z.string().nullable(),
})
export type HistoryRow = z.infer<typeof HistoryRow>

/** Every version of a grid in the actor's scope, oldest first. */
export async function gridHistory(tx: Transaction, id: string): Promise<HistoryRow[]> {
  const rows = await tx.query(
    `select v.grid as id, v.code, v.name, v.version, v.valid_from as "validFrom", v.valid_to as "validTo",
            coalesce(v.valid_to = v.valid_from, false) as replaced, v.households, v.buildings, p.plan, plans.name as "planName", plans.reason,
            ${calledBy('p.published_by')} as "publishedBy", p.published_at as "publishedAt"
       from grid_versions v
       join publications p on p.number = v.publication
       left join plans on plans.id = p.plan
      where v.grid = $1 and starts_with(v.community, $2)
      order by v.version`,
    [id, tx.actor.scope],
  )
  return parsed(HistoryRow, rows)
}
