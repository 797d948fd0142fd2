import { expect, test } from 'vitest'
import { allWordsOf } from '../../client/state/matching.ts'

test('all words have to be there, in any order, letter case and spacing', () => {
  const rows = ['麻地巷社区第三网格 140303005007003', '麻地巷社区第四网格 140303005007004', 'Census Tract 91']
  const found = (wanted: string) => rows.filter(allWordsOf(wanted)).length
  expect(
    ['麻地巷 第三', ' 第三　麻地巷 ', '007 第', 'tract CENSUS', '', '  ', '第三 第四'].map(found),
  ).toEqual([1, 1, 2, 1, 3, 3, 0])
})
