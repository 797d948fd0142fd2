import { expect, test } from 'vitest'
import { draftAlignment } from '#core/beat/draft.ts'
import { applyChange } from '#core/plan/change.ts'
import { findings } from '#core/plan/findings.ts'
import type { Beat, Plan } from '#core/plan/plan.ts'
import { world } from '../../../data/generate.ts'
import { withBeats } from '../../support/beats.ts'
import { communityPlan } from '../../support/community.ts'
import { at, performed, planFrom, shapesOf } from '../../support/drawing.ts'

const read = (plan: Plan) =>
  draftAlignment(plan).map(({ name, class: kind, mismatch, before, beats, uncovered }) =>
    [
      `${name} ${kind}${before === kind ? '' : ` (${before})`}${mismatch ? ` ${mismatch}` : ''}:`,
      ...beats.map((beat) => `${beat.name} ${Math.round(beat.shareOfArea * 100)}/${beat.households}`),
      ...(uncovered ? [`- ${Math.round(uncovered.shareOfArea * 100)}/${uncovered.households}`] : []),
    ].join(' '),
  )

test('grids of a draft in its beats: shares of ground, and households', () => {
  const plan = withBeats(
    `
    A A A B B C`,
    `
    P P Q Q Q .`,
  )
  expect(read(plan)).toEqual([
    'A partial two_beats: P 67/60 Q 33/30',
    'B full: Q 100/60',
    'C none no_beat: - 100/30',
  ])
  expect(read(performed(plan, { type: 'moveBuildings', buildings: [at(2, 0)], to: 'B' }))).toEqual([
    'A full (partial): P 100/60',
    'B full: Q 100/90',
    'C none no_beat: - 100/30',
  ])
})

test('findings: a command that cuts a beat, and where to look; not what was so before and is left alone', () => {
  const plan = withBeats(
    `
    A A B B C D`,
    `
    P P Q Q . R`,
    'R',
  )
  const off = (after: Plan) =>
    findings(after).flatMap(({ code, grid, beats, at: [lng] }) =>
      code.startsWith('grid_') && !code.endsWith('parts')
        ? [{ code, grid, beats: beats?.map(({ name }) => name), column: Math.floor((lng - 113.5) / 4e-4) }]
        : [],
    )
  expect(off(plan)).toEqual([])
  expect(off(performed(plan, { type: 'moveBuildings', buildings: [at(1, 0)], to: 'B' }))).toEqual([
    { code: 'grid_in_two_beats', grid: 'B', beats: ['Q', 'P'], column: 1 },
  ])
  expect(off(performed(plan, { type: 'moveBuildings', buildings: [at(3, 0)], to: 'C' }))).toEqual([
    { code: 'grid_in_two_beats', grid: 'C', beats: ['Q', null], column: 4 },
  ])
  expect(off(performed(plan, { type: 'mergeGrids', from: 'C', into: 'D' }))).toEqual([
    { code: 'grid_in_two_beats', grid: 'D', beats: ['R', null], column: 4 },
  ])
})

test('findings: a beat that changes takes the grids with it that lay in it', () => {
  const plan = withBeats(
    `
    A A B B`,
    `
    P P Q Q`,
  )
  const [p, q] = ['P', 'Q'].map((id) => plan.base.beats.get(id) as Beat) as [Beat, Beat]
  const [a] = shapesOf(planFrom('A B B B')) as [Beat['shape']]
  const smaller = applyChange(plan, [{ table: 'beats', id: 'P', before: p, after: { ...p, shape: a } }])
  expect(findings(smaller)).toMatchObject([
    { code: 'grid_in_two_beats', grid: 'A', beats: [{ name: 'P' }, { name: null }] },
  ])
  const gone = applyChange(plan, [{ table: 'beats', id: 'Q', before: q, after: null }])
  expect(findings(gone)).toMatchObject([{ code: 'grid_without_beat', grid: 'B', beats: [{ name: null }] }])
})

test('of the demo district just the planted grids are misaligned', () => {
  const demo = world('kuangqu', 1)
  const found = draftAlignment(communityPlan(demo, '140303')).flatMap(({ id, mismatch }) =>
    mismatch ? [[id, mismatch] as const] : [],
  )
  expect(new Map(found)).toEqual(new Map(demo.misaligned.map(({ grid, mismatch }) => [grid, mismatch])))
})
