import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { coverageFaults } from '#core/geometry/faults.ts'
import { beatRows } from '../../server/import/beats.ts'
import { buildingRows } from '../../server/import/buildings.ts'
import { cameraRows } from '../../server/import/cameras.ts'
import { communityRows } from '../../server/import/communities.ts'
import { featuresOf } from '../../server/import/geojson.ts'
import { gridRows } from '../../server/import/grids.ts'
import type { Known } from '../../server/import/known.ts'
import { isClean, reportLines } from '../../server/import/report.ts'
import { stationRows } from '../../server/import/stations.ts'

const nothingKnown: Known = {
  district: null,
  areas: new Map(),
  grids: [],
  gridCodes: new Set(),
  buildingCodes: new Set(),
  beatCodes: new Set(),
  stations: new Map(),
}
const fallback = { code: '140303990001', name: '导入社区' }
const plain = (position: readonly [number, number]) => position

type Box = readonly [west: number, south: number, east: number, north: number]
const layer = (...features: [Box, Record<string, unknown>][]) => {
  const text = JSON.stringify({
    type: 'FeatureCollection',
    features: features.map(([[west, south, east, north], properties]) => ({
      type: 'Feature',
      properties,
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [113.5 + west / 1e4, 37.9 + south / 1e4],
            [113.5 + east / 1e4, 37.9 + south / 1e4],
            [113.5 + east / 1e4, 37.9 + north / 1e4],
            [113.5 + west / 1e4, 37.9 + north / 1e4],
            [113.5 + west / 1e4, 37.9 + south / 1e4],
          ],
        ],
      },
    })),
  })
  return featuresOf(text, plain)!
}

test('grids without codes get the free ones from west to east; a hair of overlap and slit is closed', () => {
  const { report, grids, areas } = gridRows(
    layer(
      [[10.002, 0, 20, 10], { name: '东' }],
      [[0, 0, 10.004, 10], { name: '西' }],
      [[0, 10.003, 20, 20], {}],
    ),
    nothingKnown,
    fallback,
    2,
  )
  expect(isClean(report)).toBe(true)
  expect(report.closed.count).toBeGreaterThan(0)
  expect(grids.map(({ code, name }) => `${code} ${name}`)).toEqual([
    '140303990001001 第一网格',
    '140303990001002 西',
    '140303990001003 东',
  ])
  expect(coverageFaults(grids.map(({ shape }) => shape))).toEqual([])
  expect(areas.map(({ code, level }) => `${code} ${level}`)).toEqual([
    '140303 district',
    '140303990 street',
    '140303990001 community',
  ])
})

test('an overlap, a wrong code and an unknown community are listed with their rows', () => {
  const { report } = gridRows(
    layer(
      [[0, 0, 11, 10], {}],
      [[10, 0, 20, 10], {}],
      [[20, 0, 30, 10], { code: '12' }],
      [[30, 0, 40, 10], { community: '140303005006' }],
    ),
    nothingKnown,
    fallback,
    1,
  )
  expect(report.badRows.map(({ row, code }) => `${row} ${code}`)).toEqual([
    '3 code_malformed',
    '4 community_unknown',
  ])
  expect(report.doubts).toMatchObject([{ code: 'overlap' }])
  expect(reportLines(report).join('\n')).toMatch(/row 3: code_malformed.*\n.*row 4: community_unknown/)
})

test('buildings find their grid; outside, without households and cut ones are listed', () => {
  const { grids } = gridRows(layer([[0, 0, 10, 10], {}], [[10, 0, 20, 10], {}]), nothingKnown, fallback, 1)
  const { report, buildings } = buildingRows(
    layer(
      [[1, 1, 2, 2], { 户数: 24, name: '1号楼' }],
      [[12, 1, 13, 2], { households: '30' }],
      [[9, 5, 11.5, 6], { households: 5 }],
      [[30, 1, 31, 2], { households: 5 }],
      [[4, 4, 5, 5], { households: -1 }],
      [[6, 6, 7, 7], {}],
    ),
    { ...nothingKnown, grids },
  )
  expect(buildings.map(({ code, name, households }) => `${code} ${name} ${households}`)).toEqual([
    '14030399000100001 1号楼 24',
    '14030399000100002 2号楼 30',
    '14030399000100003 3号楼 5',
  ])
  expect(buildings.map(({ grid }) => grid)).toEqual([grids[0]?.id, grids[1]?.id, grids[1]?.id])
  expect(report.doubts).toMatchObject([{ code: 'building_cut', about: ['3号楼'] }])
  expect(report.badRows.map(({ row, code }) => `${row} ${code}`)).toEqual([
    '4 outside_every_grid',
    '5 households_malformed',
    '6 households_malformed',
  ])
})

/** The community 沙沟社区 in the south-west of its street and of the district. */
const shagou = (): Known => {
  const { areas } = communityRows(
    layer([[0, 0, 10, 10], { code: '140303005006', name: '沙沟社区' }]),
    nothingKnown,
    1,
  )
  return {
    ...nothingKnown,
    district: { code: '140303', box: [1_135_000_000, 379_000_000, 1_135_100_000, 379_100_000] },
    areas: new Map(areas.map(({ code, ...area }) => [code, area])),
  }
}
const points = (...features: [x: number, y: number, Record<string, unknown>][]) =>
  featuresOf(
    JSON.stringify({
      type: 'FeatureCollection',
      features: features.map(([x, y, properties]) => ({
        ...{ type: 'Feature', properties },
        geometry: { type: 'Point', coordinates: [113.5 + x / 1e4, 37.9 + y / 1e4] },
      })),
    }),
    plain,
  )!

