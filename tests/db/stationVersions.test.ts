import { expect, test } from 'vitest'
import { SYSTEM } from '../../server/db/database.ts'
import { VALID_FROM } from '../../server/db/firstVersions.ts'
import { migrate } from '../../server/db/migrate.ts'
import { stationRows } from '../../server/db/stations.ts'
import { loadWorld } from '../../server/db/world.ts'
import { testDatabase } from '../support/database.ts'
import { PINGTAN_STREET, tinyWorld } from '../support/tinyWorld.ts'

const db = testDatabase()
const MIGRATION = '0019_station_versions'

test('stations that were stored before they had versions are as they were, from the first day on', async () => {
  const { database } = db
  const [first] = tinyWorld.stations
  const withoutBeats = { ...first!, id: crypto.randomUUID(), code: '14030302', street: PINGTAN_STREET }
  await database.transaction(SYSTEM, async (tx) => {
    await loadWorld(tx, { ...tinyWorld, stations: [...tinyWorld.stations, withoutBeats] })
    await tx.query(`
      alter table stations add column name text, add column street text references areas,
        add column position geometry(Point, 4326);
      update stations set name = v.name, street = v.street, position = v.position
        from station_versions v where v.station = stations.id;
      drop table station_versions;
      delete from migrations where name = '${MIGRATION}'`)
  })

  const applied = await Promise.all([migrate(database), migrate(database)])
  expect(applied.flat()).toEqual([MIGRATION])
  const asOf = (instant: string) =>
    database.transaction(SYSTEM, (tx) => stationRows(tx, { asOf: instant, timeZone: 'Asia/Shanghai' }))
  expect(await asOf(VALID_FROM)).toEqual([first, withoutBeats])
  expect(await asOf('2023-12-31')).toEqual([])
  await expect(database.transaction(SYSTEM, (tx) => tx.query('select name from stations'))).rejects.toThrow(
    'name',
  )
})
