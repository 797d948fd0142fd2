import { grouped } from '#core/grouped.ts'
import type { World } from '../../data/world.ts'
import { storeCameras } from './cameras.ts'
import type { Transaction } from './database.ts'
import { lineToEwkb, pointToEwkb, shapeToEwkb } from './ewkb.ts'
import { addBeats, addBuildings, importPublication, VALID_FROM } from './firstVersions.ts'
import { writeStationVersions } from './stations.ts'

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

  await addBuildings(
    tx,
    publication,
    world.buildings.map((building) => ({
      ...building,
      places: placesByBuilding.get(building.id)?.length ?? 0,
    })),
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
  await writeStationVersions(tx, publication, VALID_FROM, world.stations)
  await storeCameras(tx, world.cameras)
  const streetByStation = new Map(world.stations.map((station) => [station.id, station.street]))
  await addBeats(tx, publication, world.beats, streetByStation)
  await tx.bulkLoad(
    'people',
    ['id', 'name', 'telephone', 'area'],
    world.people.map(({ id, name, telephone, area }) => [id, name, telephone, area]),
  )
  await tx.bulkLoad(
    'crew',
    ['id', 'person', 'role', 'grid', 'beat', 'area', 'from_on', 'to_on'],
    world.crew.map((post) => [
      post.id,
      post.person,
      post.role,
      post.grid,
      post.beat,
      post.area,
      post.fromOn,
      post.toOn,
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
