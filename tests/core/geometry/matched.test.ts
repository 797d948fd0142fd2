import { expect, test } from 'vitest'
import { coverageFaults } from '#core/geometry/faults.ts'
import type { Point, Shape } from '#core/geometry/lattice.ts'
import { matched } from '#core/geometry/matched.ts'
import { areaM2 } from '#core/geometry/metres.ts'
import { canonical } from '#core/geometry/shape.ts'
import { gridsOf } from '#core/plan/change.ts'
import { randomFrom, town } from '../../support/town.ts'

/** Every shape digitised again on its own: vertices off by up to `reach` units, others where there were none. */
function redigitised(shapes: ReadonlyMap<string, Shape>, seed: number, reach: number): Map<string, Shape> {
  const random = randomFrom(seed)
  const off = ([x, y]: Point): Point => [
    x + Math.round((random() * 2 - 1) * reach),
    y + Math.round((random() * 2 - 1) * reach),
  ]
  return new Map(
    [...shapes].map(([id, shape]) => [
      id,
      canonical(
        shape.map((polygon) =>
          polygon.map((ring) => {
            const open = ring.slice(0, -1).flatMap((a, i) => {
              const b = ring[i + 1] as Point
              const middle: Point = [Math.round((a[0] + b[0]) / 2), Math.round((a[1] + b[1]) / 2)]
              const long = Math.hypot(b[0] - a[0], b[1] - a[1]) > 20 * reach
              return long && random() < 0.5 ? [off(a), off(middle)] : [off(a)]
            })
            return [...open, open[0] as Point]
          }),
        ),
      ),
    ]),
  )
}

const original = (seed: number) => new Map(gridsOf(town(seed, 9, 60)).map(({ id, shape }) => [id, shape]))

test('polygons digitised one by one become a coverage that differs by no more than the noise', () => {
  for (let seed = 1; seed <= 12; seed++) {
    const shapes = original(seed)
    const loose = redigitised(shapes, seed, 40)
    expect(coverageFaults([...loose.values()]).length).toBeGreaterThan(0)
    const { coverage, mismatches, closed } = matched(loose, 2)
    expect(coverageFaults([...coverage.values()])).toEqual([])
    expect([...coverage.keys()].sort()).toEqual([...shapes.keys()].sort())
    expect(mismatches).toEqual([])
    expect(closed.count).toBeGreaterThan(0)
    for (const [id, shape] of coverage) {
      const was = areaM2(shapes.get(id) as Shape)
      expect(Math.abs(areaM2(shape) - was)).toBeLessThan(0.03 * was + 60)
    }
  }
})

test('a coverage that is one already comes back as it was', () => {
  const shapes = original(5)
  expect(matched(shapes, 2)).toEqual({ coverage: shapes, mismatches: [], closed: { count: 0, areaM2: 0 } })
})

test('an overlap and a gap wider than the tolerance are reported with their place, and nothing is invented', () => {
  const box = (west: number, east: number, south = 0, north = 9000): Shape =>
    canonical([
      [
        [
          [west, south],
          [east, south],
          [east, north],
          [west, north],
          [west, south],
        ],
      ],
    ])
  const at = (x: number) => x / 1e7
  // A overlaps B by about 13 m; between B and C lies a strip of about 11 m, closed by D above and E below.
  const shapes = new Map([
    ['A', box(0, 10_200)],
    ['B', box(9_000, 20_000)],
    ['C', box(21_000, 30_000)],
    ['D', box(9_000, 30_000, 9_000, 12_000)],
    ['E', box(9_000, 30_000, -3_000, 0)],
  ])
  const { coverage, mismatches } = matched(shapes, 2)
  expect(coverageFaults([...coverage.values()])).toEqual([])
  expect(mismatches).toMatchObject([
    { kind: 'overlap', between: ['A', 'B'] },
    { kind: 'gap', between: ['B', 'C', 'D', 'E'] },
  ])
  expect(mismatches[0]?.at[0]).toBeGreaterThan(at(9_000))
  expect(mismatches[0]?.at[0]).toBeLessThan(at(10_200))
  expect(mismatches[1]?.at[0]).toBeGreaterThan(at(20_000))
})
