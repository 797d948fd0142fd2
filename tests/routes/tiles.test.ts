import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { TileCache } from '../../server/routes/tileCache.ts'
import { testApp } from '../support/app.ts'
import { planning } from '../support/plans.ts'
import { featuresIn, tileAt } from '../support/tiles.ts'
import { gridNamed } from '../support/tinyWorld.ts'

const server = testApp()
const { publish, signed } = planning(server)
const { z, x, y } = tileAt(14, [113.505, 37.8715])
const grids = `/tiles/grids/${z}/${x}/${y}.mvt`
const get = (url: string, headers: Record<string, string> = {}) => server.app.inject({ url, headers })

test('a tile, plain and compressed', async () => {
  const plain = await get(grids)
  expect(plain.statusCode).toBe(200)
  expect(plain.headers['content-type']).toBe('application/vnd.mapbox-vector-tile')
  expect(featuresIn(plain.rawPayload, 'grids').get(gridNamed('第八网格').id)?.properties).toMatchObject({
    name: '第八网格',
    households: 709,
    band: 'over',
  })
  const packed = await get(grids, { 'accept-encoding': 'gzip' })
  expect(packed.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(packed.rawPayload)).toEqual(plain.rawPayload)
})

test('204 where there is nothing', async () => {
  const empty = await get('/tiles/grids/14/0/0.mvt')
  expect([empty.statusCode, empty.body]).toEqual([204, ''])
  expect((await get(`/tiles/incidents/${z}/${x}/${y}.mvt`)).statusCode).toBe(204)
})

test('malformed addresses and unknown layers', async () => {
  for (const url of [
    '/tiles/grids/14/16384/0.mvt',
    '/tiles/grids/14/-1/0.mvt',
    '/tiles/grids/a/b/c.mvt',
    '/tiles/grids/14/1.5/0.mvt',
    '/tiles/grids/99/0/0.mvt',
    '/tiles/grids/14/0/0.png',
    '/tiles/grids/14/0',
    `/tiles/grids/14/0/${'9'.repeat(50)}.mvt`,
  ]) {
    const answer = await get(url)
    expect([url, answer.statusCode, answer.json().code]).toEqual([url, 400, 'tile_address_invalid'])
  }
  expect((await get(`/tiles/users/${z}/${x}/${y}.mvt`)).json()).toMatchObject({
    status: 404,
    code: 'not_found',
  })
  expect((await get(`/tiles/grids;drop/${z}/${x}/${y}.mvt`)).statusCode).toBe(404)
})

test('an unchanged tile is not sent again; after a publication it is another one', async () => {
  const first = await get(grids)
  const tag = first.headers.etag as string
  const again = await get(grids, { 'if-none-match': tag })
  expect([again.statusCode, again.body]).toEqual([304, ''])
  expect((await publish(await signed())).statusCode).toBe(200)
  const after = await get(grids, { 'if-none-match': tag })
  expect(after.statusCode).toBe(200)
  expect(featuresIn(after.rawPayload, 'grids').get(gridNamed('第八网格').id)?.properties.households).toBe(625)
  const roads = `/tiles/roads/${z}/${x}/${y}.mvt`
  expect((await get(roads)).headers.etag).toBe((await get(roads)).headers.etag)
})

test('two scopes never share a tile', async () => {
  const { headers, rawPayload } = await server.ask('shagou', 'GET', grids)
  const whole = await get(grids)
  expect(headers.etag).not.toBe(whole.headers.etag)
  expect(featuresIn(rawPayload, 'grids').size).toBe(3)
  expect(featuresIn(whole.rawPayload, 'grids').size).toBe(4)
})

test('the cache keeps to its size, forgets what was not used, and makes each tile once', async () => {
  const cache = new TileCache(3000)
  let made = 0
  const make = async () => {
    made++
    return Buffer.alloc(800)
  }
  await Promise.all(Array.from({ length: 10 }, () => cache.of('a', make)))
  expect(made).toBe(1)
  for (const key of ['b', 'c', 'a', 'd', 'a']) await cache.of(key, make)
  expect(made).toBe(4)
  expect(cache.bytes).toBeLessThanOrEqual(3000)
  await cache.of('b', make)
  expect(made).toBe(5)
  await expect(cache.of('e', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await cache.of('e', make)).toHaveLength(800)
})
