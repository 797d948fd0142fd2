import { expect, test } from 'vitest'
import { toDegrees } from '#core/geometry/lattice.ts'
import { casesByBuilding } from '../../server/db/casesByBuilding.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { testApp } from '../support/app.ts'
import { casework } from '../support/incidents.ts'
import { buildingNamed, SHAGOU, SHAPING_STREET } from '../support/tinyWorld.ts'

const server = testApp()
const { reported, acted } = casework(server)
const [fifth, sixth] = [buildingNamed('西坡5号楼'), buildingNamed('西坡6号楼')]

test('each case of the last year counts at the nearest building, by month; what was none does not', async () => {
  const at = ([lng, lat]: readonly [number, number], east = 0): [number, number] => [lng + east, lat]
  const [five, six] = [toDegrees(fifth.position), toDegrees(sixth.position)]
  for (const position of [at(five), at(five), at(five, 2e-5), at(six)]) await reported({ position })
  const rejected = await reported({ position: at(six) })
  await acted(rejected.id, ['commander', { action: 'reject', reason: '不属受理范围' }])
  const old = await reported({ position: at(six) })
  await server.database.transaction(SYSTEM, (tx) =>
    tx.query(`update incidents set reported_at = reported_at - interval '13 months' where id = $1`, [old.id]),
  )
  const counted = (within: string) =>
    server.database.transaction(SYSTEM, async (tx) =>
      [...(await casesByBuilding(tx, within))]
        .map(([id, perMonth]) => [id, Math.round(perMonth * 12)])
        .sort(),
    )
  const expected = [
    [fifth.id, 3],
    [sixth.id, 1],
  ].sort()
  expect(await counted(SHAGOU)).toEqual(expected)
  expect(await counted(SHAPING_STREET)).toEqual(expected)
  expect(await counted('140303001')).toEqual([])
})
