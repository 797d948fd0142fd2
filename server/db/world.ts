import { z } from 'zod'
import { grouped } from '#core/grouped.ts'
import type { World } from '../../data/world.ts'
import type { Transaction } from './database.ts'
import { lineToEwkb, pointToEwkb, shapeToEwkb } from './ewkb.ts'
import { only } from './row.ts'

/** From when the rows of a first load are valid, so that "as of" an earlier day shows them too. */
export const VALID_FROM = '2024-01-01T00:00:00+08:00'

const LAYERS = ['grids', 'buildings', 'places', 'beats', 'areas', 'roads', 'water', 'green']

/** True while there is no area and no account. */
export async function isEmpty(tx: Transaction): Promise<boolean> {
  const rows = await tx.query(
    'select 1 as found where exists (select from areas) or exists (select from users)',
  )
  return rows.length === 0
}

/** Lets nobody else add areas until the transaction ends, and answers whether there are none yet. */
export async function claimEmpty(tx: Transaction): Promise<boolean> {
  await tx.query('lock table areas in exclusive mode')
  return isEmpty(tx)
}

/** Loads a whole district into an empty database: one publication, version 1 of everything. */
export async function loadWorld(tx: Transaction, world: World): Promise<void> {
  const publication = await importPublication(tx)
  const first = [1, VALID_FROM, publication]
  const placesByBuilding = grouped(world.places, (place) => place.building)
  const buildingsByGrid = grouped(world.buildings, (building) => building.grid)

  await tx.bulkLoad(
    'areas',
    ['code', 'name', 'level', 'parent', 'shape', 'publication'],
    [...world.areas]
      .sort((a, b) => a.code.length - b.code.length)
      .map((area) => [area.code, area.name, area.level, area.parent, shapeToEwkb(area.shape), publication]),
  )

  await tx.bulkLoad(
    'grids',
    ['id', 'community'],
    world.grids.map((grid) => [grid.id, grid.community]),
  )
  await tx.bulkLoad(
    'grid_codes',
    ['code', 'grid'],
    world.grids.map((grid) => [grid.code, grid.id]),
  )
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
      'micro_grids',
      'households',
      'buildings',
      'places',
      'shape',
    ],
    world.grids.map((grid) => {
      const buildings = buildingsByGrid.get(grid.id) ?? []
      const households = buildings.reduce((sum, building) => sum + building.households, 0)
      const places = buildings.reduce(
        (sum, building) => sum + (placesByBuilding.get(building.id)?.length ?? 0),
        0,
      )
      return [
        grid.id,
        ...first,
        grid.code,
        grid.name,
        grid.type,
        grid.morphology,
        grid.community,
        grid.microGrids,
        households,
        buildings.length,
        places,
        shapeToEwkb(grid.shape),
      ]
    }),
  )

  await tx.bulkLoad(
    'buildings',
    ['id', 'community'],
    world.buildings.map(({ id, community }) => [id, community]),
  )
  await tx.bulkLoad(
    'building_versions',
    [
      'building',
      'version',
      'valid_from',
      'publication',
      'code',
      'name',
      'kind',
      'community',
      'grid',
      'households',
      'floors',
      'places',
      'footprint',
      'position',
    ],
    world.buildings.map((building) => [
      building.id,
      ...first,
      building.code,
      building.name,
      building.kind,
      building.community,
      building.grid,
      building.households,
      building.floors,
      placesByBuilding.get(building.id)?.length ?? 0,
      shapeToEwkb(building.footprint),
      pointToEwkb(building.position),
    ]),
  )

  await tx.bulkLoad(
    'places',
    ['id', 'kind', 'name', 'community', 'building', 'position'],
    world.places.map((place) => [
      place.id,
      place.kind,
      place.name,
      place.community,
      place.building,
      pointToEwkb(place.position),
    ]),
  )
  await tx.bulkLoad(
    'stations',
    ['id', 'code', 'name', 'street', 'position'],
    world.stations.map((station) => [
      station.id,
      station.code,
      station.name,
      station.street,
      pointToEwkb(station.position),
    ]),
  )
  const streetByStation = new Map(world.stations.map((station) => [station.id, station.street]))
  await tx.bulkLoad(
    'beats',
    ['id', 'street'],
    world.beats.map((beat) => [beat.id, streetByStation.get(beat.station)]),
  )
  await tx.bulkLoad(
    'beat_versions',
    [
      'beat',
      'version',
      'valid_from',
      'publication',
      'code',
      'name',
      'station',
      'street',
      'officers',
      'shape',
    ],
    world.beats.map((beat) => [
      beat.id,
      ...first,
      beat.code,
      beat.name,
      beat.station,
      streetByStation.get(beat.station),
      beat.officers,
      shapeToEwkb(beat.shape),
    ]),
  )

  await tx.bulkLoad(
    'roads',
    ['id', 'name', 'class', 'line'],
    world.roads.map((road) => [road.id, road.name, road.class, lineToEwkb(road.line)]),
  )
  await tx.bulkLoad(
    'land_cover',
    ['id', 'name', 'kind', 'shape'],
    [...world.water, ...world.green].map((cover) => [
      cover.id,
      cover.name,
      cover.kind,
      shapeToEwkb(cover.shape),
    ]),
  )
}

/** A publication that no plan made. */
export async function importPublication(tx: Transaction): Promise<number> {
  const rows = await tx.query(
    `insert into publications (kind, published_by, effective_from, layers)
     values ('import', $1, $2, $3::text[]) returning number::int`,
    [tx.actor.user, VALID_FROM, LAYERS],
  )
  const number = only(z.object({ number: z.int() }), rows)?.number
  if (number === undefined) throw new Error('the publication got no number')
  return number
}
