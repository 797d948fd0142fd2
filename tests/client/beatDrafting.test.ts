import { expect, test } from 'vitest'
import { type Drafting, drafting } from '../../client/editor/drafting.ts'
import { onLayer } from '../../client/editor/layers.ts'
import type { Plan } from '../../server/core/plan/plan.ts'
import { documentOf } from '../support/document.ts'
import { at, performed, planFrom } from '../support/drawing.ts'
import { patrolledBy } from '../support/patrols.ts'

const joint: Plan = patrolledBy(
  planFrom(`
  A A B
  A A B`),
  `
  X X Y
  X X .`,
)
const move = onLayer({ type: 'moveBuildings', buildings: [at(1, 1)], to: 'Y' }, 'beats')
const households = (draft: Drafting) =>
  draft.view().grids.map(({ name, households }) => `${name} ${households}`)
const opened = (plan = joint) => {
  const draft = drafting(documentOf(plan))
  draft.show('beats')
  return draft
}

test('where beats are redrawn, they stand in the place of grids, with what nobody has; grids lie beneath', () => {
  const draft = drafting(documentOf(joint))
  expect(households(draft)).toEqual(['A 120', 'B 60'])
  expect(draft.view()).toMatchObject({ layer: 'grids', beneath: [], sides: { grids: false, beats: false } })
  expect(draft.show('beats').beneath).toHaveLength(2)
  expect(households(draft)).toEqual(['X 120', 'Y 30', '无警格 30'])
  expect(draft.view().grids.map(({ band }) => band)).toEqual(['in', 'in', 'in'])
  expect(draft.view().beats.map(({ name }) => name)).toEqual(['X', 'Y'])
})

test('a tool of grids moves the edge of a beat, looks ahead to it, and takes it back', () => {
  const draft = opened()
  const before = draft.view()
  const outlook = draft.outlook([move])
  if (!outlook.ok) throw new Error(`refused: ${outlook.refusal.code}`)
  expect(outlook.moved).toEqual([at(1, 1)])
  expect(outlook.outlines).toHaveLength(2)
  expect(draft.view()).toEqual(before)

  expect(draft.perform(move)).toMatchObject({ ok: true })
  expect(households(draft)).toEqual(['X 90', 'Y 60', '无警格 30'])
  expect(draft.view().sides).toEqual({ grids: false, beats: true })
  expect(draft.view().beatsBefore).toEqual(before.beats)
  expect(draft.show('grids').grids.map((grid) => grid.households)).toEqual([120, 60])
  draft.undo()
  expect(draft.show('beats')).toEqual(before)
})

test('in a plan of grids no beat is moved', () => {
  const draft = drafting(documentOf({ ...joint, kind: 'grids' }))
  expect(draft.perform(move)).toMatchObject({ ok: false, refusal: { code: 'layer_forbidden' } })
})

test('a plan opens with what it changes in hand', () => {
  expect(drafting(documentOf({ ...joint, kind: 'beats' })).view().layer).toBe('beats')
  expect(drafting(documentOf(performed(joint, move))).view().layer).toBe('beats')
  const both = performed(performed(joint, move), { type: 'renameGrid', grid: 'A', name: '新' })
  expect(drafting(documentOf(both)).view().layer).toBe('grids')
})

test('a beat that keeps ground elsewhere is not dissolved, and a finding names its grid on either layer', () => {
  const beyond = patrolledBy(
    planFrom(`
    A A B
    A A B`),
    `
    Z X X Y
    Z X X Z`,
    { west: 1 },
  )
  const draft = opened(beyond)
  draft.perform({ type: 'assignGrids', layer: 'beats', grids: ['B'], to: 'Y' })
  expect(draft.view().balance.map(({ name, retired }) => [name, retired])).toContainEqual(['Z', false])
  draft.perform({ type: 'moveBuildings', layer: 'beats', buildings: [at(2, 1)], to: 'X' })
  expect(draft.view().findings).toContainEqual(
    expect.objectContaining({ code: 'grid_in_two_beats', gridName: 'B' }),
  )
})
