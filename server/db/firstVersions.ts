/** First versions of rows that come from outside: the demo district, or files. */
import { z } from 'zod'
import type { WorldBeat, WorldBuilding } from '../../data/world.ts'
import type { Transaction } from './database.ts'
import { pointToEwkb, shapeToEwkb } from './ewkb.ts'
import { only } from './row.ts'

/** From when the rows of a first load are valid, so that "as of" an earlier day shows them too. */
export const VALID_FROM = '2024-01-01T00:00:00+08:00'

const LAYERS = ['grids', 'buildings', 'places', 'beats', 'areas', 'roads', 'water', 'green']

/** A publication that no plan made: of first versions of anything, if nothing else is said. */
export async function importPublication(
  tx: Transaction,
  { effectiveFrom, layers } = { effectiveFrom: VALID_FROM, layers: LAYERS },
): Promise<number> {
  const rows = await tx.query(
    `insert into publications (kind, published_by, effective_from, layers)
     values ('import', $1, $2, $3::text[]) returning number::int`,
    [tx.actor.user, effectiveFrom, layers],
  )
  const number = only(z.object({ number: z.int() }), rows)?.number
  if (number === undefined) throw new Error('the publication got no number')
  return number
}

/** A building from outside; a file may not say its kind and its floors. */
export type NewBuilding = Omit<WorldBuilding, 'kind' | 'floors'> & {
  readonly kind: WorldBuilding['kind'] | null
  readonly floors: number | null
  readonly places: number
}

export async function addBuildings(
  tx: Transaction,
  publication: number,
  buildings: readonly NewBuilding[],
): Promise<void> {
  await tx.bulkLoad(
    'buildings',
    ['id', 'community'],
    buildings.map(({ id, community }) => [id, community]),
  )
  await tx.bulkLoad(
    'building_versions',
    ['building', 'version', 'valid_from', 'publication', 'code', 'name', 'kind', 'community', 'grid'].concat([
      'households',
      'floors',
      'places',
      'footprint',
      'position',
    ]),
    buildings.map((building) => [
      building.id,
      1,
      VALID_FROM,
      publication,
      building.code,
      building.name,
      building.kind,
      building.community,
      building.grid,
      building.households,
      building.floors,
      building.places,
      shapeToEwkb(building.footprint),
      pointToEwkb(building.position),
    ]),
  )
}

export async function addBeats(
  tx: Transaction,
  publication: number,
  beats: readonly WorldBeat[],
  streetByStation: ReadonlyMap<string, string>,
): Promise<void> {
  await tx.bulkLoad(
    'beats',
    ['id', 'street'],
    beats.map(({ id, station }) => [id, streetByStation.get(station)]),
  )
  await tx.bulkLoad(
    'beat_codes',
    ['code', 'beat'],
    beats.map(({ code, id }) => [code, id]),
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
    beats.map((beat) => [
      beat.id,
      1,
      VALID_FROM,
      publication,
      beat.code,
      beat.name,
      beat.station,
      streetByStation.get(beat.station),
      beat.officers,
      shapeToEwkb(beat.shape),
    ]),
  )
}
