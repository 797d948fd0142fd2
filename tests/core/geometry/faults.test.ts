import { expect, test } from 'vitest'
import { coverageFaults } from '#core/geometry/faults.ts'
import { reportedFaults } from '#core/geometry/geos.ts'
import type { Point, Polygon, Shape } from '#core/geometry/lattice.ts'
import { canonical, holdsPoint } from '#core/geometry/shape.ts'

const ring = (...corners: Point[]): Point[] => [...corners, corners[0] as Point]
const shape = (...rings: Polygon): Shape => canonical([rings])

const west = shape(ring([0, 0], [100, 0], [100, 100], [0, 100]))
const pond = ring([100, 100], [130, 40], [170, 70])
const east = shape(ring([100, 0], [200, 0], [200, 100], [100, 100]), pond)

test('a hole that touches the outline where a neighbour begins is no fault, whatever GEOS says', () => {
  const shapes = [west, east, shape(pond)]
  expect(reportedFaults(shapes, 0)).not.toEqual([])
  expect(coverageFaults(shapes)).toEqual([])
})

test('a real fault beside a false alarm is found', () => {
  const [long, short] = [
    shape(ring([0, 100], [100, 100], [100, 150], [0, 150])),
    shape(ring([0, 100], [60, 100], [60, 150], [0, 150])),
  ]
  expect(coverageFaults([west, east, shape(pond), long])).toEqual([])
  expect(coverageFaults([west, east, shape(pond), short])).not.toEqual([])
  expect(coverageFaults([west, east, shape(ring([100, 100], [130, 40], [171, 70]))])).not.toEqual([])
  expect(coverageFaults([west, west])).not.toEqual([])
})

test('of shapes that share an edge just one holds a point on it, however the edge runs', () => {
  for (let n = 1; n < 200; n++) {
    const [a, b]: [Point, Point] = [
      [n * 7919, n * 104_729],
      [1_000_003 + n * 13, -2_000_000 + n],
    ]
    const [left, right] = [
      shape(ring(a, b, [9_000_000, 9_000_000])),
      shape(ring(b, a, [-9_000_000, -9_000_000])),
    ]
    // Twice the edge has its middle on the lattice; so has any place beside it.
    for (const place of [
      [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2],
      [Math.round((2 * a[0] + b[0]) / 3), Math.round((2 * a[1] + b[1]) / 3)],
    ] as Point[])
      expect(Number(holdsPoint(left, place)) + Number(holdsPoint(right, place))).toBe(1)
  }
})
