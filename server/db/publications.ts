import { z } from 'zod'
import type { AreaCode, Building, Grid, Uuid } from '#core/plan/plan.ts'
import type { Transaction } from './database.ts'
import { shapeToEwkb } from './ewkb.ts'
import { only, parsed, Timestamp } from './row.ts'

/** Tile layers that new versions change. */
const LAYERS = { grids: ['grids', 'grid_labels', 'buildings'], beats: ['beats'] } as const

/** A grid as it is published, with what is counted in it. */
export interface GridToPublish {
  readonly grid: Grid
  readonly households: number
  readonly buildings: number
  readonly places: number
}

const Effective = z.object({ effectiveOn: z.string(), effectiveFrom: Timestamp, isPast: z.boolean() })

/** The instant from which a publication is valid: now for today, otherwise the midnight that begins the day. */
export async function effectiveInstant(
  tx: Transaction,
  effectiveOn: string | undefined,
  timeZone: string,
): Promise<z.infer<typeof Effective>> {
  const [row] = parsed(
    Effective,
    await tx.query(
      `with today as materialized (
         select clock_timestamp() as now, (clock_timestamp() at time zone $2::text)::date as day)
       select coalesce($1::date, day)::text as "effectiveOn", coalesce($1::date < day, false) as "isPast",
              case when $1::date > day then $1::date::timestamp at time zone $2::text
                   else date_trunc('milliseconds', now) end as "effectiveFrom"
         from today`,
      [effectiveOn ?? null, timeZone],
    ),
  )
  if (!row) throw new Error('the database did not tell the time')
  return row
}

/** Makes other publications of these communities wait until the transaction ends, in an order that cannot deadlock. */
export async function lockCommunities(tx: Transaction, communities: readonly string[]): Promise<void> {
  await tx.query(`select 1 as locked from areas where code = any($1::text[]) order by code for update`, [
    communities,
  ])
}

/**
 * The newest publication, while the transaction keeps others of the communities under `within` waiting: the base of
 * whoever plans there now.
 */
export async function heldPublication(tx: Transaction, within: AreaCode): Promise<number> {
  // One of these communities that is under way has a number already and may not be visible yet.
  await tx.query(
    `select 1 as locked from areas where level = 'community' and starts_with(code, $1) order by code for share`,
    [within],
  )
  const rows = await tx.query('select max(number)::int as number from publications')
  const newest = only(z.object({ number: z.int() }), rows)
  if (!newest) throw new Error('nothing is published')
  return newest.number
}

const IdRow = z.object({ id: z.string() })

/** Grids of these communities that were published, changed or retired after publication `base`. */
export async function gridsPublishedSince(
  tx: Transaction,
  communities: readonly string[],
  base: number,
): Promise<Uuid[]> {
  const rows = await tx.query(
    `select distinct grid as id from grid_versions
      where community = any($1::text[]) and (publication > $2 or superseded_by > $2)
     union
     select distinct grid from building_versions
      where community = any($1::text[]) and (publication > $2 or superseded_by > $2)`,
    [communities, base],
  )
  return parsed(IdRow, rows).map(({ id }) => id)
}

/**
 * The latest instant from which a grid of these communities is valid: nothing can be published for before it. Null
 * where there is none.
 */
export async function newestValidFrom(
  tx: Transaction,
  communities: readonly string[],
): Promise<string | null> {
  const rows = await tx.query(
    `select max(valid_from) as "validFrom" from grid_versions
      where community = any($1::text[]) and superseded_by is null`,
    [communities],
  )
  return only(z.object({ validFrom: Timestamp.nullable() }), rows)?.validFrom ?? null
}

export async function addPublication(
  tx: Transaction,
  {
    plan,
    effectiveFrom,
    communities,
    sides,
  }: {
    plan: Uuid
    effectiveFrom: string
    /** Those whose grids or buildings it changes. */
    communities: readonly string[]
    sides: readonly (keyof typeof LAYERS)[]
  },
): Promise<number> {
  const rows = await tx.query(
    `insert into publications (kind, plan, published_by, effective_from, layers)
     values ('plan', $1, $2, $3, $4::text[]) returning number::int`,
    [plan, tx.actor.user, effectiveFrom, sides.flatMap((side) => LAYERS[side])],
  )
  const number = only(z.object({ number: z.int() }), rows)?.number
  if (number === undefined) throw new Error('the publication got no number')
  await tx.query('update areas set publication = $1 where code = any($2::text[])', [number, communities])
  return number
}

