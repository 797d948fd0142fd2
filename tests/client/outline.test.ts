import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Position } from '#core/geometry/lattice.ts'
import { boxRing, closedRing, enclosesArea, isInside, simplifiedLine } from '../../client/editor/outline.ts'

const coordinate = fc.integer({ min: -1000, max: 1000 })
const position = fc.tuple(coordinate, coordinate) as fc.Arbitrary<Position>

/** Distance from a point to the nearest part of a line. */
const distanceTo = (line: readonly Position[], [x, y]: Position): number =>
  Math.min(
    ...line.slice(1).map(([bx, by], i) => {
      const [ax, ay] = line[i]!
      const length2 = (bx - ax) ** 2 + (by - ay) ** 2
      const t =
        length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2))
      return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay))
    }),
  )

describe('a simplified line', () => {
  test('keeps its ends, takes only points of the line, and leaves none farther away than the tolerance', () => {
    fc.assert(
      fc.property(
        fc.array(position, { minLength: 2, maxLength: 40 }),
        fc.integer({ min: 0, max: 80 }),
        (line, tolerance) => {
          const simple = simplifiedLine(line, tolerance)
          expect(simple[0]).toBe(line[0])
          expect(simple.at(-1)).toBe(line.at(-1))
          expect(simple.every((point) => line.includes(point))).toBe(true)
          for (const point of line) expect(distanceTo(simple, point)).toBeLessThanOrEqual(tolerance + 1e-9)
        },
      ),
    )
  })
})

describe('inside', () => {
  test('a box holds exactly the points between its corners', () => {
    fc.assert(
      fc.property(position, position, position, (a, b, p) => {
        const half: Position = [p[0] + 0.5, p[1] + 0.5]
        const between = (v: number, i: 0 | 1) => v > Math.min(a[i], b[i]) && v < Math.max(a[i], b[i])
        expect(isInside(half, boxRing(a, b))).toBe(between(half[0], 0) && between(half[1], 1))
      }),
    )
  })

  test('a ring drawn the other way round holds the same points', () => {
    fc.assert(
      fc.property(fc.array(position, { minLength: 3, maxLength: 12 }), position, (line, p) => {
        const half: Position = [p[0] + 0.25, p[1] + 0.25]
        const ring = closedRing(line)
        expect(isInside(half, ring)).toBe(isInside(half, [...ring].reverse()))
      }),
    )
  })
})

test('a click with a shaky hand encloses nothing; a triangle does', () => {
  expect(
    enclosesArea(
      [
        [0, 0],
        [1, 0],
        [1, 1],
      ],
      0.5,
    ),
  ).toBe(true)
  expect(
    enclosesArea(
      [
        [0, 0],
        [1, 0],
        [2, 0],
      ],
      0.01,
    ),
  ).toBe(false)
  expect(enclosesArea([[0, 0]], 0.01)).toBe(false)
})
