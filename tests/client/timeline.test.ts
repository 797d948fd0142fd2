import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BuildingVersion, Publication } from '#contract/history.ts'
import { lastDayOf, momentOfStop, staysOf, stopAt, stopsOf } from '../../client/state/timeline.ts'

const ZONE = 'Asia/Shanghai'
/** Midnight in the district. */
const day = (on: number) => `2026-11-${String(on - 1).padStart(2, '0')}T16:00:00.000Z`
const publication = (number: number, effectiveFrom: string): Publication => ({
  ...{
    number,
    effectiveFrom,
    kind: 'plan',
    plan: null,
    planName: `方案${number}`,
    reason: null,
    by: 'planner',
  },
  ...{ publishedAt: effectiveFrom, grids: 2, householdsMoved: 84, beats: 0 },
})
const now = Date.parse(day(20)) + 9 * 3_600_000

test('what takes effect at one instant is one stop; what is to come is marked', () => {
  const stops = stopsOf([publication(3, day(23)), publication(2, day(23)), publication(1, day(3))], now)
  expect(stops.map(({ from, isAhead, publications }) => [from, isAhead, publications.length])).toEqual([
    [day(3), false, 1],
    [day(23), true, 2],
  ])
  expect(stops[1]?.publications.map(({ number }) => number)).toEqual([2, 3])
})

test('days can be looked at up to the last that something is published for, and up to today at least', () => {
  const coming = [publication(3, day(25)), publication(2, day(23)), publication(1, day(3))]
  expect(lastDayOf(coming, '2026-11-20', ZONE)).toBe('2026-11-25')
  expect(lastDayOf([publication(1, day(3))], '2026-11-20', ZONE)).toBe('2026-11-20')
})

test('today is the last stop that has begun; a day counts to its end, an instant exactly', () => {
  const stops = stopsOf([publication(1, day(3)), publication(2, day(10)), publication(3, day(25))], now)
  expect(stopAt(stops, null, ZONE)).toBe(1)
  expect(momentOfStop(stops, 1)).toBeNull()
  expect(stopAt(stops, '2026-11-09', ZONE)).toBe(0)
  expect(stopAt(stops, '2026-11-10', ZONE)).toBe(1)
  expect(stopAt(stops, '2026-11-09T15:59:59.999Z', ZONE)).toBe(0)
  expect(stopAt(stops, '2026-11-30', ZONE)).toBe(2)
  expect(stopAt(stops, '2020-01-01', ZONE)).toBe(0)
  expect(stopAt([], null, ZONE)).toBe(0)
})

test('whatever stop is chosen, the moment that shows it leads back to it', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 12 }),
      fc.nat({ max: 11 }),
      (hours, pick) => {
        const all = hours.map((hour, i) => publication(i + 1, new Date(now + hour * 3_600_000).toISOString()))
        const stops = stopsOf(all, now)
        const index = pick % stops.length
        const moment = momentOfStop(stops, index)
        expect(stopAt(stops, moment, ZONE)).toBe(index)
        expect(moment === null).toBe(
          index === Math.max(0, stops.filter(({ isAhead }) => !isAhead).length - 1),
        )
      },
    ),
  )
})

test('a building stays in a grid over as many versions as name it, and may come back', () => {
  const version = (number: number, grid: string, from: number, to: number | null): BuildingVersion => ({
    ...{ id: 'b', code: '1', name: '西坡5号楼', version: number, households: 84, grid, gridCode: grid },
    ...{ gridName: grid, publishedBy: 'planner', publishedAt: day(from), plan: null, planName: null },
    ...{ reason: null, replaced: from === to, validFrom: day(from), validTo: to === null ? null : day(to) },
  })
  const stays = staysOf([
    version(3, '六', 9, 12),
    version(1, '八', 2, 5),
    version(2, '八', 5, 9),
    version(4, '八', 12, null),
  ])
  expect(stays.map(({ version, to }) => [version.grid, version.validFrom, to])).toEqual([
    ['八', day(12), null],
    ['六', day(9), day(12)],
    ['八', day(2), day(9)],
  ])
})
