import { expect, test } from 'vitest'
import { onLayer, toolsOf } from '../../client/editor/layers.ts'
import { listed, misplaced } from '../../client/state/alignment.ts'
import { type StaffedPlace, shownPlaces } from '../../client/state/crewDesk.ts'
import { sortedRows, windowOf } from '../../client/state/matrix.ts'
import { mayAppoint, mayEdit, needsOther } from '../../client/state/session.ts'
import { levelOfSigner } from '../../client/state/signing.ts'
import { placeIn } from '../../client/state/workspace.ts'
import { beatLabel, shortBeatName } from '../../client/words/areas.ts'
import { ofBeats } from '../../client/words/ofBeats.ts'
import type { BeatShare, GridAlignment } from '../../server/contract/alignment.ts'
import type { Session } from '../../server/contract/session.ts'

const ID = '0b7e6c9e-3c3f-4f3e-9d59-1f0a1c2b3d4e'

const share = (beat: string, households: number): BeatShare => ({
  ...{ beat, code: beat, name: beat, station: 's', stationName: '派出所', street: '140303001' },
  ...{ areaM2: 1, shareOfArea: 0.5, buildings: 1, households, shareOfHouseholds: 0.5 },
  ...{ incidents: 0, sliver: false },
})
const grid = (code: string, mismatch: GridAlignment['mismatch'], ...beats: BeatShare[]): GridAlignment => ({
  ...{ id: code, code, name: code, community: '140303001001', version: 1, mismatch },
  class: mismatch === 'two_beats' ? 'partial' : mismatch === 'no_beat' ? 'none' : 'full',
  station: null,
  households: beats.reduce((sum, { households }) => sum + households, mismatch === 'no_beat' ? 90 : 0),
  ...{ buildings: 2, incidents: 0, beats, uncovered: null },
})
const GRIDS = [
  grid('1', null, share('A', 300)),
  grid('2', 'two_beats', share('A', 200), share('B', 40)),
  grid('3', 'no_beat'),
  grid('4', 'other_station', share('B', 70)),
]
const codes = (grids: readonly GridAlignment[]) => grids.map(({ code }) => code).join('')

test('the address names the liaison’s pages and what lies open', () => {
  expect(placeIn('#/liaison')).toMatchObject({ workspace: 'liaison', page: null, subject: null })
  expect(placeIn('#/liaison/matrix')).toMatchObject({ page: 'matrix' })
  expect(placeIn('#/liaison/matters')).toMatchObject({ page: null })
  expect(placeIn(`#/liaison/beat/${ID}`)).toMatchObject({ subject: { kind: 'beat', id: ID }, opened: null })
  expect(placeIn(`#/liaison/${ID}`)).toMatchObject({ subject: null, opened: null })
  expect(placeIn(`#/command/beat/${ID}`)).toMatchObject({ workspace: 'command', subject: null, opened: null })
})

test('what has most households in the wrong beat stands first, and what is right is left out', () => {
  expect(GRIDS.map(misplaced)).toEqual([0, 40, 90, 70])
  expect(codes(listed(GRIDS, 'wrong'))).toBe('342')
  expect(codes(listed(GRIDS, 'two_beats'))).toBe('2')
  expect(codes(listed(GRIDS, 'all'))).toBe('3421')
})

test('the matrix is sorted by its own columns or by a beat, either way', () => {
  expect(codes(sortedRows(GRIDS, { by: 'households', isDown: true }))).toBe('1234')
  expect(codes(sortedRows(GRIDS, { by: 'misplaced', isDown: false }))).toBe('1243')
  expect(codes(sortedRows(GRIDS, { by: 'B', isDown: true }))).toBe('4213')
  expect(codes(sortedRows(GRIDS, { by: 'name', isDown: true }))).toBe('4321')
})

test('only what is in sight is drawn, and a little around it', () => {
  expect(windowOf(0, 300, 30, 400)).toEqual([0, 13])
  expect(windowOf(3000, 300, 30, 400)).toEqual([97, 113])
  expect(windowOf(11_900, 300, 30, 400)).toEqual([393, 400])
})

