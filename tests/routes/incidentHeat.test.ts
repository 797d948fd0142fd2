import { beforeAll, expect, test } from 'vitest'
import type { CasePage, FiguresAnswer, HeatAnswer } from '../../server/contract/incident.ts'
import { testApp, type User } from '../support/app.ts'
import { AT, casework, ELSEWHERE, STEPS } from '../support/incidents.ts'
import { gridNamed, PINGTAN_STREET, SHAPING_STREET } from '../support/tinyWorld.ts'

const server = testApp()
const { reported, acted } = casework(server)
const day = 86_400_000
const [from, to] = [new Date(Date.now() - 15 * day), new Date(Date.now() + 15 * day)].map((at) =>
  at.toISOString(),
)
const heat = (query = '', user: User | null = 'commander') =>
  server.json<HeatAnswer>(user, 'GET', `/api/incidents/heat?from=${from}&to=${to}&${query}`)

beforeAll(async () => {
  for (let n = 0; n < 4; n++) await reported()
  const { id } = await reported({ position: ELSEWHERE, matter: '0505' })
  await acted(
    id,
    ['commander', { ...STEPS.file, matter: '0505', level: 'grid' }],
    ['commander', { action: 'assign', holder: { kind: 'department', id: 'urban_management' } }],
    ['commander', STEPS.accept],
    ['commander', STEPS.feedback],
    ['duty2', STEPS.close],
  )
  await acted((await reported()).id, ['commander', { action: 'reject', reason: '重复' }])
})

test('counts by place, grid, hour and category; without what was rejected', async () => {
  const all = await heat('z=14')
  expect(all.bins.map(([, , count]) => count).sort()).toEqual([1, 4])
  const [lng, lat] = all.bins.find(([, , count]) => count === 4) ?? [0, 0]
  expect(Math.abs(lng - AT[0]) + Math.abs(lat - AT[1])).toBeLessThan(0.002)
  expect(all.byCategory).toEqual({ '02': 4, '05': 1 })
  expect(all.byHour.reduce((a, b) => a + b)).toBe(5)
  const eighth = all.grids.find(({ id }) => id === gridNamed('第八网格').id)
  expect(eighth?.count).toBe(4)
  // 4 cases of 709 households in a month.
  expect(eighth?.perThousandHouseholds).toBeCloseTo((4 / 709) * 1000 * (30.4375 / 30), 2)
  expect((await heat('z=14&category=05')).bins.map(([, , count]) => count)).toEqual([1])
  expect((await heat(`z=14&within=${SHAPING_STREET}`)).byCategory).toEqual({ '02': 4 })
  expect((await heat('z=14', 'shaping-desk')).byCategory).toEqual({ '02': 4 })
  const hour = all.byHour.findIndex((count) => count > 0)
  const around = await heat(`fromHour=${(hour + 22) % 24}&toHour=${(hour + 2) % 24}`)
  expect(around.byCategory).toEqual(all.byCategory)
  const never = await heat(`fromHour=${(hour + 10) % 24}&toHour=${(hour + 12) % 24}`)
  expect(never).toMatchObject({ bins: [], grids: [], byCategory: {} })
  expect((await heat('z=2')).bins.map(([, , count]) => count)).toEqual([5])
})

test('fewer than three are told to staff only', async () => {
  for (const user of [null, 'viewer', 'planner'] as const) {
    const seen = await heat('z=14', user)
    expect(seen.bins.map(([, , count]) => count)).toEqual([4])
    expect(seen.grids.map(({ count }) => count)).toEqual([4])
    expect(seen.byCategory).toEqual({ '02': 4 })
    expect(seen.suppressed).toBe(2)
  }
})

test('how the day goes, in all and by street, agrees with the lists', async () => {
  const figures = await server.json<FiguresAnswer>('viewer', 'GET', '/api/incidents/figures')
  expect(figures.total).toEqual({
    ...{ reported: 6, open: 4, overdue: 0, closed: 1, closedOnTime: 1, resolvedInGrid: 1 },
  })
  expect(figures.streets.map(({ code, reported, open }) => [code, reported, open])).toEqual([
    [PINGTAN_STREET, 1, 0],
    [SHAPING_STREET, 5, 4],
  ])
  const { counts } = await server.json<{ counts: Record<string, number> }>('viewer', 'GET', '/api/incidents')
  expect(Object.values(counts).reduce((a, b) => a + b)).toBe(figures.total.open)
  const closed = async (more: string, since = figures.from) => {
    const list = `/api/incidents?state=closed&endedSince=${encodeURIComponent(since)}&${more}`
    return (await server.json<CasePage>('viewer', 'GET', list)).cases.length
  }
  expect(await closed('light=green,yellow')).toBe(figures.total.closedOnTime)
  expect(await closed('level=grid')).toBe(figures.total.resolvedInGrid)
  expect(await closed('light=red')).toBe(0)
  expect(await closed('', to)).toBe(0)
  const street = await server.json<FiguresAnswer>('shaping-desk', 'GET', '/api/incidents/figures')
  expect(street.total.reported).toBe(5)
  const before = `from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z`
  expect(
    (await server.json<FiguresAnswer>(null, 'GET', `/api/incidents/figures?${before}`)).total,
  ).toMatchObject({
    ...{ reported: 0, open: 4, closed: 0 },
  })
})
