import { expect, test } from 'vitest'
import { dayAt, shiftAt } from '#core/incident/shift.ts'

const ZONE = 'Asia/Shanghai'
const at = (time: string) => Date.parse(`2026-11-${time}:00+08:00`)

test.each([
  ['22T08:00', '22T08:00', '22T20:00'],
  ['22T19:59', '22T08:00', '22T20:00'],
  ['22T20:00', '22T20:00', '23T08:00'],
  ['23T00:00', '22T20:00', '23T08:00'],
  ['23T07:59', '22T20:00', '23T08:00'],
])('at %s the shift from %s to %s runs', (now, from, to) => {
  expect(shiftAt(at(now) + 59_999, [8, 20], ZONE)).toEqual({ from: at(from), to: at(to) })
})

test('the day is that of the zone, and shifts may change once or three times a day', () => {
  expect(dayAt(at('23T00:30'), ZONE)).toEqual({ from: at('23T00:00'), to: at('24T00:00') })
  expect(dayAt(at('23T00:30'), 'UTC').from).toBe(Date.parse('2026-11-22T00:00:00Z'))
  expect(shiftAt(at('23T03:00'), [9], ZONE)).toEqual({ from: at('22T09:00'), to: at('23T09:00') })
  expect(shiftAt(at('23T03:00'), [0, 8, 16], ZONE)).toEqual({ from: at('23T00:00'), to: at('23T08:00') })
})
