import { expect, test } from 'vitest'
import { applyChange, gridOf, gridsOf, invertChange } from '#core/plan/change.ts'
import { decide } from '#core/plan/decide.ts'
import { publication } from '#core/plan/publication.ts'
import { at, drawn, performed, planFrom, refusal } from '../../support/drawing.ts'

const plan = planFrom(`
  A A B
  C C B`)

test('merging retires one grid; its ground and buildings are the other’s', () => {
  const after = performed(plan, { type: 'mergeGrids', from: 'B', into: 'A' })
  expect(drawn(after, 3, 2)).toBe('A A A\nC C A')
  expect(gridOf(after, 'B')).toBeUndefined()
  expect(gridOf(after, 'A')?.shape).toHaveLength(1)
  expect(publication(after)).toMatchObject({ retired: ['B'], versions: [{ id: 'A' }], moved: [{}, {}] })
  expect(refusal(plan, { type: 'mergeGrids', from: 'B', into: 'B' })).toBe('nothing_changes')
  expect(refusal(after, { type: 'mergeGrids', from: 'B', into: 'A' })).toBe('unknown_grid')
})

test('a name is trimmed, short, printable, and the community’s only one', () => {
  const rename = (name: string) => ({ type: 'renameGrid' as const, grid: 'A', name })
  expect(gridOf(performed(plan, rename(' 第一网格 ')), 'A')?.name).toBe('第一网格')
  for (const name of ['', '   ', 'x'.repeat(41), 'a\nb', 'a\u0000', '\u202eabc'])
    expect(refusal(plan, rename(name))).toBe('name_invalid')
  expect(refusal(plan, rename('B'))).toBe('name_taken')
  expect(refusal(plan, rename('A'))).toBe('nothing_changes')
})

test('a locked grid keeps its ground and its name until it is unlocked', () => {
  const locked = performed(plan, { type: 'lockGrid', grid: 'A' })
  expect(refusal(locked, { type: 'lockGrid', grid: 'A' })).toBe('nothing_changes')
  expect(refusal(locked, { type: 'renameGrid', grid: 'A', name: 'X' })).toBe('grid_locked')
  expect(refusal(locked, { type: 'mergeGrids', from: 'B', into: 'A' })).toBe('grid_locked')
  expect(refusal(locked, { type: 'moveBuildings', buildings: [at(0, 0)], to: 'B' })).toBe('grid_locked')
  // A lock lives in the draft: publishing it writes nothing.
  expect(publication(locked)).toEqual({ versions: [], retired: [], moved: [], beats: [], retiredBeats: [] })
  expect(performed(locked, { type: 'unlockGrid', grid: 'A' }).grids.size).toBe(0)
})

test('undo restores a merged grid, and then nothing differs from what is published', () => {
  const decision = decide(plan, { type: 'mergeGrids', from: 'C', into: 'B' })
  if (!decision.ok) throw new Error(decision.refusal.code)
  const undone = applyChange(applyChange(plan, decision.change), invertChange(decision.change))
  expect(gridsOf(undone)).toEqual(gridsOf(plan))
  expect(undone.grids.size + undone.buildings.size).toBe(0)
})
