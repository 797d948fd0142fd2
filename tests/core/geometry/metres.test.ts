import { expect, test } from 'vitest'
import { parting } from '#core/geometry/cells.ts'
import type { Shape } from '#core/geometry/lattice.ts'
import { areaM2, localMetres, perimeterM } from '#core/geometry/metres.ts'
import { densifiedOutlines } from '#core/geometry/outline.ts'
import { edgesOf, holdsPoint } from '#core/geometry/shape.ts'
import { gridsOf } from '#core/plan/change.ts'
import { randomFrom, town } from '../../support/town.ts'

const box = (west: number, south: number, side: number): Shape => [
  [
    [
      [west, south],
      [west + side, south],
      [west + side, south + side],
      [west, south + side],
      [west, south],
    ],
  ],
]

test('areas on the ellipsoid agree with PostGIS geography', () => {
  // select st_area(st_makeenvelope(113.5, 37.9, 113.51, 37.91, 4326)::geography)
  expect(areaM2(box(1_135_000_000, 379_000_000, 100_000))).toBeCloseTo(976_149.875, 2)
  // select st_perimeter(…) of the same
  expect(perimeterM(box(1_135_000_000, 379_000_000, 100_000))).toBeCloseTo(3_978.8, 0)
})

test('outline vertices lie at most 5 m apart, on both sides the same, and inner edges are left alone', () => {
  const half = (west: number) => box(west, 379_000_000, 100_000)
  const grids = [
    { community: 'one', shape: half(1_135_000_000) },
    { community: 'two', shape: half(1_135_100_000) },
  ]
  const dense = densifiedOutlines(grids)
  const { of } = localMetres([1_135_000_000, 379_000_000])
  const edges = [...edgesOf(dense.map(({ shape }) => shape)).values()]
  const lengths = edges.map(({ a, b }) => {
    const [[ax, ay], [bx, by]] = [of(a), of(b)]
    return Math.hypot(bx - ax, by - ay)
  })
  expect(Math.max(...lengths)).toBeLessThan(5.02)
  expect(edges.filter(({ sides }) => sides === 2).length).toBeGreaterThan(200)
  // One community: the edge between its two grids is no outline.
  const inner = densifiedOutlines(grids.map((grid) => ({ ...grid, community: 'one' })))
  expect(
    [...edgesOf(inner.map(({ shape }) => shape)).values()].filter(({ sides }) => sides === 2),
  ).toHaveLength(1)
})

test('a parting answers like measuring to every footprint', () => {
  const plan = town(11, 4, 60)
  const buildings = [...plan.base.buildings.values()]
  const random = randomFrom(3)
  const first = buildings.filter(() => random() < 0.4)
  const second = buildings.filter((building) => !first.includes(building))
  const { isFirst } = parting(
    first.map(({ footprint }) => footprint),
    second.map(({ footprint }) => footprint),
  )
  const { of } = localMetres(buildings[0]!.position)
  const distance = (point: readonly [number, number], shape: Shape): number => {
    if (holdsPoint(shape, point)) return 0
    const [px, py] = of(point)
    let best = Infinity
    for (const ring of shape.flat())
      for (let i = 1; i < ring.length; i++) {
        const [[ax, ay], [bx, by]] = [of(ring[i - 1]!), of(ring[i]!)]
        const [dx, dy] = [bx - ax, by - ay]
        const share = Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy)))
        best = Math.min(best, Math.hypot(px - ax - share * dx, py - ay - share * dy))
      }
    return best
  }
  const ring = gridsOf(plan)[0]!.shape[0]![0]!
  const nearest = (point: readonly [number, number], group: typeof buildings) =>
    Math.min(...group.map(({ footprint }) => distance(point, footprint)))
  for (let n = 0; n < 400; n++) {
    const [ax, ay] = ring[Math.floor(random() * ring.length)]!
    const point = [ax + (random() - 0.5) * 30_000, ay + (random() - 0.5) * 30_000] as const
    const [a, b] = [nearest(point, first), nearest(point, second)]
    // Within a quarter of a metre of the border the samples may say either.
    if (Math.abs(a - b) > 0.25) expect(isFirst(point)).toBe(a < b)
  }
})
