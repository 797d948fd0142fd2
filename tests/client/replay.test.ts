import { expect, test } from 'vitest'
import { drafting } from '../../client/editor/drafting.ts'
import type { Errand } from '../../client/state/outbox.ts'
import { type ReplayAsked, replayed } from '../../client/state/replay.ts'
import { documentOf } from '../support/document.ts'
import { at, performed, planFrom } from '../support/drawing.ts'

const plan = planFrom(`
  A A B
  A A B`)
const move = { type: 'moveBuildings', buildings: [at(1, 1)], to: 'B' } as const
const lock = { type: 'lockGrid', grid: 'A' } as const
const did = (command: typeof move | typeof lock): Errand => ({ id: command.type, kind: 'command', command })
const undo: Errand = { id: 'undo', kind: 'undo' }
const redo: Errand = { id: 'redo', kind: 'redo' }

/** What becomes of errands on a fresh desk: [sent, lost, unseen], and A's households there. */
async function become(errands: readonly Errand[], how: ReplayAsked, on = plan) {
  const draft = drafting(documentOf(on))
  const desk = {
    perform: async (command: Parameters<typeof draft.perform>[0]) => draft.perform(command),
    undo: async () => draft.undo(),
    redo: async () => draft.redo(),
  }
  const again = await replayed(desk, errands, how)
  const sent = again.errands.map(({ id }) => id)
  const lost = again.lost.map((one) => (one.kind === 'command' ? one.command.type : one.kind))
  return [sent, lost, again.unseen, draft.view().grids[0]?.households]
}

test('undo and redo of what was done offline are done again and sent, whatever a colleague did', async () => {
  for (const isSame of [true, false]) {
    expect(await become([did(move), undo], { isSame })).toEqual([['moveBuildings', 'undo'], [], [], 120])
    expect(await become([did(move), undo, redo], { isSame })).toEqual([
      ['moveBuildings', 'undo', 'redo'],
      ...[[], [], 90],
    ])
  }
})

test('an undo of a step from before is sent for the server to do, but not over a colleague’s step', async () => {
  expect(await become([undo, redo], { isSame: true })).toEqual([['undo', 'redo'], [], ['undo', 'redo'], 120])
  expect(await become([undo, redo], { isSame: false })).toEqual([[], ['undo', 'redo'], [], 120])
})

test('the undo of a step that was not kept takes back nothing else', async () => {
  const locked = performed(plan, lock)
  expect(await become([did(move), undo], { isSame: false }, locked)).toEqual([
    [],
    ['moveBuildings'],
    ...[[], 120],
  ])
  expect(await become([undo], { isSame: true, refused: did(move) })).toEqual([[], [], [], 120])
})

test('a step whose answer was lost is not sent twice', async () => {
  expect(await become([did(lock)], { isSame: false }, performed(plan, lock))).toEqual([[], [], [], 120])
})
