import { expect, test } from 'vitest'
import { numeral } from '#core/plan/numeral.ts'

test('Chinese numerals as grids are counted', () => {
  expect([1, 8, 10, 11, 19, 20, 42, 99].map(numeral)).toEqual([
    '一',
    '八',
    '十',
    '十一',
    '十九',
    '二十',
    '四十二',
    '九十九',
  ])
})
