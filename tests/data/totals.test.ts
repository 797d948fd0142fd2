import { expect, test } from 'vitest'
import { areaM2 } from '#core/geometry/metres.ts'
import { grouped } from '#core/grouped.ts'
import { world } from '../../data/generate.ts'
import { KINDS } from '../../data/grids.ts'
import { KUANGQU_STREETS } from '../../data/names/kuangqu.ts'

const demo = world('kuangqu', 1)
const basic = demo.grids.filter(({ type }) => type === 'basic')
const exclusive = demo.grids.filter(({ type }) => type === 'exclusive')
const buildingsByGrid = grouped(demo.buildings, ({ grid }) => grid)
const buildingsIn = (grid: string) => buildingsByGrid.get(grid) ?? []
const householdsOf = (grid: string) => buildingsIn(grid).reduce((sum, it) => sum + it.households, 0)
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
const count = <T>(items: readonly T[], holds: (item: T) => boolean) => items.filter(holds).length

test('the district has the published totals, exactly', () => {
  expect({
    streets: count(demo.areas, ({ level }) => level === 'street'),
    communities: count(demo.areas, ({ level, name }) => level === 'community' && name.endsWith('社区')),
    villages: count(demo.areas, ({ level, name }) => level === 'community' && name.endsWith('村')),
    basicGrids: basic.length,
    exclusiveGrids: exclusive.length,
    microGrids: sum(demo.grids.map(({ microGrids }) => microGrids)),
    buildings: demo.buildings.length,
    households: sum(demo.buildings.map(({ households }) => households)),
    organisations: count(demo.places, ({ kind }) => kind === 'organisation'),
    shops: count(demo.places, ({ kind }) => kind === 'shop'),
    stations: demo.stations.length,
    beats: demo.beats.length,
    cameras: demo.cameras.length,
    officers: sum(demo.beats.map(({ officers }) => officers)),
  }).toEqual({
    streets: 6,
    communities: 44,
    villages: 12,
    basicGrids: 334,
    exclusiveGrids: 8,
    microGrids: 843,
    buildings: 3_675,
    households: 96_990,
    organisations: 459,
    shops: 3_372,
    stations: 6,
    beats: 32,
    cameras: 271,
    officers: 28,
  })
})

test.each(KUANGQU_STREETS)('$name has its own totals, exactly', (street) => {
  const of = <T extends { readonly community: string }>(rows: readonly T[]) =>
    rows.filter(({ community }) => community.startsWith(street.code))
  const station = demo.stations.find((it) => it.street === street.code)!
  const beats = demo.beats.filter((beat) => beat.station === station.id)
  expect({
    exclusive: count(of(demo.grids), ({ type }) => type === 'exclusive'),
    microGrids: sum(of(demo.grids).map(({ microGrids }) => microGrids)),
    buildings: of(demo.buildings).length,
    households: sum(of(demo.buildings).map(({ households }) => households)),
    organisations: count(of(demo.places), ({ kind }) => kind === 'organisation'),
    shops: count(of(demo.places), ({ kind }) => kind === 'shop'),
    beats: beats.length,
    officers: sum(beats.map(({ officers }) => officers)),
  }).toEqual({
    exclusive: street.exclusive,
    microGrids: street.microGrids,
    buildings: street.buildings,
    households: street.households,
    organisations: street.organisations,
    shops: street.shops,
    beats: street.beats,
    officers: street.officers,
  })
  for (const { code, grids } of street.communities)
    expect(count(basic, ({ community }) => community === code)).toBe(grids)
})

