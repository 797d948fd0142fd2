import { beforeAll, expect, test } from 'vitest'
import { type Actor, SYSTEM } from '../../server/db/database.ts'
import { addOverlays, addOverlaysOf } from '../../server/db/overlays.ts'
import { loadWorld } from '../../server/db/world.ts'
import { testDatabase } from '../support/database.ts'
import { DISTRICT, gridNamed, PINGTAN, SHAGOU, tinyWorld } from '../support/tinyWorld.ts'

const db = testDatabase()
beforeAll(() => db.database.transaction(SYSTEM, (tx) => loadWorld(tx, tinyWorld)))

const now = { timeZone: 'Asia/Shanghai' }
const add = (within: string) => db.database.transaction(SYSTEM, (tx) => addOverlays(tx, within, now))
const planner: Actor = { user: 'planner', role: 'planner', scope: DISTRICT }
/** Grid and beat of every pair, with the share of the grid's area. */
const facts = (actor: Actor = SYSTEM) =>
  db.database.transaction(actor, async (tx) => {
    const rows = await tx.query(
      `select g.name || ' ' || g.version || ' ' || b.name as pair, o.area_m2 / g.area_m2 as share
         from grid_beat_overlays o join grid_versions g on (g.grid, g.version) = (o.grid, o.grid_version)
         join beat_versions b on (b.beat, b.version) = (o.beat, o.beat_version)
        order by g.code, g.version, b.code`,
    )
    return rows.map(({ pair, share }) => [pair, share])
  })
const SHAGOU_FACTS = [
  ['第五网格 1 第一警格', 0],
  ['第五网格 1 第二警格', 1],
  ['第六网格 1 第一警格', 1],
  ['第八网格 1 第一警格', 1],
  ['第八网格 1 第二警格', 0],
]

test('what was asked for is added once, however many ask at once; nothing is added elsewhere', async () => {
  await Promise.all([add(SHAGOU), add(SHAGOU)])
  expect(await facts()).toEqual(SHAGOU_FACTS)
  await add('')
  expect(await facts()).toEqual([['第一网格 1 第二警格', 0], ...SHAGOU_FACTS, ['第一网格 1 第二警格', 1]])
})

test('a publication adds the pairs of what it wrote, as the planner who publishes', async () => {
  const eighth = gridNamed('第八网格').id
  const before = await facts()
  await db.database.transaction(planner, async (tx) => {
    const [row] = await tx.query(
      `insert into publications (kind, published_by, effective_from, layers) values ('plan', 'planner', now(), '{}')
       returning number::int`,
    )
    await tx.query(`update grid_versions set valid_to = now(), superseded_by = $1 where grid = $2`, [
      row?.number,
      eighth,
    ])
    // A tenth of it moves east, over the edge of its beat.
    await tx.query(
      `insert into grid_versions (grid, version, valid_from, publication, code, name, type, community, micro_grids,
              households, buildings, places, shape)
       select grid, 2, now(), $1, code, name, type, community, micro_grids, households, buildings, places,
              st_translate(shape, (st_xmax(shape) - st_xmin(shape)) / 10, 0)
         from grid_versions where grid = $2`,
      [row?.number, eighth],
    )
    await addOverlaysOf(tx, Number(row?.number))
  })
  const added = (await facts()).filter(([pair]) => !before.some(([known]) => known === pair))
  expect(added.map(([pair]) => pair)).toEqual(['第八网格 2 第一警格', '第八网格 2 第二警格'])
  expect(added[0]?.[1]).toBeCloseTo(0.9, 9)
  expect(added[1]?.[1]).toBeCloseTo(0.1, 9)
  await add('')
  expect(await facts()).toHaveLength(before.length + 2)
})

test('a person reads the overlays of the grids in scope, and writes none outside', async () => {
  const shagou: Actor = { ...planner, scope: SHAGOU }
  expect((await facts(shagou)).length).toBe(7)
  const forged = db.database.transaction(shagou, (tx) =>
    tx.query(
      `insert into grid_beat_overlays select grid, grid_version + 7, beat, beat_version, $1, 1 from grid_beat_overlays`,
      [PINGTAN],
    ),
  )
  await expect(forged).rejects.toThrow()
})
