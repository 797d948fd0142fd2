import { classifyRings } from '@mapbox/vector-tile'
import { beforeAll, expect, test } from 'vitest'
import { world } from '../../data/generate.ts'
import { TileLayer } from '../../server/contract/tile.ts'
import type { Actor } from '../../server/db/database.ts'
import { type TileAddress, tileAddress, UNCUT_MARGIN } from '../../server/db/tiles/address.ts'
import { type Encoder, tile } from '../../server/db/tiles/tile.ts'
import { loadDemo } from '../../server/usecases/loadDemo.ts'
import { testDatabase } from '../support/database.ts'
import { featuresIn, tileAt, tilesOver } from '../support/tiles.ts'

const db = testDatabase()
const made = world('kuangqu', 1)
beforeAll(async () => {
  await loadDemo(db.database, () => made)
})

const viewer: Actor = { user: 'viewer', role: 'viewer', scope: '140303' }
const middle = [113.53, 37.885] as const
const box = [113.48, 37.84, 113.58, 37.93]

const bytesOf = (layer: TileLayer, address: TileAddress, actor = viewer, encoder: Encoder = 'own') =>
  db.database.transaction(actor, (tx) => tile(tx, layer, address, encoder))
const features = async (...args: Parameters<typeof bytesOf>) => featuresIn(await bytesOf(...args), args[0])

test('addresses: whole numbers of a tile that exists, and nothing else', () => {
  expect(tileAddress('14', '13357', '6341')).toEqual({ z: 14, x: 13357, y: 6341 })
  expect(tileAddress('0', '0', '0')).toEqual({ z: 0, x: 0, y: 0 })
  for (const [z, x, y] of [
    ['0', '1', '0'],
    ['2', '4', '0'],
    ['2', '0', '-1'],
    ['21', '0', '0'],
    ['1.5', '0', '0'],
    ['a', '0', '0'],
    ['2', '', '0'],
    ['02', '0', '0'],
    ['2', '1e1', '0'],
    ['99999999', '0', '0'],
  ] as const)
    expect(tileAddress(z, x, y), `${z}/${x}/${y}`).toBeUndefined()
})

test('every layer gives the properties that the map draws by', async () => {
  const first = async (layer: TileLayer) =>
    [...(await features(layer, tileAt(13, middle))).values()][0]?.properties
  const properties = await Promise.all(
    TileLayer.options.map(async (layer) => [layer, Object.keys((await first(layer)) ?? {})]),
  )
  const grid = [
    'id',
    'code',
    'name',
    'type',
    'morphology',
    'community',
    'households',
    'buildings',
    'places',
    'band',
  ]
  expect(Object.fromEntries(properties)).toEqual({
    areas: ['id', 'code', 'name', 'level'],
    grids: grid,
    grid_labels: grid,
    buildings: ['id', 'name', 'kind', 'households'],
    places: ['id', 'kind', 'name', 'community', 'building'],
    beats: ['id', 'code', 'name', 'station', 'street', 'officers'],
    roads: ['id', 'name', 'class'],
    water: ['id', 'name', 'kind'],
    green: ['id', 'name', 'kind'],
    incidents: [],
  })
})

test('no building is missing from the tiles of a zoom, and each place is in exactly one', async () => {
  const buildings = new Set<string>()
  const places: string[] = []
  for (const address of tilesOver(14, box)) {
    for (const id of (await features('buildings', address)).keys()) buildings.add(id)
    places.push(...(await features('places', address)).keys())
  }
  expect(buildings.size).toBe(made.buildings.length)
  expect(places.length).toBe(made.places.length)
  expect(new Set(places).size).toBe(made.places.length)
})

test('coordinates are those of the database, to half a tile unit, and shapes are cut not far beyond the edge', async () => {
  const address = tileAt(15, middle)
  const { x, y, z } = address
  const found = await features('buildings', address)
  expect(found.size).toBeGreaterThan(100)
  const toTile = ([lng, lat]: readonly [number, number]) => {
    const rad = (lat * Math.PI) / 180
    const scale = 2 ** z * 4096
    return [
      ((lng + 180) / 360) * scale - x * 4096,
      ((1 - Math.asinh(Math.tan(rad)) / Math.PI) / 2) * scale - y * 4096,
    ] as const
  }
  for (const building of made.buildings) {
    const feature = found.get(building.id)
    if (!feature) continue
    const expected = building.footprint.flat(2).map(([lng, lat]) => toTile([lng / 1e7, lat / 1e7]))
    const reach = expected.map(([px, py]) => Math.max(-px, -py, px - 4096, py - 4096))
    for (const point of feature.loadGeometry().flat()) {
      expect(Math.max(-point.x, -point.y, point.x - 4096, point.y - 4096)).toBeLessThanOrEqual(UNCUT_MARGIN)
      if (Math.max(...reach) > 0) continue
      const nearest = Math.min(
        ...expected.map(([px, py]) => Math.max(Math.abs(px - point.x), Math.abs(py - point.y))),
      )
      expect(nearest).toBeLessThanOrEqual(0.501)
    }
  }
})

test('outer rings run as the format wants them, holes the other way', async () => {
  for (const layer of ['grids', 'areas', 'buildings', 'green'] as const)
    for (const [id, feature] of await features(layer, tileAt(14, middle))) {
      const rings = feature.loadGeometry()
      const polygons = classifyRings(rings)
      const shape = layer === 'grids' ? made.grids.find((grid) => grid.id === id)?.shape : undefined
      expect(polygons.length, `${layer} ${id}`).toBeGreaterThan(0)
      if (shape?.every((polygon) => polygon.length === 1)) expect(polygons.length).toBe(rings.length)
    }
})

test('a person sees in tiles what lies in the scope', async () => {
  const shagou: Actor = { user: 'shagou', role: 'planner', scope: '140303005006' }
  const seen = new Set<string>()
  for (const address of tilesOver(13, box))
    for (const { properties } of (await features('grids', address, shagou)).values())
      seen.add(String(properties.community))
  expect([...seen]).toEqual(['140303005006'])
})

test('outside the district, and of a layer without rows, a tile is empty', async () => {
  expect(await bytesOf('grids', { z: 14, x: 0, y: 0 })).toHaveLength(0)
  expect(await bytesOf('incidents', tileAt(14, middle))).toHaveLength(0)
})

test('the two ways of encoding give the same features', async ({ skip }) => {
  if (!db.database.hasMvt) skip('this database cannot encode tiles itself')
  for (const layer of TileLayer.options)
    for (const z of [9, 12, 14, 16]) {
      const address = tileAt(z, middle)
      const own = await features(layer, address)
      const theirs = await features(layer, address, viewer, 'postgis')
      expect([...theirs.keys()].sort(), `${layer} ${z}`).toEqual([...own.keys()].sort())
      for (const [id, feature] of theirs) {
        const twin = own.get(id)
        expect(twin?.properties).toEqual(feature.properties)
        expect(twin?.type).toBe(feature.type)
        const [a, b] = [feature.loadGeometry(), twin?.loadGeometry() ?? []]
        const isCut = b.flat().some(({ x, y }) => Math.max(-x, -y, x - 4096, y - 4096) >= 64)
        if (!isCut) expect(pointsOf(b), `${layer} ${z} ${id}`).toEqual(pointsOf(a))
      }
    }
})

/** Where a ring begins is not part of it. */
const pointsOf = (rings: readonly (readonly { x: number; y: number }[])[]) =>
  [...new Set(rings.flat().map(({ x, y }) => `${x},${y}`))].sort()