test('households per grid: lognormal around 270, few very full or very empty', () => {
  const households = basic.map(({ id }) => householdsOf(id)).sort((a, b) => a - b)
  expect(households[0]).toBeGreaterThanOrEqual(60)
  expect(households.at(-1)).toBe(709)
  expect(count(households, (it) => it > 700)).toBe(1)
  expect(Math.abs(count(households, (it) => it > 500) - 13)).toBeLessThanOrEqual(2)
  expect(Math.abs(count(households, (it) => it < 150) - 15)).toBeLessThanOrEqual(3)
  expect(Math.abs(households[167]! - 270)).toBeLessThan(15)
  const logs = households.map(Math.log)
  const mean = sum(logs) / logs.length
  expect(Math.sqrt(sum(logs.map((it) => (it - mean) ** 2)) / logs.length)).toBeCloseTo(0.35, 1)
})

test('buildings per grid: mean 11, variance about 40, from 2 to 40', () => {
  const buildings = demo.grids.map(({ id }) => buildingsIn(id).length)
  const mean = sum(buildings) / buildings.length
  const variance = sum(buildings.map((it) => (it - mean) ** 2)) / buildings.length
  expect(mean).toBeCloseTo(10.75, 2)
  expect(variance).toBeGreaterThan(32)
  expect(variance).toBeLessThan(48)
  expect(Math.min(...buildings)).toBeGreaterThanOrEqual(2)
  expect(Math.max(...buildings)).toBeLessThanOrEqual(40)
})

test('kinds of buildings have their shares and their range of households', () => {
  const shares = { walk_up: 34, courtyard: 41, dormitory: 7, mid_rise: 11, long_block: 5, tower: 2 }
  for (const [kind, percent] of Object.entries(shares)) {
    const share = (100 * count(demo.buildings, (it) => it.kind === kind)) / demo.buildings.length
    expect(Math.abs(share - percent), kind).toBeLessThan(3)
  }
  // Offices, schools and wards stand in exclusive grids and hold nobody's home.
  const exclusiveIds = new Set(exclusive.map(({ id }) => id))
  for (const { kind, households, grid, name } of demo.buildings) {
    if (households === 0 && exclusiveIds.has(grid)) continue
    const [least, most] = KINDS[kind].households
    expect(households, name).toBeGreaterThanOrEqual(least)
    expect(households, name).toBeLessThanOrEqual(most)
  }
})

test('the district lies in its box and covers about 12 km²', () => {
  const district = demo.areas.find(({ level }) => level === 'district')!
  expect(areaM2(district.shape) / 1e6).toBeGreaterThan(11)
  expect(areaM2(district.shape) / 1e6).toBeLessThan(13)
  for (const [x, y] of district.shape.flat(2)) {
    expect(x).toBeGreaterThanOrEqual(1_134_910_000)
    expect(x).toBeLessThanOrEqual(1_135_680_000)
    expect(y).toBeGreaterThanOrEqual(378_580_000)
    expect(y).toBeLessThanOrEqual(379_130_000)
  }
})

test('codes follow their conventions and no id, code or name within its community is given twice', () => {
  const rows = [
    demo.grids,
    demo.buildings,
    demo.places,
    demo.stations,
    demo.beats,
    demo.roads,
    demo.water,
    demo.green,
  ]
  const ids = rows.flat().map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  for (const { code, community, type } of demo.grids)
    expect(code).toMatch(
      new RegExp(`^${community}${type === 'basic' ? '0[0-9]{2}' : '8(0[1-9]|[1-9][0-9])'}$`),
    )
  for (const { code, community } of demo.buildings) expect(code).toMatch(new RegExp(`^${community}[0-9]{5}$`))
  for (const { code } of demo.stations) expect(code).toMatch(/^1403035[1-9]0000$/)
  for (const { code, station } of demo.beats) {
    const { code: stationCode } = demo.stations.find(({ id }) => id === station)!
    expect(code).toMatch(new RegExp(`^${stationCode}[0-9]{2}$`))
  }
  for (const layer of [demo.grids, demo.buildings])
    for (const of of ['code', 'name'] as const) {
      const all = layer.map((it) => `${it.community} ${it[of]}`)
      expect(new Set(all).size).toBe(all.length)
    }
})
