import { expect, test } from 'vitest'
import { coverageFaults } from '#core/geometry/faults.ts'
import { world } from '../../data/generate.ts'

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
