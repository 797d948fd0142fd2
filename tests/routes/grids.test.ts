import { expect, test } from 'vitest'
import { z } from 'zod'
import { BuildingSummary, GridFeatures, GridSummary, GridVersion } from '../../server/contract/area.ts'
import { Settings } from '../../server/contract/settings.ts'
import { testApp } from '../support/app.ts'
import { DISTRICT, gridNamed, SHAGOU, SHAPING_STREET } from '../support/tinyWorld.ts'

const server = testApp()
const eighth = gridNamed('第八网格').id

test('areas of a level, under an area', async () => {
  const areas = await server.json(null, 'GET', `/api/areas?level=community&within=${SHAPING_STREET}`)
  expect(areas).toEqual([
    { code: SHAGOU, name: '沙沟社区', level: 'community', parent: SHAPING_STREET },
    { code: '140303005007', name: '沙台社区', level: 'community', parent: SHAPING_STREET },
  ])
})

test('grids with their counts and band', async () => {
  const grids = z.array(GridSummary).parse(await server.json(null, 'GET', `/api/grids?within=${SHAGOU}`))
  expect(
    grids.map(({ name, households, buildings, places, band }) => [name, households, buildings, places, band]),
  ).toEqual([
    ['第五网格', 303, 9, 2, 'in'],
    ['第六网格', 328, 9, 2, 'in'],
    ['第八网格', 709, 9, 2, 'over'],
  ])
})

test('the same as features', async () => {
  const answer = await server.ask(null, 'GET', '/api/grids.geojson')
  expect(answer.headers['content-type']).toContain('application/geo+json')
  const { features } = GridFeatures.parse(answer.json())
  expect(features).toHaveLength(5)
  const feature = features.find(({ id }) => id === eighth)
  expect(feature?.geometry.coordinates[0]?.[0]?.[0]).toEqual([113.5036, 37.87])
})

test('the buildings of a grid add up to it', async () => {
  const buildings = z
    .array(BuildingSummary)
    .parse(await server.json(null, 'GET', `/api/grids/${eighth}/buildings`))
  expect(buildings).toHaveLength(9)
  expect(buildings.reduce((sum, { households }) => sum + households, 0)).toBe(709)
})

test('as of a day before the first, there was nothing; history begins with the import', async () => {
  expect(await server.json(null, 'GET', '/api/grids?asOf=2023-12-30')).toEqual([])
  expect(await server.json(null, 'GET', '/api/grids?asOf=2024-01-01')).toHaveLength(5)
  expect(await server.json(null, 'GET', '/api/grids?asOf=2023-12-31T15:59:59Z')).toEqual([])
  expect(await server.json(null, 'GET', '/api/grids?asOf=2024-01-01T00:00:00%2B08:00')).toHaveLength(5)
  const history = z.array(GridVersion).parse(await server.json(null, 'GET', `/api/grids/${eighth}/history`))
  expect(history).toMatchObject([
    { version: 1, validFrom: '2023-12-31T16:00:00.000Z', validTo: null, plan: null },
  ])
})

test('what a screen needs to know of the installation', async () => {
  const settings = Settings.parse(await server.json(null, 'GET', '/api/settings'))
  expect(settings).toEqual({
    band: { under: 150, low: 300, high: 500, over: 600 },
    timeZone: 'Asia/Shanghai',
    demo: true,
    approvalNumber: null,
    reasonRequired: false,
    district: { code: DISTRICT, name: '矿区', bbox: [113.5, 37.87, 113.518, 37.873] },
  })
})

test('malformed input names what is wrong with it', async () => {
  for (const [url, pointer] of [
    ['/api/grids?within=14030', '/within'],
    ['/api/grids?asOf=yesterday', '/asOf'],
    ['/api/grids?asOf=2024-13-01', '/asOf'],
    ['/api/areas?level=province', '/level'],
    ['/api/grids/eighth', '/id'],
    ['/api/grids/eighth/buildings', '/id'],
  ]) {
    const answer = await server.ask(null, 'GET', url ?? '')
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ status: 400, code: 'input_invalid', errors: [{ pointer }] })
  }
  const beyondTheCalendar = await server.ask(null, 'GET', '/api/grids?asOf=0000-01-01')
  expect(beyondTheCalendar.json()).toMatchObject({ status: 400, code: 'input_invalid' })
})

test('an answer that did not change is not sent again, and a large one travels compressed', async () => {
  const { app } = server
  const first = await app.inject({ url: '/api/grids.geojson' })
  const again = await app.inject({
    url: '/api/grids.geojson',
    headers: { 'if-none-match': first.headers.etag as string },
  })
  expect([again.statusCode, again.body]).toEqual([304, ''])
  for (const [accepted, encoding] of [
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['deflate', undefined],
  ])
    expect(
      (await app.inject({ url: '/api/grids.geojson', headers: { 'accept-encoding': accepted } })).headers[
        'content-encoding'
      ],
    ).toBe(encoding)
})

test('an address that cannot be read has the one shape of errors too', async () => {
  const answer = await server.ask(null, 'GET', '/%E0%A4%A')
  expect(answer.statusCode).toBe(400)
  expect(answer.headers['content-type']).toMatch('application/problem+json')
  expect(answer.json()).toMatchObject({ code: 'input_invalid' })
})
