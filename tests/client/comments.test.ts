import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PlanComment } from '#contract/planComment.ts'
import { listed, mayBeComment, pinned } from '../../client/state/comments.ts'

const comment = (id: string, settled: boolean, at: [number, number] | null = [113.5, 37.9]): PlanComment => ({
  ...{ id, at, text: '边界应沿道路', grid: null, writtenBy: 'liaison', name: '民警' },
  ...{ writtenAt: '2026-11-22T01:00:00.000Z', resolvedBy: settled ? 'planner' : null },
  resolvedAt: settled ? '2026-11-22T02:00:00.000Z' : null,
})

test('a comment keeps its number when others are settled; what is open is listed first', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 12 }), (settled) => {
      const comments = settled.map((is, i) => comment(`c${i}`, is))
      const list = listed(comments)
      for (const { comment, number } of list) expect(comment.id).toBe(`c${number - 1}`)
      expect(list.map(({ number }) => number).sort((a, b) => a - b)).toEqual(comments.map((_, i) => i + 1))
      const order = list.map(({ comment }) => comment.resolvedAt !== null)
      expect(order).toEqual([...order].sort((a, b) => Number(a) - Number(b)))
    }),
  )
})

test('open comments with a place stand on the map; one that is settled only while it is chosen', () => {
  const comments = [comment('a', false), comment('b', true), comment('c', false, null)]
  const numbers = (selected: string | null) => pinned(comments, selected).map(({ number }) => number)
  expect(numbers(null)).toEqual([1])
  expect(numbers('b')).toEqual([1, 2])
  expect(numbers('c')).toEqual([1])
})

test('comments are asked for again after a gap, and when a plan changes without a new revision', () => {
  const at = '2026-11-22T01:00:00.000Z'
  const known = { revision: 4, by: 'planner', at }
  expect(mayBeComment(null, known)).toBe(true)
  expect(mayBeComment(known, { revision: 4, by: 'liaison', at })).toBe(true)
  expect(mayBeComment(known, { revision: 5, by: 'planner', at })).toBe(false)
  expect(mayBeComment(known, { revision: 7, by: null, at: null })).toBe(true)
})
