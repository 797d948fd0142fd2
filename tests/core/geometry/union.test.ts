import fc from 'fast-check'
import { expect, test } from 'vitest'
import { invalidity } from '#core/geometry/geos.ts'
import type { Shape } from '#core/geometry/lattice.ts'
import { doubledAreaOf, sameShape } from '#core/geometry/shape.ts'
import { unionOfCoverage } from '#core/geometry/union.ts'
import { gridsOf } from '#core/plan/change.ts'
import { planFrom } from '../../support/drawing.ts'

const drawing = (text: string) => gridsOf(planFrom(text)).map(({ shape }) => shape)
/** Rings of each polygon: the outer one and its holes. */
const rings = (shape: Shape) => shape.map((polygon) => polygon.length)

test('holes that touch in a corner are two holes; parts that touch in a corner are two parts', () => {
  const [around, first, second] = drawing(`
    A A A A
    A B A A
    A A C A
    A A A A`)
  expect(rings(around!)).toEqual([3])
  expect(invalidity(around!)).toBeNull()
  const inside = unionOfCoverage([first!, second!])
  expect(rings(inside)).toEqual([1, 1])
  expect(rings(unionOfCoverage([around!, inside]))).toEqual([1])
})

test('a hole belongs to the part that it lies in, and an island in it stays one', () => {
  const [shape] = drawing(`
    A A A A A . A A A
    A B B B A . A B A
    A B A B A . A A A
    A B B B A . . . .
    A A A A A . A A A`)
  expect(rings(shape!).sort()).toEqual([1, 1, 2, 2])
  expect(invalidity(shape!)).toBeNull()
})

test('holes as thin as the lattice stay, also where they touch', () => {
  const square = [
    [
      [0, 0],
      [9000, 0],
      [9000, 9000],
      [0, 9000],
      [0, 0],
    ] as const,
  ]
  const slits = [
    [
      [1000, 1000],
      [5000, 1001],
      [5000, 1000],
      [1000, 1000],
    ] as const,
    [
      [5000, 1001],
      [8000, 4001],
      [8000, 4000],
      [5000, 1001],
    ] as const,
  ]
  const shape: Shape = [[...square, ...slits]]
  const slitShapes = slits.map((slit): Shape => [[slit.toReversed()]])
  const filled = unionOfCoverage([shape, ...slitShapes.slice(0, 1)])
  expect(rings(filled)).toEqual([2])
  expect(rings(unionOfCoverage([shape, ...slitShapes]))).toEqual([1])
})

test('whatever is drawn on a board, its union is valid, has the area of its cells, and does not depend on their order', () => {
  const board = fc.array(fc.array(fc.constantFrom('A', 'A', 'B', '.'), { minLength: 6, maxLength: 6 }), {
    minLength: 6,
    maxLength: 6,
  })
  fc.assert(
    fc.property(board, (rows) => {
      fc.pre(rows.flat().includes('A') && rows.flat().includes('B'))
      const shapes = drawing(rows.map((row) => row.join(' ')).join('\n'))
      const [cellArea] = [doubledAreaOf(shapes[0]!) / rows.flat().filter((cell) => cell === 'A').length]
      for (const [i, letter] of ['A', 'B'].entries()) {
        expect(invalidity(shapes[i]!)).toBeNull()
        expect(doubledAreaOf(shapes[i]!)).toBe(
          cellArea * rows.flat().filter((cell) => cell === letter).length,
        )
      }
      const all = unionOfCoverage(shapes)
      expect(invalidity(all)).toBeNull()
      expect(sameShape(all, unionOfCoverage(shapes.toReversed()))).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('shapes that lie on one side of a common edge are a mistake', () => {
  const [shape] = drawing('A')
  expect(() => unionOfCoverage([shape!, shape!])).toThrow('on one side')
})
