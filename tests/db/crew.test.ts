import { beforeAll, expect, test } from 'vitest'
import { crewToday, peopleServing } from '../../server/db/crew.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { barriersAround } from '../../server/db/surroundings.ts'
import { loadWorld } from '../../server/db/world.ts'
import { testDatabase } from '../support/database.ts'
import { gridNamed, SHAGOU, tinyWorld } from '../support/tinyWorld.ts'

const db = testDatabase()
beforeAll(() => db.database.transaction(SYSTEM, (tx) => loadWorld(tx, tinyWorld)))

const ZONE = 'Asia/Shanghai'
const as = { user: 'planner', role: 'planner', scope: SHAGOU } as const
const [fifth, sixth, eighth] = ['第五网格', '第六网格', '第八网格'].map((name) => gridNamed(name).id) as [
  string,
  string,
  string,
]
const today = () => db.database.transaction(as, (tx) => crewToday(tx, SHAGOU, ZONE))

test('a grid has the roles that are filled today: what ended, and what is to come, is not there', async () => {
  const full = ['chief', 'instructor', 'worker']
  expect(await today()).toEqual(new Map([fifth, sixth, eighth].map((grid) => [grid, full])))
  const day = (days: number) => `(now() at time zone '${ZONE}')::date + ${days}`
  await db.database.transaction(SYSTEM, async (tx) => {
    const set = (grid: string, role: string, to: string) =>
      tx.query(`update crew set ${to} where grid = '${grid}' and role = '${role}'`)
    await set(sixth, 'worker', `to_on = ${day(0)}`)
    await set(eighth, 'worker', `to_on = ${day(1)}`)
    await set(fifth, 'worker', `from_on = ${day(1)}`)
    await set(fifth, 'chief', `from_on = ${day(0)}`)
  })
  expect(Object.fromEntries(await today())).toEqual({
    [sixth]: ['chief', 'instructor'],
    [eighth]: full,
    [fifth]: ['chief', 'instructor'],
  })
})

test('people are counted once, however many grids they serve', async () => {
  const served = (grids: string[]) => db.database.transaction(as, (tx) => peopleServing(tx, grids, ZONE))
  expect(await served([sixth, eighth])).toEqual({
    people: 4,
    byRole: { chief: 2, instructor: 1, worker: 1, auxiliary: 0 },
  })
  expect(await served([])).toMatchObject({ people: 0 })
})

test('barriers of an area: its river by the banks, and its main roads', async () => {
  const barriers = await db.database.transaction(as, (tx) => barriersAround(tx, SHAGOU))
  expect(barriers).toEqual([
    { kind: 'river', name: '桃河', lines: tinyWorld.water[0]?.shape[0] },
    { kind: 'main_road', name: '沙沟路', lines: [tinyWorld.roads[0]?.line] },
  ])
})
