import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shapeToDegrees } from '#core/geometry/lattice.ts'
import { gridsOf } from '#core/plan/change.ts'
import { neighboursOf } from '../../client/editor/neighbours.ts'
import { isInside } from '../../client/editor/outline.ts'
import { edgesBetween } from '../../client/map/edges.ts'
import { boundsOf, labelPoint } from '../../client/map/labelPoint.ts'
import { planFrom } from '../support/drawing.ts'

const drawn = (drawing: string, communityOf: (letter: string) => string = () => '140303005006') =>
  gridsOf(planFrom(drawing)).map(({ id, shape }) => ({
    id,
    community: communityOf(id),
    coordinates: shapeToDegrees(shape),
  }))

const drawing = fc
  .array(fc.array(fc.constantFrom('A', 'B', 'C', 'D'), { minLength: 4, maxLength: 4 }), {
    minLength: 3,
    maxLength: 3,
  })
  .map((rows) => rows.map((row) => row.join(' ')).join('\n'))

describe('edges', () => {
  test('are heavier the more they divide, and light around the rim is never drawn', () => {
    const code = { A: '140303005006', B: '140303005006', C: '140303005007', D: '140303006001' } as Record<
      string,
      string
    >
    const levels = edgesBetween(drawn('A B C D', (letter) => code[letter]!)).map(({ level }) => level)
    expect(levels.filter((level) => level !== 'outer').sort()).toEqual(['community', 'grid', 'street'])
  })

  test('every edge is drawn once, in lines that never break between two crossings', () => {
    fc.assert(
      fc.property(drawing, (text) => {
        const grids = drawn(text)
        const sides = new Map<string, number>()
        const key = (a: unknown, b: unknown) => [String(a), String(b)].sort().join(' ')
        for (const { coordinates } of grids)
          for (const ring of coordinates.flat())
            for (let i = 1; i < ring.length; i++)
              sides.set(key(ring[i - 1], ring[i]), (sides.get(key(ring[i - 1], ring[i])) ?? 0) + 1)
        const drawnOnce = edgesBetween(grids).flatMap(({ level, line }) =>
          line.slice(1).map((b, i) => ({ level, segment: key(line[i], b) })),
        )
        expect(drawnOnce.map(({ segment }) => segment).sort()).toEqual([...sides.keys()].sort())
        for (const { level, segment } of drawnOnce)
          expect(level).toBe(sides.get(segment) === 1 ? 'outer' : 'grid')
      }),
      { numRuns: 40 },
    )
  })
})

describe('labels', () => {
  test('stand inside their grid, however bent it is', () => {
    fc.assert(
      fc.property(drawing, (text) => {
        for (const { coordinates } of drawn(text)) {
          const at = labelPoint(coordinates)
          const rings = coordinates.flat().filter((ring) => isInside(at, ring)).length
          expect(rings % 2).toBe(1)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('of grids taken together they ignore the edges between them', () => {
    const [first, second] = drawn('A B')
    const [x] = labelPoint([...first!.coordinates, ...second!.coordinates])
    const [west, , east] = boundsOf([...first!.coordinates, ...second!.coordinates].flat(2))!
    expect(x).toBeCloseTo((west + east) / 2, 6)
  })
})

describe('neighbours', () => {
  test('share an edge, not just a corner', () => {
    const grids = drawn(`
      A A B
      C D B`)
    expect([...neighboursOf(grids, new Set(['C']))].sort()).toEqual(['A', 'D'])
    expect([...neighboursOf(grids, new Set(['C', 'A']))].sort()).toEqual(['B', 'D'])
  })
})
