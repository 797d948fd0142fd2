import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CaseSummary } from '#contract/incident.ts'
import { CASE_STATES } from '#core/incident/case.ts'
import { isOpen } from '#core/incident/lifecycle.ts'
import { type CaseFilter, fits, inOrder, OPEN_CASES } from '../../client/state/caseFilter.ts'
import { shownOnMap } from '../../client/state/inView.ts'
import { lightOf } from '../../client/state/lights.ts'
import { continued, heard, type Queue, settled } from '../../client/state/queue.ts'
import { caseRow, hour } from './caseRows.ts'

const NOW = hour(100)
const reading = (filter: CaseFilter, isHeld = false) => ({ filter, self: null, now: NOW, isHeld })
const EMPTY: Queue = { cases: [], next: null, waiting: [] }
const ids = ({ cases }: Queue) => cases.map(({ id }) => id).join('')

/** A course of news: each tells one of a few cases anew, with the next version. */
const news = fc
  .array(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      state: fc.constantFrom(...CASE_STATES),
      due: fc.integer({ min: 90, max: 110 }),
      isHeld: fc.boolean(),
    }),
    { maxLength: 30 },
  )
  .map((steps) =>
    steps.map(({ id, state, due, isHeld }, i) => ({
      isHeld,
      one: caseRow(id, {
        state,
        version: i + 1,
        dueAt: new Date(hour(due)).toISOString(),
        stoppedAt: isOpen(state) ? null : new Date(hour(99)).toISOString(),
      }),
    })),
  )

test('whatever is heard, held or not, the settled list is the one that the server would give', () => {
  fc.assert(
    fc.property(news, fc.constantFrom('due', 'newest'), (course, order) => {
      const filter: CaseFilter = { ...OPEN_CASES, order }
      const known = new Map<string, CaseSummary>()
      let queue = EMPTY
      for (const { one, isHeld } of course) {
        known.set(one.id, one)
        queue = heard(queue, one, reading(filter, isHeld))
      }
      const expected = [...known.values()].filter(({ state }) => isOpen(state)).sort(inOrder(filter.order))
      expect(settled(queue, reading(filter)).cases).toEqual(expected)
    }),
  )
})

test('while somebody reads further down no row moves: what is new waits, what ended stays', () => {
  fc.assert(
    fc.property(news, (course) => {
      const before: Queue = { ...EMPTY, cases: [caseRow('a', {}), caseRow('b', {})] }
      let queue = before
      for (const { one } of course) queue = heard(queue, one, reading(OPEN_CASES, true))
      expect(ids(queue)).toBe(ids(before))
    }),
  )
})

test('news that comes late does not undo what is known', () => {
  const queue: Queue = { ...EMPTY, cases: [caseRow('a', { version: 4, state: 'assigned' })] }
  expect(heard(queue, caseRow('a', { version: 3, state: 'filed' }), reading(OPEN_CASES))).toBe(queue)
})

test('a case beyond the rows that were loaded comes with its page, and stands once', () => {
  const [near, far] = [caseRow('a', { dueAt: at(101) }), caseRow('b', { dueAt: at(109) })]
  const part: Queue = { ...EMPTY, cases: [near], next: 'cursor' }
  expect(ids(heard(part, far, reading(OPEN_CASES)))).toBe('a')
  expect(ids(heard({ ...part, next: null }, far, reading(OPEN_CASES)))).toBe('ab')
  expect(ids(continued(part, { cases: [near, far], next: null }))).toBe('ab')
})

test('a filter is held against the row; words that are cut off are for the server', () => {
  const row = caseRow('a', { excerpt: '污水外溢', category: '04', street: '140303005', number: '000061' })
  const isShown = (filter: Partial<CaseFilter>) => fits({ ...OPEN_CASES, ...filter }, row, null, NOW)
  expect(isShown({ text: '污水' })).toBe(true)
  expect(isShown({ text: '61' })).toBe(true)
  expect(isShown({ text: '井盖' })).toBe(null)
  expect(isShown({ categories: ['05'] })).toBe(false)
  expect(isShown({ within: '140303005' })).toBe(true)
  expect(isShown({ within: '140303001' })).toBe(false)
  expect(isShown({ mine: true })).toBe(false)
  expect(isShown({ states: ['closed'] })).toBe(false)
  expect(isShown({ lights: ['green'] })).toBe(true)
  expect(isShown({ since: at(98), until: at(99) })).toBe(false)
})

test('a light changes by itself, and stands still while its case does', () => {
  const row = caseRow('a', { yellowAt: at(80), dueAt: at(100), pause: { from: at(50), to: at(60) } })
  const light = (n: number, more: Partial<CaseSummary> = {}) => lightOf({ ...row, ...more }, hour(n))
  expect([10, 55, 70, 80, 100, 101].map((n) => light(n))).toEqual([
    'green',
    'grey',
    'green',
    'yellow',
    'yellow',
    'red',
  ])
  expect(light(101, { stoppedAt: at(70) })).toBe('green')
})

test('the map shows each case once, as it was last heard of, and none that ended', () => {
  const queue = [caseRow('a', { version: 2 })]
  const inView = [caseRow('a', { version: 1 }), caseRow('b', {}), caseRow('c', {})]
  const arrivals = [{ case: caseRow('b', { version: 2, state: 'closed' }) }, { case: caseRow('d', {}) }]
  const shown = shownOnMap(queue, inView, arrivals).map(({ id, version }) => `${id}${version}`)
  expect(shown.sort()).toEqual(['a2', 'c1', 'd1'])
  // Where the queue has them all, it is the queue.
  expect(shownOnMap(queue, [], arrivals)).toBe(queue)
})

const at = (n: number) => new Date(hour(n)).toISOString()

test('the list behind a figure takes cases by number, by level, and by when they ended', () => {
  const ended = (n: number) => new Date(hour(n)).toISOString()
  const takes = (filter: Partial<CaseFilter>, more: Parameters<typeof caseRow>[1]) =>
    fits({ ...OPEN_CASES, states: [], ...filter }, caseRow('a', more), null, NOW)
  expect(takes({ numbers: ['000007', '000009'] }, { number: '000009' })).toBe(true)
  expect(takes({ numbers: ['000007'] }, { number: '000009' })).toBe(false)
  expect(takes({ levels: ['grid'] }, { level: 'grid' })).toBe(true)
  expect(takes({ levels: ['grid'] }, { level: 'street' })).toBe(false)
  expect(takes({ endedSince: ended(95) }, { state: 'closed', stoppedAt: ended(95) })).toBe(true)
  expect(takes({ endedSince: ended(95) }, { state: 'closed', stoppedAt: ended(94) })).toBe(false)
  expect(takes({ endedSince: ended(95) }, {})).toBe(false)
})