test('cameras stand in a community, or else in the district; what is no address of theirs is refused', () => {
  const { cameras, report } = cameraRows(
    points(
      [5, 5, { code: 'A', name: '东门', kind: 'turning', owner: 'police', link: ' http://10.1.2.3/a ' }],
      [20, 5, { 设备编码: 'B', kind: 'x', link: '' }],
      [5, 5, { code: 'A' }],
      [5, 5, { code: 'C', link: 'javascript:alert(1)' }],
      [5, 5, {}],
    ),
    shagou(),
  )
  expect(cameras).toMatchObject([
    {
      code: 'A',
      name: '东门',
      kind: 'turning',
      owner: 'police',
      link: 'http://10.1.2.3/a',
      area: '140303005006',
    },
    { code: 'B', name: 'B', kind: 'fixed', owner: 'community', link: null, area: '140303' },
  ])
  expect(report.badRows.map(({ row, code }) => `${row} ${code}`)).toEqual([
    '3 code_taken',
    '4 link_malformed',
    '5 code_missing',
  ])
})

test('stations stand where their point or their outline is, in the street that is named or holds them', () => {
  const stored = {
    ...{ id: 'old', name: '沙坪派出所', street: '140303005' },
    position: [1_135_005_000, 379_005_000] as const,
  }
  const known: Known = {
    ...shagou(),
    stations: new Map([
      ['S', { ...stored, beatStreets: ['140303005'] }],
      ['T', { ...stored, beatStreets: ['140303009'] }],
    ]),
  }
  const { stations, report } = stationRows(
    points(
      [5, 5, { code: 'S', name: '沙坪派出所' }],
      [20, 5, { 派出所代码: 'A', 派出所名称: '东派出所', 街道代码: '140303005' }],
      [5, 5, { code: 'T', name: '沙坪派出所' }],
      [20, 5, { code: 'B', name: '外派出所' }],
      [5, 5, { code: 'C', name: '内派出所', street: '沙坪街道' }],
      [5, 5, { code: 'D' }],
      [5, 5, { name: '无码派出所' }],
      [5, 5, { code: 'A', name: '又一个' }],
      [5, 5, { code: 'x'.repeat(41), name: '长' }],
    ),
    known,
  )
  expect(stations).toMatchObject([{ code: 'A', name: '东派出所', street: '140303005' }])
  expect(report.accepted).toBe(2)
  expect(report.badRows.map(({ row, code }) => `${row} ${code}`)).toEqual([
    '3 station_has_beats',
    '4 street_unknown',
    '5 street_unknown',
    '6 name_missing',
    '7 code_missing',
    '8 code_taken',
    '9 code_malformed',
  ])

  const yard = layer([[0, 0, 10, 10], { code: 'S', name: '新名' }])
  expect(stationRows(yard, known).stations).toMatchObject([{ id: 'old', name: '新名', street: '140303005' }])
  const elsewhere = stationRows(points([500, 500, { code: 'S', name: '新名', street: '140303005' }]), known)
  expect(elsewhere.report.doubts).toMatchObject([{ code: 'outside_district', share: 1 }])
})

test('communities bring their street and district with them', () => {
  const { report, areas } = communityRows(
    layer(
      [[0, 0, 10, 10], { code: '140303005001', name: '秋沟社区', street: '沙坪街道' }],
      [[10, 0, 20, 10], { code: '140303005002', name: '蒙北社区', street: '沙坪街道' }],
      [[20, 0, 30, 10], { name: '无码社区' }],
    ),
    nothingKnown,
    1,
  )
  expect(areas.map(({ name }) => name)).toEqual(['140303', '沙坪街道', '秋沟社区', '蒙北社区'])
  expect(report.badRows).toMatchObject([{ row: 3, code: 'code_missing' }])
})

test('a layer in another place than the district is doubted: its CRS is probably another', () => {
  const district = { code: '140303', box: [1134910000, 378580000, 1134920000, 378590000] as const }
  const { report } = gridRows(layer([[0, 0, 10, 10], {}]), { ...nothingKnown, district }, fallback, 1)
  expect(report.doubts).toMatchObject([{ code: 'outside_district', share: 1 }])
})

const real = new URL('../../../shared/data/real/', import.meta.url)
test.skipIf(!existsSync(real))('real tracts and beats, drawn by nobody here, become coverages', () => {
  const read = (name: string) => featuresOf(readFileSync(new URL(name, real), 'utf8'), plain)!
  const tracts = gridRows(read('census-tracts.geojson'), nothingKnown, fallback, 1)
  expect(tracts.report).toMatchObject({ features: 136, accepted: 136, badRows: [], doubts: [] })
  expect(coverageFaults(tracts.grids.map(({ shape }) => shape))).toEqual([])
  const beats = beatRows(read('spd-beats.geojson'), nothingKnown, { code: '140303990000', id: 'station' }, 1)
  expect(beats.report).toMatchObject({ features: 51, accepted: 51, badRows: [], doubts: [] })
})
