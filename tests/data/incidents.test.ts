import { beforeAll, expect, test } from 'vitest'
import { world } from '../../data/generate.ts'
import { incidentLines } from '../../data/incidentLines.ts'
import { incidents, usualPeriod, type WorldIncident } from '../../data/incidents.ts'
import { REPORT_TEXTS } from '../../data/names/incidents.ts'
import { toLattice } from '../../server/core/geometry/lattice.ts'
import { holdsPoint } from '../../server/core/geometry/shape.ts'
import { HOUR_MS } from '../../server/core/incident/calendar.ts'
import type { Case } from '../../server/core/incident/case.ts'
import { caseAfter } from '../../server/core/incident/caseAfter.ts'
import { DEFAULT_MATTERS } from '../../server/core/incident/catalogue.ts'
import { timingOf } from '../../server/core/incident/clock.ts'
import { DEFAULT_SETTINGS } from '../../server/core/incident/settings.ts'

const made = world('kuangqu', 1)
const UNTIL = Date.parse('2026-11-22T15:30:00+08:00')
const period = usualPeriod(made, 120, UNTIL)
let all: WorldIncident[]
let cases: Case[]
beforeAll(() => {
  all = [...incidents(made, 1, period)]
  cases = all.map(({ log }) => caseAfter(log))
})
const share = (count: number) => (100 * count) / all.length
const sharesBy = (keyOf: (one: WorldIncident) => string) => {
  const shares: Record<string, number> = {}
  for (const one of all) shares[keyOf(one)] = (shares[keyOf(one)] ?? 0) + 100 / all.length
  return shares
}

test('as many as a district has, each in its grid, none after the end, ids once', () => {
  expect(all.length).toBe(period.total)
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  const gridById = new Map(made.grids.map((grid) => [grid.id, grid]))
  for (const { position, attribution, log } of all) {
    const grid = gridById.get(attribution.grid?.id ?? '')
    expect(grid && holdsPoint(grid.shape, toLattice(position))).toBe(true)
    expect(log[0].at).toBeGreaterThanOrEqual(period.from)
    expect(log.every(({ at }) => at <= UNTIL)).toBe(true)
  }
})

test('where they come from, what they are, when, and how they end, is as in the demo’s figures', () => {
  const near = (found: Record<string, number>, wanted: Record<string, number>, within: number) => {
    for (const [key, value] of Object.entries(wanted))
      expect(Math.abs((found[key] ?? 0) - value), `${key}: ${found[key]}`).toBeLessThan(within)
  }
  const original = { grid_worker: 62, resident: 12, hotline_12345: 14, police_110: 5, property: 4, sensor: 2 }
  near(
    sharesBy(({ channel }) => channel),
    original,
    2.5,
  )
  const categories = {
    '01': 9,
    '02': 21,
    '03': 19,
    '04': 15,
    '05': 18,
    '06': 6,
    '07': 5,
    '08': 4,
    '09': 1,
    '99': 2,
  }
  near(
    sharesBy(({ category }) => category),
    categories,
    2,
  )
  const night = all.filter(({ channel, log }) => {
    const hour = new Date(log[0].at + 8 * HOUR_MS).getUTCHours()
    return channel === 'grid_worker' && (hour < 6 || hour > 20) && log[1]?.act.action !== 'merge'
  })
  expect(share(night.length)).toBeLessThan(0.5)
  const old = cases.filter(({ startedAt }) => startedAt < UNTIL - 40 * 24 * HOUR_MS)
  const ended = old.filter(({ stoppedAt }) => stoppedAt !== null)
  expect(ended.length / old.length).toBeGreaterThan(0.997)
  const closed = ended.filter(({ state }) => state === 'closed')
  const onTime = closed.filter((one) => (one.stoppedAt ?? 0) <= timingOf(one, UNTIL, DEFAULT_SETTINGS).dueAt)
  expect(Math.abs((100 * onTime.length) / closed.length - 92)).toBeLessThan(2)
  expect(Math.abs(share(cases.filter(({ returns }) => returns > 0).length) - 4)).toBeLessThan(1.2)
  expect(Math.abs(share(cases.filter(({ pauses }) => pauses.length > 0).length) - 1.5)).toBeLessThan(0.7)
  expect(Math.abs(share(cases.filter(({ state }) => state === 'merged').length) - 3)).toBeLessThan(1)
  const levels = (level: string) => share(cases.filter((one) => one.level === level).length)
  expect(Math.abs(levels('grid') - 90)).toBeLessThan(3)
  expect(Math.abs(levels('community') - 7)).toBeLessThan(2)
})

test('what came in last is still in hand, in several states and lights', () => {
  const open = cases.filter(({ stoppedAt }) => stoppedAt === null)
  expect(open.length).toBeGreaterThan(40)
  expect(open.length).toBeLessThan(250)
  expect(new Set(open.map(({ state }) => state)).size).toBeGreaterThanOrEqual(4)
  const lights = new Set(open.map((one) => timingOf(one, UNTIL, DEFAULT_SETTINGS).light))
  expect(lights).toContain('red')
  expect(lights).toContain('green')
})

test('one in ten grids has a third of it', () => {
  const byGrid = Object.values(sharesBy(({ attribution }) => attribution.grid?.id ?? '')).sort(
    (a, b) => b - a,
  )
  const hottest = byGrid.slice(0, 35).reduce((a, b) => a + b)
  expect(hottest).toBeGreaterThan(30)
  expect(hottest).toBeLessThan(55)
})

test('every matter of the catalogue can be told in words', () => {
  for (const { code } of DEFAULT_MATTERS)
    for (const text of REPORT_TEXTS[code] ?? ['']) expect(text, code).toContain('{at}')
  expect(all.some(({ text }) => text.includes('{at}'))).toBe(false)
})

test('the same again is the same; written it is a collection that can be read', () => {
  const short = usualPeriod(made, 2, UNTIL)
  const text = [...incidentLines(made, incidents(made, 1, short))].join('')
  expect([...incidentLines(made, incidents(made, 1, short))].join('')).toBe(text)
  const { features, label } = JSON.parse(text) as { features: unknown[]; label: string }
  expect([features.length, label]).toEqual([short.total, '演示数据'])
})
