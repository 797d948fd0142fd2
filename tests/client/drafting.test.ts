import { expect, test } from 'vitest'
import { type Drafting, drafting } from '../../client/editor/drafting.ts'
import { documentOf } from '../support/document.ts'
import { at, performed, planFrom } from '../support/drawing.ts'

const plan = planFrom(`
  A A B
  A A B`)
const move = { type: 'moveBuildings', buildings: [at(1, 1)], to: 'B' } as const
const households = (draft: Drafting) =>
  draft.view().grids.map(({ name, households }) => `${name} ${households}`)

test('a draft opened from its document decides as the plan that it was made of', () => {
  const again = drafting(documentOf(performed(plan, move)))
  const here = drafting(documentOf(plan))
  expect(here.perform(move)).toMatchObject({ ok: true, view: again.view() })
  expect(households(here)).toEqual(['A 90', 'B 90'])
})

test('looking ahead tells the numbers and outlines and changes nothing', () => {
  const draft = drafting(documentOf(plan))
  const before = draft.view()
  const outlook = draft.outlook([move])
  if (!outlook.ok) throw new Error('expected an outlook')
  expect(outlook.balance.map(({ householdsAfter }) => householdsAfter)).toEqual([90, 90])
  expect(outlook.outlines).toHaveLength(2)
  expect(draft.view()).toEqual(before)
})

test('undo and redo go through every step of this page, and no further', () => {
  const draft = drafting(documentOf(plan))
  const before = draft.view()
  expect(draft.undo()).toBeNull()
  draft.perform(move)
  draft.perform({ type: 'lockGrid', grid: 'A' })
  const after = draft.view()
  draft.undo()
  expect(draft.undo()).toEqual(before)
  expect(draft.undo()).toBeNull()
  draft.redo()
  expect(draft.redo()).toEqual(after)
  expect(draft.redo()).toBeNull()
})

test('a new step forgets what was undone', () => {
  const draft = drafting(documentOf(plan))
  draft.perform(move)
  draft.undo()
  draft.perform({ type: 'renameGrid', grid: 'A', name: '新' })
  expect(draft.redo()).toBeNull()
})

test('a refused step leaves everything and says why', () => {
  const draft = drafting(documentOf(plan))
  const before = draft.view()
  draft.perform({ type: 'lockGrid', grid: 'A' })
  expect(draft.perform(move)).toMatchObject({ ok: false, refusal: { code: 'grid_locked' } })
  draft.undo()
  expect(draft.view()).toEqual(before)
})

test('a building remembers under which grid it is published', () => {
  const draft = drafting(documentOf(plan))
  draft.perform(move)
  expect(draft.view().buildings.filter(({ grid, publishedGrid }) => grid !== publishedGrid)).toMatchObject([
    { id: at(1, 1), grid: 'B', publishedGrid: 'A' },
  ])
})
