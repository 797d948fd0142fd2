import { expect, test } from 'vitest'
import { type Drafting, drafting } from '../../client/editor/drafting.ts'
import { documentOf } from '../support/document.ts'
import { at, performed, planFrom, region } from '../support/drawing.ts'

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

test('a region drawn past the edge of the community is cut back to it, and that is said', () => {
  const draft = drafting(documentOf(plan))
  const beyond = region([1, 1], [2, 1], [2, 4], [1, 4])
  expect(draft.outlook([{ type: 'assignRegion', region: beyond, to: 'B' }])).toMatchObject({
    ok: true,
    isTrimmed: true,
  })
  const inside = region([1, 1], [2, 1], [2, 2], [1, 2])
  expect(draft.outlook([{ type: 'assignRegion', region: inside, to: 'B' }])).toMatchObject({
    isTrimmed: false,
  })
})

test('the outline of a new grid that lies mostly beyond the community is refused', () => {
  const draft = drafting(documentOf(plan))
  const school = (outline: ReturnType<typeof region>) =>
    draft.outlook([{ type: 'carveExclusiveGrid', region: outline, newGrid: { id: 'S' } }])
  expect(school(region([1.2, 1.2], [1.8, 1.2], [1.8, 4], [1.2, 4]))).toMatchObject({
    ok: false,
    refusal: { code: 'region_leaves_community' },
  })
  expect(school(region([1.2, 1.2], [1.8, 1.2], [1.8, 2.1], [1.2, 2.1]))).toMatchObject({
    ok: true,
    isTrimmed: true,
  })
})
