import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Point, Ring, Shape } from '#core/geometry/lattice.ts'
import { lineToEwkb, pointFromEwkb, pointToEwkb, shapeFromEwkb, shapeToEwkb } from '../../server/db/ewkb.ts'

const point: fc.Arbitrary<Point> = fc.tuple(
  fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }),
  fc.integer({ min: -900_000_000, max: 900_000_000 }),
)
const ring: fc.Arbitrary<Ring> = fc
  .array(point, { minLength: 3, maxLength: 8 })
  .map((points) => [...points, points[0] as Point])
const shape: fc.Arbitrary<Shape> = fc.array(fc.array(ring, { minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 3,
})

test('what is written is read again, exactly, everywhere on the lattice', () => {
  fc.assert(
    fc.property(shape, (any) => {
      expect(shapeFromEwkb(shapeToEwkb(any))).toEqual(any)
    }),
  )
  fc.assert(
    fc.property(point, (any) => {
      expect(pointFromEwkb(pointToEwkb(any))).toEqual(any)
    }),
  )
})

test('a shape is not read as a point, nor a line as a shape', () => {
  expect(() =>
    pointFromEwkb(
      shapeToEwkb([
        [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      ]),
    ),
  ).toThrow('expected a Point')
  expect(() =>
    shapeFromEwkb(
      lineToEwkb([
        [0, 0],
        [1, 1],
      ]),
    ),
  ).toThrow('expected a MultiPolygon')
})
