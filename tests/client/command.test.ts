import { expect, test } from 'vitest'
import { ACTIONS, TABLE } from '#core/incident/lifecycle.ts'
import { actFrom, fieldsOf, missingField } from '../../client/state/actionFields.ts'
import { rateScale } from '../../client/state/heat.ts'
import { figuresAt, openAt, reportsOver, stretchFault } from '../../client/state/playback.ts'
import { periodStart } from '../../client/state/shift.ts'
import { isLoud } from '../../client/state/sound.ts'
import { placeIn } from '../../client/state/workspace.ts'
import { caseProblem, lengthWords } from '../../client/words/caseWords.ts'
import { spoken } from '../../client/words/words.ts'
import { caseRow, hour } from './caseRows.ts'

const at = (n: number) => new Date(hour(n)).toISOString()
const CASE = '0b7e6c9e-3c3f-4f3e-9d59-1f0a1c2b3d4e'

test('the address names the workspace and the open case', () => {
  expect(placeIn('')).toMatchObject({ workspace: 'planning', opened: null })
  expect(placeIn(`#/plan/${CASE}`)).toMatchObject({ workspace: 'planning', opened: null })
  expect(placeIn('#/command')).toMatchObject({ workspace: 'command', opened: null, isWall: false })
  expect(placeIn(`#/command/${CASE}`)).toMatchObject({ workspace: 'command', opened: CASE })
  expect(placeIn('#/command/wall')).toMatchObject({ workspace: 'command', opened: null, isWall: true })
  expect(placeIn('#/command/matters')).toMatchObject({ page: 'matters', opened: null, isWall: false })
  expect(placeIn('#/command/nowhere')).toMatchObject({ page: null, opened: null })
  expect(placeIn('#/commander')).toMatchObject({ workspace: 'planning' })
})

test('a shift began at eight in the morning or in the evening, in the zone of the district', () => {
  const shanghai = (text: string) => Date.parse(`${text}+08:00`)
  const began = (text: string) => periodStart('shift', shanghai(text), 'Asia/Shanghai')
  expect(began('2026-11-22T08:00:00')).toBe(shanghai('2026-11-22T08:00:00'))
  expect(began('2026-11-22T19:59:59')).toBe(shanghai('2026-11-22T08:00:00'))
  expect(began('2026-11-22T20:00:01')).toBe(shanghai('2026-11-22T20:00:00'))
  expect(began('2026-11-22T07:30:00')).toBe(shanghai('2026-11-21T20:00:00'))
  expect(periodStart('today', 0, 'Asia/Shanghai')).toBe(null)
})

test('every action asks for all that the table says it needs, and for nothing twice', () => {
  for (const { from, action, needs, pending } of TABLE)
    for (const state of from) {
      if (pending) continue
      const fields = fieldsOf(action, state)
      expect(fields).toEqual(expect.arrayContaining([...needs]))
      expect(new Set(fields).size).toBe(fields.length)
    }
  expect(ACTIONS.length).toBeGreaterThan(20)
})

test('what is missing is told before it is sent, and blanks are not sent', () => {
  const fields = fieldsOf('feedback', 'handling')
  expect(missingField(fields, { opinion: ' ' })).toEqual({ field: 'opinion', code: 'opinion_missing' })
  expect(missingField(fields, { opinion: '已清', photo: [] })?.code).toBe('photo_missing')
  expect(missingField(fields, { opinion: '已清', photo: [{}] })).toBe(null)
  expect(
    actFrom(fieldsOf('assign', 'filed'), { holder: { kind: 'police', id: 'x' }, note: '' }, 'Asia/Shanghai'),
  ).toEqual({
    holder: { kind: 'police', id: 'x' },
  })
})

test('whoever comes second is told who was first, and with what', () => {
  const { words, fill } = caseProblem('already_handled', { action: 'file', by: { name: '李四' } })
  expect(spoken(words, 'zh', fill)).toContain('李四已先一步处理（立案）')
  expect(spoken(words, 'en', fill)).toContain('李四 was first (File)')
})

test('a length of time is told in minutes, hours, days', () => {
  const told = (hours: number) => {
    const { words, fill } = lengthWords(hours * 3_600_000)
    return spoken(words, 'zh', fill)
  }
  expect([0, 0.5, 1.9, 2.4, 71, 80].map(told)).toEqual([
    '0 分',
    '30 分',
    '114 分',
    '2 小时',
    '71 小时',
    '3 天',
  ])
})

const PAST = [
  caseRow('a', { reportedAt: at(1), dueAt: at(5), stoppedAt: at(4), state: 'closed' }),
  caseRow('b', { reportedAt: at(2), dueAt: at(5), stoppedAt: at(8), state: 'closed' }),
  caseRow('c', { reportedAt: at(7), dueAt: at(20) }),
]

test('the past shows what was open then, with the lights of then', () => {
  const openIds = (n: number) =>
    openAt(PAST, hour(n))
      .map(({ id }) => id)
      .join('')
  expect([0, 1, 3, 4, 7, 8].map(openIds)).toEqual(['', 'a', 'ab', 'b', 'bc', 'c'])
  expect(figuresAt(PAST, hour(0), hour(6))).toEqual({ reported: 2, open: 1, overdue: 1, closedOnTime: 1 })
  expect(figuresAt(PAST, hour(0), hour(9))).toEqual({ reported: 3, open: 1, overdue: 0, closedOnTime: 1 })
  // What was reported before the stretch counts as open in it, and as closed in it.
  expect(figuresAt(PAST, hour(3), hour(6))).toEqual({ reported: 0, open: 1, overdue: 1, closedOnTime: 1 })
  expect(reportsOver(PAST, hour(0), hour(8), 4)).toEqual([1, 1, 0, 1])
})

test('a stretch of the past ends after it begins, by now, and within a month', () => {
  expect(stretchFault(hour(1), hour(2), hour(3))).toBeNull()
  expect(stretchFault(hour(2), hour(2), hour(3))).toBe('empty')
  expect(stretchFault(Number.NaN, hour(2), hour(3))).toBe('empty')
  expect(stretchFault(hour(1), hour(4), hour(3))).toBe('future')
  expect(stretchFault(hour(0), hour(32 * 24), hour(40 * 24))).toBe('long')
})

test('only a call for help that nobody answered, and what is overdue as it comes, are loud', () => {
  const loud = (action: 'report' | 'ring' | 'file', more: Parameters<typeof caseRow>[1]) =>
    isLoud({ action, case: caseRow('a', more) }, hour(100))
  expect(loud('report', {})).toBe(false)
  expect(loud('report', { sos: true })).toBe(true)
  expect(loud('ring', { sos: true })).toBe(true)
  expect(loud('ring', { sos: true, acknowledged: true })).toBe(false)
  expect(loud('report', { dueAt: at(99) })).toBe(true)
  expect(loud('file', { sos: true })).toBe(false)
})

test('one grid beyond all others does not pale the rest', () => {
  const grids = Array.from({ length: 100 }, (_, i) => ({
    id: `g${i}`,
    count: 1,
    perThousandHouseholds: i === 99 ? 1000 : i,
  }))
  const { highest, rates } = rateScale([...grids, { id: 'x', count: 3, perThousandHouseholds: null }])
  expect(highest).toBeLessThan(100)
  expect([rates.get('g0'), rates.get('g99'), rates.has('x')]).toEqual([0, 1, false])
})
