import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { coverageFaults, invalidity } from '#core/geometry/geos.ts'
import { holdsPoint, ringsOf } from '#core/geometry/shape.ts'
import { world } from '../../data/generate.ts'
import type { World } from '../../data/world.ts'

const sha256 = (demo: World) => createHash('sha256').update(JSON.stringify(demo)).digest('hex')

test('the same seed gives the same bytes, whatever was made in between', () => {
  const first = sha256(world('kuangqu', 1))
  const other = sha256(world('kuangqu', 2))
  expect(sha256(world('kuangqu', 1))).toBe(first)
  expect(other).not.toBe(first)
})

test.each([3, 7, 21, 100, 1_000, 123_456_789])('seed %i: another valid town with the same totals', (seed) => {
  const demo = world('kuangqu', seed)
  expect([demo.grids.length, demo.buildings.length, demo.places.length, demo.beats.length]).toEqual([
    342, 3_675, 3_831, 32,
  ])
  expect(demo.buildings.reduce((sum, { households }) => sum + households, 0)).toBe(96_990)
  expect(
    coverageFaults(
      demo.grids.map(({ shape }) => shape),
      1_000,
    ),
  ).toEqual([])
  for (const { shape, name } of [...demo.green, ...demo.water]) expect(invalidity(shape), name).toBeNull()
  const grids = new Map(demo.grids.map((grid) => [grid.id, grid]))
  for (const { footprint, grid, name } of demo.buildings)
    for (const corner of ringsOf(footprint).flat())
      expect(holdsPoint(grids.get(grid)!.shape, corner), name).toBe(true)
})

test('yanliang: 180 grids with 60,721 buildings and 141,989 households', () => {
  const demo = world('yanliang', 1)
  expect([demo.grids.length, demo.buildings.length]).toEqual([180, 60_721])
  expect(demo.buildings.reduce((sum, { households }) => sum + households, 0)).toBe(141_989)
  expect(
    coverageFaults(
      demo.grids.map(({ shape }) => shape),
      1_000,
    ),
  ).toEqual([])
})

test('jincheng: 4,601 grids and 400 beats in six districts', () => {
  const demo = world('jincheng', 1)
  expect([demo.grids.length, demo.beats.length, demo.buildings.length]).toEqual([4_601, 400, 55_000])
  expect(demo.areas.filter(({ level }) => level === 'district').length).toBe(6)
  const codes = demo.areas.map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
  expect(
    coverageFaults(
      demo.grids.map(({ shape }) => shape),
      1_000,
    ),
  ).toEqual([])
})
