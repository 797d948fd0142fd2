import { describe, expect, test } from 'vitest'
import { bandOf } from '#core/plan/balance.ts'
import { DEFAULT_BAND } from '#core/plan/plan.ts'
import { byUrgency, distribution } from '../../client/state/worklist.ts'
import type { Shade } from '../../client/words/shades.ts'

const grid = (households: number, shade: Shade = bandOf(households, DEFAULT_BAND)) => ({
  code: String(households),
  households,
  shade,
})

describe('the worklist', () => {
  test('puts the most overloaded first, then the smallest, then the rest by households', () => {
    const order = [300, 60, 612, 500, 142, 709, 588]
      .map((households) => grid(households))
      .sort(byUrgency(DEFAULT_BAND))
    expect(order.map(({ households }) => households)).toEqual([709, 612, 588, 60, 142, 500, 300])
  })

  test('leaves exclusive grids at the end: households do not measure them', () => {
    const order = [grid(0, 'exclusive'), grid(310), grid(299)].sort(byUrgency(DEFAULT_BAND))
    expect(order.map(({ shade }) => shade)).toEqual(['low', 'in', 'exclusive'])
  })
})

test('the distribution counts every grid once, the last bar holding everything above', () => {
  const grids = [0, 49, 50, 299, 300, 709, 5000].map((households) => grid(households))
  const bars = distribution(grids, (households) => bandOf(households, DEFAULT_BAND), 50, 15)
  expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(grids.length)
  expect([bars[0]!.count, bars[1]!.count, bars[5]!.count, bars[6]!.count, bars[14]!.count]).toEqual([
    2, 1, 1, 1, 2,
  ])
  expect([bars[5]!.shade, bars[6]!.shade, bars[9]!.shade, bars[10]!.shade]).toEqual([
    'low',
    'in',
    'in',
    'high',
  ])
})
