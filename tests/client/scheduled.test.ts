import { expect, test } from 'vitest'
import type { GridVersion } from '#contract/area.ts'
import { scheduledIn } from '../../client/state/scheduled.ts'

const day = (on: number) => `2026-11-${String(on).padStart(2, '0')}T00:00:00.000Z`
const version = (from: number, to: number | null, households: number, name = '第八网格'): GridVersion => ({
  ...{ id: 'a', code: '008', name, version: from, households, buildings: 1, plan: null, planName: null },
  ...{ publishedBy: 'import', publishedAt: day(1), reason: null, replaced: from === to },
  validFrom: day(from),
  validTo: to === null ? null : day(to),
})
const on20 = (...versions: GridVersion[]) => scheduledIn(versions, Date.parse(day(20)))

test('what is in force and what was say nothing of days to come', () => {
  expect(on20(version(1, 10, 709), version(10, null, 468))).toBeNull()
})

test('the nearest of the changes to come is told, in whatever order they are listed', () => {
  expect(on20(version(28, null, 400, '东网格'), version(1, 25, 709), version(25, 28, 468))).toEqual({
    kind: 'changes',
    from: day(25),
    households: 468,
    name: '第八网格',
  })
})

test('a grid that ends says when; a version that was superseded before it held is none', () => {
  expect(on20(version(1, 25, 709), version(25, 25, 468))).toEqual({ kind: 'ends', from: day(25) })
})
