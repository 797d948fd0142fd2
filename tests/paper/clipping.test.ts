import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Line, Point } from '#core/geometry/lattice.ts'
import { distanceToSegment, holdsPoint } from '#core/geometry/shape.ts'
import { lineInside, ringInside, strung, thinned } from '../../server/paper/clipping.ts'

const FRAME = { x: 0, y: 0, width: 100, height: 60 }
const isInside = ([x, y]: Point, margin = 1e-6) =>
  x >= -margin && x <= 100 + margin && y >= -margin && y <= 60 + margin
const point = fc.tuple(fc.integer({ min: -80, max: 180 }), fc.integer({ min: -80, max: 140 }))
const lengthOf = (line: Line) =>
  line.slice(1).reduce((sum, [x, y], i) => {
    const [fromX, fromY] = line[i] as Point
    return sum + Math.hypot(x - fromX, y - fromY)
  }, 0)
const onLine = (at: Point, line: Line) =>
  line.slice(1).some((b, i) => distanceToSegment(at, line[i] as Point, b) < 1e-6)

test('a line that leaves the frame and comes back is two lines', () => {
  expect(
    lineInside(
      [
        [50, 30],
        [150, 30],
        [150, 50],
        [50, 50],
      ],
      FRAME,
    ),
  ).toEqual([
    [
      [50, 30],
      [100, 30],
    ],
    [
      [100, 50],
      [50, 50],
    ],
  ])
})

test('what is left of a line lies inside and on the line, and is as long as what of it lies inside', () => {
  fc.assert(
    fc.property(fc.array(point, { minLength: 2, maxLength: 8 }), (line) => {
      const inside = lineInside(line, FRAME)
      for (const at of inside.flat()) expect(isInside(at) && onLine(at, line)).toBe(true)
      const STEPS = 400
      let length = 0
      for (const [i, b] of line.slice(1).entries()) {
        const [ax, ay] = line[i] as Point
        const share = (k: number): Point => [
          ax + ((b[0] - ax) * (k + 0.5)) / STEPS,
          ay + ((b[1] - ay) * (k + 0.5)) / STEPS,
        ]
        const steps = Array.from({ length: STEPS }, (_, k) => share(k)).filter((at) => isInside(at, 0)).length
        length += (steps / STEPS) * Math.hypot(b[0] - ax, b[1] - ay)
      }
      const clipped = inside.reduce((sum, stretch) => sum + lengthOf(stretch), 0)
      expect(Math.abs(clipped - length)).toBeLessThan(0.01 * lengthOf(line) + 0.5)
    }),
  )
})

test('a ring inside the frame holds the points of the frame that the whole ring holds', () => {
  const triangle = fc.tuple(point, point, point)
  const inFrame = fc.tuple(
    fc.double({ min: 1, max: 99, noNaN: true }),
    fc.double({ min: 1, max: 59, noNaN: true }),
  )
  fc.assert(
    fc.property(triangle, inFrame, ([a, b, c], at) => {
      const ring = [a, b, c, a]
      // Exactly on an edge a point may fall to either side.
      fc.pre(ring.slice(1).every((q, i) => distanceToSegment(at, ring[i] as Point, q) > 1e-3))
      const inside = ringInside(ring, FRAME)
      expect(inside !== null && holdsPoint([[inside]], at)).toBe(holdsPoint([[ring]], at))
      for (const corner of inside ?? []) expect(isInside(corner)).toBe(true)
    }),
  )
})

test('a thinned line keeps its ends and stays within the tolerance', () => {
  fc.assert(
    fc.property(fc.array(point, { minLength: 2, maxLength: 20 }), (line) => {
      const thin = thinned(line, 5)
      expect([thin[0], thin.at(-1)]).toEqual([line[0], line.at(-1)])
      for (const at of line)
        expect(
          thin.slice(1).some((b, i) => distanceToSegment(at, thin[i] as Point, b) <= 5 + 1e-9) ||
            thin.length < 2,
        ).toBe(true)
    }),
  )
  const straight = Array.from({ length: 50 }, (_, i): Point => [i, 0])
  expect(thinned(straight, 0.06)).toEqual([
    [0, 0],
    [49, 0],
  ])
})

test('segments become lines that hold each of them once', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), {
        maxLength: 20,
        selector: ([a, b]) => `${Math.min(a, b)} ${Math.max(a, b)}`,
      }),
      (pairs) => {
        const at = (i: number): Point => [i * 10, (i * i) % 7]
        const segments = pairs.filter(([a, b]) => a !== b).map(([a, b]) => [at(a), at(b)] as const)
        const key = (p: Point, q: Point) => [String(p), String(q)].sort().join(' ')
        const lines = strung(segments)
        const again = lines.flatMap((line) => line.slice(1).map((q, i) => key(line[i] as Point, q)))
        expect(again.sort()).toEqual(segments.map(([p, q]) => key(p, q)).sort())
      },
    ),
  )
})
