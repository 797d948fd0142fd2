import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { coverageFaults } from '#core/geometry/faults.ts'
import { invalidity } from '#core/geometry/geos.ts'
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

test.each([3, 21, 123_456_789])('seed %i: another valid town with the same totals', (seed) => {
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
