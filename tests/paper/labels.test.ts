import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Shape } from '#core/geometry/lattice.ts'
import { type Label, placedLabels } from '../../server/paper/labels.ts'

const FRAME = { x: 0, y: 0, width: 400, height: 300 }
const square = (x: number, y: number, side: number): Shape => [
  [
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ],
  ],
]
const overlap = (a: Label, b: Label) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

test('a label stands in the middle of a shape with room, and shrinks before it reaches out', () => {
  const [roomy, tight] = placedLabels(
    [
      { shape: square(0, 0, 100), width: 30, height: 20 },
      { shape: square(200, 100, 40), width: 50, height: 20 },
    ],
    FRAME,
  )
  expect(roomy).toMatchObject({ scale: 1 })
  expect(Math.abs((roomy?.x ?? 0) + 15 - 50)).toBeLessThan(5)
  expect(tight?.scale).toBeLessThan(1)
})

test('labels never overlap and never leave the frame, however crowded the shapes', () => {
  const wish = fc
    .tuple(
      fc.integer({ min: 0, max: 360 }),
      fc.integer({ min: 0, max: 260 }),
      fc.integer({ min: 4, max: 120 }),
    )
    .map(([x, y, side]) => ({ shape: square(x, y, side), width: 40, height: 22 }))
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 14 }), (wishes) => {
      const labels = placedLabels(wishes, FRAME).flatMap((label) => label ?? [])
      for (const [i, a] of labels.entries()) {
        for (const b of labels.slice(i + 1)) expect(overlap(a, b)).toBe(false)
        expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= 400 && a.y + a.height <= 300).toBe(true)
      }
    }),
    { numRuns: 40 },
  )
})
