import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Position, shapeToDegrees } from '#core/geometry/lattice.ts'
import { distanceToSegment } from '#core/geometry/shape.ts'
import { applyChange, gridsOf } from '#core/plan/change.ts'
import { decide } from '#core/plan/decide.ts'
import type { Plan } from '#core/plan/plan.ts'
import { edgesBetween } from '../../client/map/edges.ts'
import { newEdges } from '../../client/map/newEdges.ts'
import { freeLook, MOST_VARIANTS, mayJoin, outOfBand } from '../../client/state/variants.ts'
import { planFrom } from '../support/drawing.ts'

const bordered = (plan: Plan) =>
  gridsOf(plan).map(({ community, shape }) => ({ community, coordinates: shapeToDegrees(shape) }))
const inside = (plan: Plan) =>
  edgesBetween(bordered(plan))
    .filter(({ level }) => level === 'grid')
    .map(({ line }) => line)
const liesOn = (at: Position, lines: readonly (readonly Position[])[]) =>
  lines.some((line) => line.slice(1).some((b, i) => distanceToSegment(at, line[i]!, b) < 1e-6))
/** The middle of every segment of a metre or more: beside a shorter one both boundaries may run. */
const middles = (lines: readonly (readonly Position[])[]) =>
  lines.flatMap((line) =>
    line.slice(1).flatMap(([x, y], i): Position[] => {
      const [fromX, fromY] = line[i]!
      return Math.hypot(x - fromX, y - fromY) < 1e-5 ? [] : [[(x + fromX) / 2, (y + fromY) / 2]]
    }),
  )

const DRAWING = `
  A A A B B
  A A B B B
  A C C C B
  C C C C C`

test('a plan that changes nothing has no new boundary', () => {
  const plan = planFrom(DRAWING)
  expect(newEdges(bordered(plan), bordered(plan))).toEqual([])
})

test('a vertex that noding set into an edge, half a unit off it, makes no boundary new', () => {
  const community = '140303005006'
  const [a, b]: Position[] = [
    [113.5, 37.9],
    [113.5017, 37.9013],
  ]
  const set: Position = [113.5008501, 37.90065]
  const pair = (edge: readonly Position[]) => [
    { community, coordinates: [[[...edge, [113.503, 37.899], a!]]] as Position[][][] },
    { community, coordinates: [[[...edge, [113.499, 37.902], a!]]] as Position[][][] },
  ]
  expect(newEdges(pair([a!, set, b!]), pair([a!, b!]))).toEqual([])
  expect(newEdges(pair([a!, [113.5009, 37.9006], b!]), pair([a!, b!]))).toHaveLength(1)
})

test('what is new in a plan’s boundaries, and nothing else, lies off those that are published', () => {
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom('A', 'B', 'C'), (pick, to) => {
      const before = planFrom(DRAWING)
      const buildings = [...before.base.buildings.values()]
      const building = buildings[pick % buildings.length]!
      const decision = decide(before, { type: 'moveBuildings', buildings: [building.id], to })
      if (!decision.ok) return
      const after = applyChange(before, decision.change)
      const fresh = newEdges(bordered(after), bordered(before))
      expect(fresh.length).toBeGreaterThan(0)
      for (const at of middles(inside(after)))
        expect(liesOn(at, fresh), `${building.id} to ${to} at ${at}`).toBe(!liesOn(at, inside(before)))
      for (const at of middles(fresh)) expect(liesOn(at, inside(after))).toBe(true)
    }),
    { numRuns: 40 },
  )
})

test('a plan joins others of its scope that are under way, three at most, and never the open one', () => {
  const plan = (id: string, within = '140303005006', status: 'draft' | 'published' = 'draft') => ({
    ...{ id, within, status },
  })
  expect(mayJoin(plan('a'), [], null)).toBe(true)
  expect(mayJoin(plan('a', '140303005006', 'published'), [], null)).toBe(false)
  expect(mayJoin(plan('a'), [plan('b', '140303005007')], null)).toBe(false)
  expect(mayJoin(plan('d'), [plan('a'), plan('b')], null)).toBe(true)
  expect(mayJoin(plan('d'), [plan('a'), plan('b'), plan('c')], null)).toBe(false)
  expect(mayJoin(plan('a'), [], plan('a'))).toBe(false)
  expect(mayJoin(plan('a'), [], plan('b', '140303005'))).toBe(false)
})

test('each plan has a look of its own, and keeps it', () => {
  fc.assert(
    fc.property(fc.subarray([0, 1, 2], { maxLength: MOST_VARIANTS - 1 }), (taken) => {
      expect(taken).not.toContain(freeLook(taken))
    }),
  )
})

test('exclusive grids are in no band, so not out of it', () => {
  const grids = [
    { type: 'basic', band: 'over' },
    { type: 'basic', band: 'in' },
    { type: 'basic', band: 'low' },
    { type: 'exclusive', band: 'under' },
  ] as const
  expect(outOfBand(grids)).toBe(2)
})
