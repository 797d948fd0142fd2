import { describe, expect, test } from 'vitest'
import { toDegrees } from '#core/geometry/lattice.ts'
import { applyChange, gridOf, invertChange } from '#core/plan/change.ts'
import type { Command } from '#core/plan/commands.ts'
import { decide } from '#core/plan/decide.ts'
import { boundariesOf } from '#core/plan/holds.ts'
import { at, drawn, performed, place, planFrom, refusal, region } from '../../support/drawing.ts'

const town = () =>
  planFrom(`
    A A B B
    A A B B
    A A B B`)
const move = (to: string, ...buildings: string[]): Command => ({ type: 'moveBuildings', buildings, to })
const line = (...points: (readonly [number, number])[]) => ({
  type: 'LineString' as const,
  coordinates: points.map(([column, row]) => place(column, row)),
})

describe('a locked building', () => {
  const plan = performed(town(), { type: 'lockBuildings', buildings: [at(1, 1)] })
  test.each<[string, Command]>([
    ['is not moved', move('B', at(1, 0), at(1, 1))],
    [
      'stays when its ground would go',
      { type: 'assignRegion', region: region([1, 1], [2, 1], [2, 2], [1, 2]), to: 'B' },
    ],
    ['keeps its grid from being merged away', { type: 'mergeGrids', from: 'A', into: 'B' }],
  ])('%s', (_, command) => {
    expect(refusal(plan, command)).toBe('building_locked')
    expect(refusal(performed(plan, { type: 'unlockBuildings', buildings: [at(1, 1)] }), command)).toBeNull()
  })
  test('others go', () => expect(refusal(plan, move('B', at(1, 0)))).toBeNull())
  test('is not locked twice', () =>
    expect(refusal(plan, { type: 'lockBuildings', buildings: [at(1, 1)] })).toBe('nothing_changes'))
})

describe('a compound', () => {
  const glue = (compound: string, ...buildings: string[]): Command => ({
    type: 'glueBuildings',
    ...{ buildings, compound },
  })
  const plan = performed(town(), glue('yard', at(1, 0), at(1, 1)))
  test('moves as a whole', () => {
    expect(refusal(plan, move('B', at(1, 1)))).toBe('compound_would_part')
    expect(drawn(performed(plan, move('B', at(1, 0), at(1, 1))), 4, 3)).toBe('A B B B\nA B B B\nA A B B')
  })
  test('is not cut by a line', () =>
    expect(refusal(plan, { type: 'reshapeBoundary', line: line([2, 1], [1, 1], [1, 2.1], [2, 2.1]) })).toBe(
      'compound_would_part',
    ))
  test('needs two buildings, in one grid', () => {
    expect(refusal(town(), glue('yard', at(1, 0)))).toBe('too_few_to_glue')
    expect(refusal(town(), glue('yard', at(1, 0), at(2, 0)))).toBe('compound_not_together')
  })
  test('takes in another of which it has a part', () => {
    const larger = performed(plan, glue('quarter', at(1, 1), at(1, 2)))
    expect([...larger.holds.values()]).toEqual([
      { kind: 'compound', id: 'quarter', buildings: [at(1, 0), at(1, 1), at(1, 2)] },
    ])
  })
  test('let apart, its buildings go alone', () =>
    expect(
      refusal(performed(plan, { type: 'unglueBuildings', compound: 'yard' }), move('B', at(1, 1))),
    ).toBeNull())
})

describe('a locked stretch of boundary', () => {
  const lockBoundary = (...points: (readonly [number, number])[]): Command => ({
    type: 'lockBoundary',
    line: line(...points),
    lock: 'stretch',
  })
  const plan = performed(town(), lockBoundary([2, 1], [2, 2]))
  test('stays where it is', () => {
    expect(refusal(plan, move('B', at(1, 1)))).toBe('boundary_locked')
    expect(refusal(plan, { type: 'mergeGrids', from: 'A', into: 'B' })).toBe('boundary_locked')
    expect(refusal(plan, { type: 'moveVertex', from: place(2, 1), to: place(2.2, 1) })).toBe(
      'boundary_locked',
    )
    expect(refusal(plan, move('B', at(1, 0)))).toBeNull()
  })
  test('may be met by a new boundary, which puts a vertex on it', () => {
    const split = performed(plan, {
      type: 'splitGrid',
      grid: 'A',
      line: line([-0.5, 1.52], [2.5, 1.47]),
      newGrid: { id: 'C' },
    })
    const onStretch = [
      ...boundariesOf([...split.base.grids.keys(), 'C'].map((id) => gridOf(split, id)!)).values(),
    ]
      .flatMap(({ a, b }) => [toDegrees(a), toDegrees(b)])
      .filter(
        ([lng, lat]) =>
          Math.abs(lng - place(2, 0)[0]) < 1e-6 && lat < place(0, 1.1)[1] && lat > place(0, 1.9)[1],
      )
    expect(onStretch.length).toBeGreaterThan(0)
    // Still locked, on both sides of the new vertex.
    expect(refusal(split, move('B', at(1, 1)))).toBe('boundary_locked')
  })
  test('is a boundary between two grids, not any line nor the outline', () => {
    expect(refusal(town(), lockBoundary([1, 1], [1, 2]))).toBe('line_not_boundary')
    expect(refusal(town(), lockBoundary([0, 0], [0, 1]))).toBe('line_not_boundary')
    expect(refusal(plan, lockBoundary([2, 1], [2, 2]))).toBe('nothing_changes')
  })
  test('unlocked, it moves', () =>
    expect(
      refusal(performed(plan, { type: 'unlockBoundary', lock: 'stretch' }), move('B', at(1, 1))),
    ).toBeNull())
})

test('what is held is undone like every command', () => {
  const plan = town()
  const decision = decide(plan, { type: 'lockBuildings', buildings: [at(0, 0), at(0, 1)] })
  if (!decision.ok) throw new Error(decision.refusal.code)
  const held = applyChange(plan, decision.change)
  expect(held.holds.size).toBe(2)
  expect(applyChange(held, invertChange(decision.change))).toEqual(plan)
})
