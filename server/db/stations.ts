import { z } from 'zod'
import type { WorldStation } from '../../data/world.ts'
import { instantOf, type Moment, validAt } from './asOf.ts'
import type { Transaction } from './database.ts'
import { pointToEwkb } from './ewkb.ts'
import { importPublication, VALID_FROM } from './firstVersions.ts'
import { PointColumn, parsed } from './row.ts'

const StationRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  street: z.string(),
  position: PointColumn,
})
export type StationRow = z.infer<typeof StationRow>

/** Every station as of a moment, by code; read as the system. */
export async function stationRows(tx: Transaction, moment: Moment): Promise<StationRow[]> {
  const rows = await tx.query(
    `with at as materialized (select ${instantOf('$1', '$2')} as instant)
     select s.id, s.code, v.name, v.street, v.position
       from stations s join station_versions v on v.station = s.id, at
      where ${validAt('v', 'at.instant')} order by s.code collate "C"`,
    [moment.asOf ?? null, moment.timeZone],
  )
  return parsed(StationRow, rows)
}

const StoredStation = StationRow.extend({ beatStreets: z.array(z.string()) })

/** Every station as it is now, with the streets of the beats that it has or will have; by code. */
export async function storedStations(tx: Transaction): Promise<z.infer<typeof StoredStation>[]> {
  const rows = await tx.query(
    `select s.id, s.code, v.name, v.street, v.position,
            (select coalesce(json_agg(distinct b.street), '[]') from beat_versions b
              where b.station = s.id and (b.valid_to is null or b.valid_to > now())) as "beatStreets"
       from stations s join station_versions v on v.station = s.id
      where v.superseded_by is null order by s.code collate "C"`,
  )
  return parsed(StoredStation, rows)
}

/** Adds stations; of one that is stored what is new is a version from now on. */
export async function storeStations(tx: Transaction, stations: readonly WorldStation[]): Promise<void> {
  if (stations.length === 0) return
  const [row] = await tx.query('select clock_timestamp()::text as now')
  const { now } = z.object({ now: z.string() }).parse(row)
  const publication = await importPublication(tx, { effectiveFrom: now, layers: ['beats'] })
  await writeStationVersions(tx, publication, now, stations)
}

/** Lets a version follow on the one that a station has; the first is valid from `VALID_FROM`. */
export async function writeStationVersions(
  tx: Transaction,
  publication: number,
  effectiveFrom: string,
  stations: readonly WorldStation[],
): Promise<void> {
  const ids = stations.map(({ id }) => id)
  await tx.query(
    'insert into stations (id, code) select * from unnest($1::uuid[], $2::text[]) on conflict do nothing',
    [ids, stations.map(({ code }) => code)],
  )
  await tx.query(
    `update station_versions set valid_to = $1, superseded_by = $2
      where station = any($3::uuid[]) and superseded_by is null`,
    [effectiveFrom, publication, ids],
  )
  await tx.query(
    `insert into station_versions (station, version, valid_from, publication, name, street, position)
     select rows.id, coalesce(latest.version, 0) + 1,
            case when latest.version is null then $6 else $7 end::timestamptz, $5,
            rows.name, rows.street, rows.position::geometry
       from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as rows (id, name, street, position)
       cross join lateral (select max(version) as version from station_versions where station = rows.id) latest`,
    [
      ids,
      stations.map(({ name }) => name),
      stations.map(({ street }) => street),
      stations.map(({ position }) => pointToEwkb(position)),
      ...[publication, VALID_FROM, effectiveFrom],
    ],
  )
}