/** Gives codes to grids; answers with those that belong, or once belonged, to another grid. */
export async function claimCodes(tx: Transaction, grids: readonly Grid[]): Promise<string[]> {
  const codes = grids.map(({ code }) => code)
  const ids = grids.map(({ id }) => id)
  await tx.query(
    `insert into grids (id, community)
     select * from unnest($1::uuid[], $2::text[]) on conflict do nothing`,
    [ids, grids.map(({ community }) => community)],
  )
  await tx.query(
    `insert into grid_codes (code, grid) select * from unnest($1::text[], $2::uuid[]) on conflict do nothing`,
    [codes, ids],
  )
  const taken = await tx.query(
    `select c.code as id from grid_codes c
       join unnest($1::text[], $2::uuid[]) as wanted (code, grid) on wanted.code = c.code
      where c.grid <> wanted.grid`,
    [codes, ids],
  )
  return parsed(IdRow, taken).map(({ id }) => id)
}

const LatestRow = z.object({
  id: z.string(),
  version: z.int(),
  morphology: z.string().nullable(),
  microGrids: z.int(),
})

/** Ends the versions of the retired grids, and lets new ones follow on those that changed. */
export async function writeGridVersions(
  tx: Transaction,
  publication: number,
  effectiveFrom: string,
  changed: readonly GridToPublish[],
  retired: readonly Uuid[],
): Promise<void> {
  const ids = changed.map(({ grid }) => grid.id)
  await tx.query(
    `update grid_versions set valid_to = $1, superseded_by = $2
      where grid = any($3::uuid[]) and superseded_by is null`,
    [effectiveFrom, publication, [...ids, ...retired]],
  )
  // A grid that was retired and comes back goes on where it ended.
  const latest = await tx.query(
    `select distinct on (grid) grid as id, version, morphology, micro_grids as "microGrids"
       from grid_versions where grid = any($1::uuid[]) order by grid, version desc`,
    [ids],
  )
  const latestById = new Map(parsed(LatestRow, latest).map((row) => [row.id, row]))
  await tx.bulkLoad(
    'grid_versions',
    [
      'grid',
      'version',
      'valid_from',
      'publication',
      'code',
      'name',
      'type',
      'morphology',
      'community',
    ].concat(['micro_grids', 'households', 'buildings', 'places', 'shape']),
    changed.map(({ grid, households, buildings, places }) => {
      const before = latestById.get(grid.id)
      return [
        grid.id,
        (before?.version ?? 0) + 1,
        effectiveFrom,
        publication,
        grid.code,
        grid.name,
        grid.type,
        before?.morphology ?? null,
        grid.community,
        before?.microGrids ?? 0,
        households,
        buildings,
        places,
        shapeToEwkb(grid.shape),
      ]
    }),
  )
}

/** Lets a version in its new grid follow on every building that moved. */
export async function writeBuildingVersions(
  tx: Transaction,
  publication: number,
  effectiveFrom: string,
  moved: readonly Building[],
): Promise<void> {
  const ids = moved.map(({ id }) => id)
  await tx.query(
    `update building_versions set valid_to = $1, superseded_by = $2
      where building = any($3::uuid[]) and superseded_by is null`,
    [effectiveFrom, publication, ids],
  )
  await tx.query(
    `insert into building_versions (building, version, valid_from, publication, code, name, kind, community, grid,
            households, floors, places, footprint, position)
     select b.building, b.version + 1, $1, $2, b.code, b.name, b.kind, b.community, moved.grid,
            b.households, b.floors, b.places, b.footprint, b.position
       from building_versions b
       join unnest($3::uuid[], $4::uuid[]) as moved (building, grid) on moved.building = b.building
      where b.superseded_by = $2`,
    [effectiveFrom, publication, ids, moved.map(({ grid }) => grid)],
  )
}
