import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Act } from '#core/incident/case.ts'
import { flowOf, handings } from '#core/incident/exchange.ts'
import type { LoggedCase } from '#core/incident/pastCase.ts'
import type { Channel } from '#core/incident/reports.ts'
import { holderOf, MONDAY_9, matterNamed, type Name, reportRow, Story } from '../../support/cases.ts'

const MINUTE = 60_000
/** Each step a minute after the last. */
function told(
  steps: readonly (readonly [Name, Act['action'] | Act])[],
  { matter = '0602', channel = 'resident' as Channel } = {},
): LoggedCase {
  const story = new Story(reportRow('desk', MONDAY_9, { matter, level: 'street' }))
  for (const [name, act] of steps) expect(story.tries(name, act as Act), JSON.stringify(act)).toBeNull()
  return { id: 'case', number: '000001', area: '140303005006', channel, log: story.log }
}
const file = (code: string): Act => ({ action: 'file', matter: matterNamed(code), level: 'street' })
const give = (name: Name): Act => ({ action: 'assign', holder: holderOf(name) })
const regive = (name: Name): Act => ({ action: 'reassign', holder: holderOf(name), reason: 'theirs' })
const minutes = (at: number | null) => (at === null ? null : (at - MONDAY_9) / MINUTE)
const ways = (one: LoggedCase, before = Number.POSITIVE_INFINITY) =>
  handings(one, before).map(({ direction, state, handedAt, answeredAt, closedAt, station }) =>
    [direction, state, minutes(handedAt), minutes(answeredAt), minutes(closedAt), station?.name]
      .filter((word) => word !== undefined)
      .join(' '),
  )

const handled = told([
  ['desk', file('0602')],
  ['desk', give('police')],
  ['police', 'accept'],
  ['police', 'feedback'],
  ['desk2', 'close'],
])

test('a matter of the police waits until somebody hands it over, is answered, and ends', () => {
  expect([1, 2, 3, 4, 6].map((n) => ways(handled, MONDAY_9 + n * MINUTE)[0])).toEqual([
    'to_police waiting   ',
    'to_police waiting   ',
    'to_police handed 2   police',
    'to_police answered 2 3  police',
    'to_police ended 2 3 5 police',
  ])
  expect(ways(handled, MONDAY_9)).toEqual([])
})

test('what the police give back was answered; what others do with it afterwards is not theirs', () => {
  const back = told([
    ['desk', file('0703')],
    ['desk', give('police')],
    ['police', 'return'],
    ['desk', give('shagou')],
    ['shagou', 'accept'],
    ['shagou', 'feedback'],
    ['desk2', 'close'],
  ])
  expect(ways(back, MONDAY_9 + 5 * MINUTE)).toEqual(['to_police returned 2 3  police'])
  expect(ways(back)).toEqual(['to_police ended 2 3  police'])
  const taken = told([
    ['desk', file('0703')],
    ['desk', give('police')],
    ['desk', regive('shagou')],
    ['shagou', 'accept'],
  ])
  expect(ways(taken)).toEqual(['to_police returned 2   police'])
})

test('what comes from the 110 is the grids’, unless it is the police’s own; later it may go back', () => {
  const channel = 'police_110'
  expect(ways(told([], { matter: '0703', channel }))).toEqual(['to_grids handed 0  '])
  const done: Parameters<typeof told>[0] = [
    ['desk', file('0703')],
    ['desk', give('shagou')],
    ['shagou', 'accept'],
    ['shagou', 'feedback'],
    ['desk2', 'close'],
  ]
  expect(ways(told(done, { matter: '0703', channel }))).toEqual(['to_grids ended 0 1 5'])
  expect(ways(told([], { matter: '0602', channel }))).toEqual(['to_police waiting   '])
  expect(ways(told([['desk', file('0602')]], { matter: '0703', channel }))).toEqual(['to_police waiting   '])
  expect(
    ways(
      told(
        [
          ['desk', file('0703')],
          ['desk', give('police')],
        ],
        { matter: '0703', channel },
      ),
    ),
  ).toEqual(['to_police handed 2   police', 'to_grids answered 0 1 '])
  // Neither: a matter of the grids from the grids.
  expect(ways(told([], { matter: '0703' }))).toEqual([])
})

test('the figures of a period count what happened in it, by the time it took', () => {
  const flow = (from: number, to: number) =>
    flowOf(handings(handled, MONDAY_9 + to * MINUTE), MONDAY_9 + from * MINUTE)
  const none = { count: 0, medianMs: null, p90Ms: null }
  expect(flow(0, 2)).toEqual({
    ...{ handed: 0, answered: 0, closed: 0, waiting: 1, open: 0, toAnswer: none, toClose: none },
  })
  expect(flow(2, 3)).toMatchObject({ handed: 1, answered: 0, waiting: 0, open: 1 })
  expect(flow(3, 9)).toEqual({
    ...{ handed: 0, answered: 1, closed: 1, waiting: 0, open: 0 },
    toAnswer: { count: 1, medianMs: MINUTE, p90Ms: MINUTE },
    toClose: { count: 1, medianMs: 3 * MINUTE, p90Ms: 3 * MINUTE },
  })
})

test('property: parts of a time add up to the whole, and what comes later changes nothing before', () => {
  const steps: Parameters<typeof told>[0] = [
    ['desk', file('0602')],
    ['desk', give('police')],
    ['police', 'return'],
    ['desk', give('police')],
    ['police', 'accept'],
    ['police', 'feedback'],
    ['desk2', 'rework'],
    ['police', 'feedback'],
    ['desk2', 'close'],
    ['desk', 'reopen'],
    ['desk', give('police')],
  ]
  const one = told(steps)
  const at = (n: number) => MONDAY_9 + n * MINUTE
  const cut = fc.integer({ min: 0, max: steps.length + 1 })
  fc.assert(
    fc.property(cut, cut, cut, (a, b, c) => {
      const [from = 0, mid = 0, to = 0] = [a, b, c].sort((x, y) => x - y)
      const flow = (start: number, end: number, log = one.log) =>
        flowOf(handings({ ...one, log }, at(end)), at(start))
      const [first, second, whole] = [flow(from, mid), flow(mid, to), flow(from, to)]
      for (const figure of ['handed', 'answered', 'closed'] as const)
        expect(first[figure] + second[figure]).toBe(whole[figure])
      const early = one.log.filter((row) => row.at < at(mid)) as typeof one.log
      expect(flow(from, mid, early)).toEqual(first)
    }),
  )
})
