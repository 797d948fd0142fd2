import { beforeAll, expect, test } from 'vitest'
import { type Actor, SYSTEM, type Transaction } from '../../server/db/database.ts'
import { sqlState } from '../../server/db/failure.ts'
import { loadWorld } from '../../server/db/world.ts'
import { testDatabase } from '../support/database.ts'
import { PINGTAN_STREET, SHAGOU, SHAPING_STREET, tinyWorld } from '../support/tinyWorld.ts'

const db = testDatabase()
beforeAll(() => db.database.transaction(SYSTEM, (tx) => loadWorld(tx, tinyWorld)))

const as = (scope: string): Actor => ({ user: 'planner', role: 'planner', scope })
const asked = (scope: string, sql: string) => db.database.transaction(as(scope), (tx) => tx.query(sql))
const count = async (tx: Transaction, table: string) =>
  (await tx.query(`select count(*)::int as n from ${table}`))[0]?.n

test('every table has row level security, enabled and forced, and a policy', async () => {
  const open = await db.database.transaction(SYSTEM, (tx) =>
    tx.query(`
      select c.relname as name from pg_class c
       where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
         and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
         and not (c.relrowsecurity and c.relforcerowsecurity
                  and exists (select from pg_policy p where p.polrelid = c.oid))`),
  )
  expect(open).toEqual([])
})

test('the database itself shows a person only what lies in the scope', async () => {
  const tables = [
    ...['grid_versions', 'building_versions', 'places', 'grids', 'grid_codes', 'buildings'],
    ...['people', 'crew'],
  ]
  const seen = async (scope: string) =>
    Object.fromEntries(
      await db.database.transaction(as(scope), async (tx) => {
        const counts: [string, unknown][] = []
        for (const table of tables) counts.push([table, await count(tx, table)])
        return counts
      }),
    )
  expect(await seen('140303')).toEqual({
    grid_versions: 5,
    building_versions: 45,
    places: 10,
    grids: 5,
    grid_codes: 5,
    buildings: 45,
    people: 11,
    crew: 13,
  })
  expect(await seen(SHAPING_STREET)).toMatchObject({ grid_versions: 4, building_versions: 36, places: 8 })
  expect(await seen(SHAGOU)).toMatchObject({ grid_versions: 3, building_versions: 27, places: 6, crew: 9 })
  expect(await seen(PINGTAN_STREET)).toMatchObject({ grid_versions: 1, building_versions: 9, places: 2 })
  expect(await seen('140304')).toMatchObject({ grid_versions: 0, building_versions: 0, grids: 0, people: 0 })
})

test('whoever sees anything sees the stations of every street', async () => {
  for (const table of ['stations', 'station_versions']) {
    const read = (scope: string) => db.database.transaction(as(scope), (tx) => count(tx, table))
    expect([await read(SHAGOU), await read(PINGTAN_STREET), await read('140304')], table).toEqual([1, 1, 1])
    const unscoped = await db.database.transaction(SYSTEM, async (tx) => {
      await tx.query(`set local role app_rw; select set_config('app.scope', '', true)`)
      return count(tx, table)
    })
    expect(unscoped, table).toBe(0)
  }
})

test('a scope of an earlier transaction on the same connection does not stay', async () => {
  await asked('140303', 'select 1')
  const leftOver = await db.database.transaction(SYSTEM, async (tx) => {
    await tx.query(`set local role app_rw; select set_config('app.scope', '', true)`)
    return count(tx, 'grid_versions')
  })
  expect(leftOver).toBe(0)
})

test('accounts, sessions and the audit are not readable by people, nor is what is published writable', async () => {
  for (const sql of [
    'select * from users',
    'select * from sessions',
    'select * from audit',
    'update audit set actor = $$x$$',
    'delete from audit',
    'update grid_versions set households = 0',
    'delete from grid_versions',
    'insert into stations (id, code) values (gen_random_uuid(), $$1$$)',
    'insert into station_versions select * from station_versions',
    'update station_versions set name = name',
    'update station_versions set valid_to = now()',
    'delete from station_versions',
    'update building_versions set grid = grid',
    'insert into users (login) values ($$x$$)',
    'truncate grid_versions',
    'create table mine (id int)',
    'update incident_log set at = at',
    'delete from incident_log',
    'delete from incidents',
    'update incidents set attribution = attribution',
    'update incident_reporters set name = name',
    'update matter_versions set matter = matter',
    'update shift_handovers set note = note',
    'delete from shift_takeovers',
    'select * from report_keys',
    'update incident_photos set bytes = bytes',
    'delete from incident_photos',
    'update photo_uploads set bytes = bytes',
  ])
    await expect(asked('140303', sql), sql).rejects.toSatisfy((error) => sqlState(error) === '42501')
})

test('a post ends once, and is otherwise never changed', async () => {
  const [post] = tinyWorld.crew
  const end = (scope: string, on: string) =>
    asked(scope, `update crew set to_on = '${on}' where id = '${post?.id}' returning to_on`)
  expect(await end(PINGTAN_STREET, '2025-01-01')).toEqual([])
  expect(await end(SHAGOU, '2999-01-01')).toHaveLength(1)
  expect(await end(SHAGOU, '2025-01-01')).toHaveLength(1)
  expect(await end(SHAGOU, '2025-02-01')).toEqual([])
  for (const sql of [
    `update crew set role = 'chief'`,
    'delete from crew',
    `update people set name = 'x'`,
    'delete from people',
    `insert into people (id, name, telephone, area) values (gen_random_uuid(), 'x', '1', '140303001001')`,
  ])
    await expect(asked(SHAGOU, sql), sql).rejects.toSatisfy((error) => sqlState(error) === '42501')
})

test('nobody writes an audit row for another scope', async () => {
  const row = (scope: string) =>
    `insert into audit (actor, role, scope, action, subject) values ('p', 'planner', '${scope}', 'x', 'y')`
  await asked(SHAGOU, row(SHAGOU))
  await expect(asked(SHAGOU, row('140303'))).rejects.toSatisfy((error) => sqlState(error) === '42501')
})