test('tools ask for the layer that is redrawn; what is of grids alone stays so', () => {
  const move = { type: 'moveBuildings', buildings: [ID], to: ID } as const
  expect(onLayer(move, 'beats')).toEqual({ ...move, layer: 'beats' })
  expect(onLayer(move, 'grids')).toBe(move)
  expect(onLayer({ ...move, layer: 'grids' }, 'beats')).toEqual({ ...move, layer: 'grids' })
  const lock = { type: 'lockGrid', grid: ID } as const
  expect(onLayer(lock, 'beats')).toBe(lock)
  expect(toolsOf('grids')).toContain('carve')
  expect(toolsOf('beats')).not.toContain('carve')
})

test('each side edits, signs and appoints for itself; what is joint both may draft', () => {
  const as = (role: Session['role']) => ({ role, scope: '140303' }) as Session
  expect([mayEdit(as('planner'), 'grids'), mayEdit(as('planner'), 'beats')]).toEqual([true, false])
  expect([mayEdit(as('liaison'), 'grids'), mayEdit(as('liaison'), 'beats')]).toEqual([false, true])
  expect([as('planner'), as('liaison'), as('commander'), null].map((who) => mayEdit(who, 'joint'))).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect(levelOfSigner(as('liaison'))).toBe('police')
  expect(levelOfSigner(as('planner'))).toBe('district')
  expect([needsOther('planner', 'grids'), needsOther('planner', 'beats')]).toEqual([false, true])
  expect([needsOther('liaison', 'grids'), needsOther('liaison', 'beats')]).toEqual([true, false])
  expect([mayAppoint('planner', 'worker'), mayAppoint('liaison', 'worker')]).toEqual([true, false])
  expect([mayAppoint('planner', 'community_officer'), mayAppoint('liaison', 'community_officer')]).toEqual([
    false,
    true,
  ])
})

test('places short of somebody stand first, and are found by the names of those who serve', () => {
  const place = (code: string, ...severities: ('error' | 'warning')[]): StaffedPlace => ({
    ...{
      kind: 'grid',
      id: code,
      code,
      name: `第${code}网格`,
      area: 'a',
      beside: '第一警格',
      officers: ['警甲'],
    },
    posts: [
      {
        id: ID,
        person: ID,
        name: `王${code}`,
        role: 'chief',
        fromOn: '2024-01-01',
        toOn: null,
        standing: 'serving',
      },
    ],
    faults: severities.map((severity) => ({
      ...{ code: severity === 'error' ? 'role_empty' : 'worker_shared', severity, role: 'worker' },
      ...{ people: [], since: null, until: null, grids: [] },
    })),
  })
  const places = [place('1'), place('2', 'warning'), place('3', 'error')]
  const shown = (...asked: [Parameters<typeof shownPlaces>[1], string]) =>
    shownPlaces(places, ...asked, () => '沙沟社区').map(({ code }) => code)
  expect(shown('all', '')).toEqual(['3', '2', '1'])
  expect(shown('any', '')).toEqual(['3', '2'])
  expect(shown('worker_shared', '')).toEqual(['2'])
  expect(shown('all', '王1')).toEqual(['1'])
  expect(shown('all', '警甲')).toEqual(['3', '2', '1'])
  places.push({ ...place('4'), officers: [] })
  expect(shown('role_empty', '')).toEqual(['3', '4'])
  places.pop()
  expect(shown('all', '沙沟 第3')).toEqual(['3'])
})

test('what is said of grids is said of beats, and beats have short names beside their station', () => {
  expect(ofBeats({ zh: '再点目标网格即移入', en: 'click the grid' })).toEqual({
    zh: '再点目标警格即移入',
    en: 'click the beat',
  })
  expect(shortBeatName('沙坪派出所第一警格', '沙坪派出所')).toBe('第一警格')
  expect(shortBeatName('第一警格', '沙坪派出所')).toBe('第一警格')
  expect(shortBeatName('沙坪派出所', '沙坪派出所')).toBe('沙坪派出所')
  expect(beatLabel('沙坪派出所第一警格')).toBe('沙坪\n第一警格')
})
