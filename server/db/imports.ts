import { z } from 'zod'
import type { Grid } from '#core/plan/plan.ts'
import type { WorldArea, WorldBeat } from '../../data/world.ts'
import { AreaLevel } from '../contract/area.ts'
import { district } from './areas.ts'
import type { Transaction } from './database.ts'
import { shapeToEwkb } from './ewkb.ts'
import { addBeats, addBuildings, importPublication, type NewBuilding, VALID_FROM } from './firstVersions.ts'
import { claimCodes, type GridToPublish, writeGridVersions } from './publications.ts'
import { parsed, ShapeColumn } from './row.ts'
import { storedStations } from './stations.ts'

const AreaRow = z.object({ code: z.string(), name: z.string(), level: AreaLevel, shape: ShapeColumn })
const GridRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  type: z.enum(['basic', 'exclusive']),
  community: z.string(),
  shape: ShapeColumn,
})
const CodeRow = z.object({ code: z.string() })

/** Everything that an import has to agree with. Nobody else adds areas until the transaction ends. */
export async function storedLayers(tx: Transaction) {
  await tx.query('lock table areas in exclusive mode')
  const codes = async (sql: string) => new Set(parsed(CodeRow, await tx.query(sql)).map(({ code }) => code))
  const home = await district(tx)
  const areas = parsed(AreaRow, await tx.query('select code, name, level, shape from areas order by code'))
  const stations = await storedStations(tx)
  const [west, south, east, north] = home?.bbox.map((degrees) => Math.round(degrees * 1e7)) ?? []
  return {
    district:
      home && west !== undefined && south !== undefined && east !== undefined && north !== undefined
        ? { code: home.code, box: [west, south, east, north] as const }
        : null,
    areas: new Map(areas.map(({ code, ...area }) => [code, area])),
    grids: await currentGrids(tx),
    gridCodes: await codes('select code from grid_codes'),
    buildingCodes: await codes('select distinct code from building_versions'),
    beatCodes: await codes('select distinct code from beat_versions'),
    stations: new Map(stations.map((station) => [station.code, station])),
  }
}

async function currentGrids(tx: Transaction): Promise<Grid[]> {
  const rows = await tx.query(
    `select grid as id, code, name, type, community, shape from grid_versions where superseded_by is null`,
  )
  return parsed(GridRow, rows).map((grid) => ({ ...grid, locked: false }))
}

/** Adds areas; one that is stored takes the new shape. */
export async function storeAreas(tx: Transaction, areas: readonly WorldArea[]): Promise<void> {
  await tx.query(
    `insert into areas (code, name, level, parent, shape)
     select code, name, level, parent, shape::geometry
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
         as rows (code, name, level, parent, shape)
      order by length(code)
     on conflict (code) do update set shape = excluded.shape`,
    [
      areas.map(({ code }) => code),
      areas.map(({ name }) => name),
      areas.map(({ level }) => level),
      areas.map(({ parent }) => parent),
      areas.map(({ shape }) => shapeToEwkb(shape)),
    ],
  )
}

/** Publishes grids that nobody lives in yet: buildings come in a layer of their own. */
export async function storeGrids(tx: Transaction, grids: readonly Grid[]): Promise<void> {
  const publication = await importPublication(tx)
  const taken = await claimCodes(tx, grids)
  if (taken.length > 0) throw new Error(`codes were checked to be free and are not: ${taken.join(', ')}`)
  const empty = grids.map((grid): GridToPublish => ({ grid, households: 0, buildings: 0, places: 0 }))
  await writeGridVersions(tx, publication, VALID_FROM, empty, [])
  const communities = [...new Set(grids.map(({ community }) => community))]
  await tx.query('update areas set publication = $1 where code = any($2::text[])', [publication, communities])
}

const CountRow = z.object({ id: z.string(), households: z.int(), buildings: z.int(), places: z.int() })

/** Adds buildings, and a version of every grid that got some, with what is now counted in it. */
export async function storeBuildings(
  tx: Transaction,
  buildings: readonly Omit<NewBuilding, 'places'>[],
): Promise<void> {
  const publication = await importPublication(tx)
  await addBuildings(
    tx,
    publication,
    buildings.map((building) => ({ ...building, places: 0 })),
  )
  const gridIds = [...new Set(buildings.map(({ grid }) => grid))]
  const counts = await tx.query(
    `select grid as id, sum(households)::int as households, count(*)::int as buildings, sum(places)::int as places
       from building_versions where superseded_by is null and grid = any($1::uuid[]) group by grid`,
    [gridIds],
  )
  const gridById = new Map((await currentGrids(tx)).map((grid) => [grid.id, grid]))
  const recounted = parsed(CountRow, counts).flatMap(({ id, ...count }): GridToPublish[] => {
    const grid = gridById.get(id)
    return grid ? [{ grid, ...count }] : []
  })
  await writeGridVersions(tx, publication, await validFrom(tx, gridIds), recounted, [])
  const communities = [...new Set(buildings.map(({ community }) => community))]
  await tx.query('update areas set publication = $1 where code = any($2::text[])', [publication, communities])
}

/** The latest day from which one of the grids is valid: a new version cannot begin before it. */
async function validFrom(tx: Transaction, grids: readonly string[]): Promise<string> {
  const [row] = await tx.query(
    `select max(valid_from)::text as at from grid_versions
      where superseded_by is null and grid = any($1::uuid[])`,
    [grids],
  )
  return z.object({ at: z.string() }).parse(row).at
}

export async function storeBeats(tx: Transaction, beats: readonly WorldBeat[]): Promise<void> {
  const publication = await importPublication(tx)
  const streetByStation = new Map((await storedStations(tx)).map(({ id, street }) => [id, street]))
  await addBeats(tx, publication, beats, streetByStation)
}
