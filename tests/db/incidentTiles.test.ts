import { expect, test } from 'vitest'
import { SYSTEM } from '../../server/db/database.ts'
import { cellAt, cellsOf, columnAndRow, middleOf } from '../../server/db/tiles/morton.ts'
import { tile } from '../../server/db/tiles/tile.ts'
import { testApp } from '../support/app.ts'
import { AT, casework, ELSEWHERE } from '../support/incidents.ts'
import { featuresIn, tileAt } from '../support/tiles.ts'

const server = testApp()
const { reported, acted } = casework(server)

test('cells of a tile are one range, and only those', () => {
  for (const position of [AT, ELSEWHERE, [0, 0], [-180, 85], [180, -85], [-73.98, 40.75]] as const) {
    const cell = cellAt(position)
    expect(cell).not.toBeNull()
    const [lng, lat] = middleOf(cell as number, 25)
    expect(Math.abs(lng - position[0])).toBeLessThan(1e-5)
    expect(Math.abs(lat - position[1])).toBeLessThan(1e-5)
    const [x, y] = columnAndRow(cell as number)
    for (const z of [0, 3, 11, 20, 25]) {
      const { from, to } = cellsOf(
        { z, x: Math.floor(x / 2 ** (25 - z)), y: Math.floor(y / 2 ** (25 - z)) },
        25,
      )
      expect((cell as number) >= from && (cell as number) < to).toBe(true)
    }
  }
  expect(cellAt([0, 86])).toBeNull()
})

test('far out a tile holds counts that add up, near by the cases themselves; nobody’s wristband', async () => {
  const north = [AT[0], AT[1] + 0.0008] as const
  for (const position of [AT, AT, north, ELSEWHERE, [113.6, 37.9]]) await reported({ position })
  await reported({ channel: 'wristband' })
  const { id } = await reported({ position: ELSEWHERE })
  await acted(id, ['commander', { action: 'reject', reason: '重复' }])
  const counted = async (z: number, scope = '140303') => {
    const bytes = await server.database.transaction({ user: 'viewer', role: 'viewer', scope }, (tx) =>
      tile(tx, 'incidents', tileAt(z, [113.51, 37.871]), 'own'),
    )
    return [...featuresIn(bytes, 'incidents').values()].map(({ properties }) => properties)
  }
  const sum = (bins: Awaited<ReturnType<typeof counted>>, what: string) =>
    bins.reduce((total, properties) => total + Number(properties[what]), 0)
  for (const z of [0, 6, 9]) {
    const bins = await counted(z)
    expect([sum(bins, 'count'), sum(bins, 'open')]).toEqual([6, 5])
  }
  expect((await counted(9, '140303005')).map(({ count }) => count)).toEqual([3])
  const stored = await server.database.transaction(SYSTEM, (tx) =>
    tx.query('select sum(cases)::int as cases, sum(open)::int as open from incident_bins'),
  )
  expect(stored).toEqual([{ cases: 6, open: 5 }])
  const there = await server.database.transaction({ user: 'viewer', role: 'viewer', scope: '140303' }, (tx) =>
    tile(tx, 'incidents', tileAt(17, AT), server.database.hasMvt ? 'postgis' : 'own'),
  )
  const cases = [...featuresIn(there, 'incidents').values()]
  expect(cases.length).toBeGreaterThanOrEqual(2)
  expect(cases[0]?.properties).toEqual({
    ...{ id: expect.any(String), category: '02', state: 'reported', urgency: 'routine' },
    ...{ yellowAt: expect.any(Number), dueAt: expect.any(Number) },
  })
})

test('a tile of incidents is asked for again a little after something happened', async () => {
  const { z, x, y } = tileAt(12, AT)
  const url = `/tiles/incidents/${z}/${x}/${y}.mvt`
  const tag = async () => (await server.ask('viewer', 'GET', url)).headers.etag
  const before = await tag()
  await reported()
  await expect.poll(tag).not.toBe(before)
})
