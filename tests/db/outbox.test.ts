import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type Actor, type Query, SYSTEM, type Transaction } from '../../server/db/database.ts'
import { sqlState } from '../../server/db/failure.ts'
import { OUTBOX_CHANNEL, tellNews } from '../../server/db/outbox.ts'
import {
  beginTimeline,
  forgetOldNews,
  newestPlace,
  newsAfter,
  type Place,
  tick,
} from '../../server/db/ticks.ts'
import { testDatabase } from '../support/database.ts'

const SHAGOU = '140303005006'
const db = testDatabase()
const system = <T>(work: (tx: Transaction) => Promise<T>) => db.database.transaction(SYSTEM, work)
const query: Query = (sql, params) => system((tx) => tx.query(sql, params))

let timeline: string
beforeAll(async () => {
  timeline = await beginTimeline(query)
})
let start: Place
beforeEach(async () => {
  await tick(query, timeline)
  start = await newest()
})
const newest = async (): Promise<Place> => {
  const place = await system(newestPlace)
  if (!place) throw new Error('no tick was made')
  return place
}
const tell = (tx: Transaction, ...subjects: string[]) =>
  tellNews(
    tx,
    subjects.map((subject) => ({ kind: 'incident', subject, area: SHAGOU, payload: {} })),
  )
const after = (place: Place, options = { atMost: 100 } as Parameters<typeof newsAfter>[2]) =>
  system((tx) => newsAfter(tx, place, options))
const subjectsAfter = async (place: Place) => (await after(place))?.rows.map(({ subject }) => subject)

test('a tick is made when there is news, and nothing is written when there is none', async () => {
  expect(await tick(query, timeline)).toBe(false)
  expect(await newest()).toEqual(start)
  await system((tx) => tell(tx, 'a', 'b'))
  expect(await subjectsAfter(start)).toEqual([])
  expect(await tick(query, timeline)).toBe(true)
  expect(await tick(query, timeline)).toBe(false)
  expect(await newest()).toEqual({ ...start, tick: start.tick + 1 })
  expect(await subjectsAfter(start)).toEqual(['a', 'b'])
  expect(await subjectsAfter(await newest())).toEqual([])
})

test('a row says what was told, and where', async () => {
  const told = { kind: 'incident', subject: 'a', area: SHAGOU, payload: { text: '\u0001"网格\\' } } as const
  await system((tx) => tellNews(tx, [{ ...told, position: [1135050001, 378710002], roles: ['commander'] }]))
  await tick(query, timeline)
  const page = await after(start)
  expect(page?.rows).toEqual([
    {
      ...told,
      timeline,
      tick: start.tick + 1,
      seq: expect.any(Number),
      at: expect.stringMatching(/Z$/),
      position: [1135050001, 378710002],
      roles: ['commander'],
    },
  ])
})

test('page by page, also within a tick, and no further than asked', async () => {
  for (const subjects of [['a', 'b', 'c'], ['d'], ['e']]) {
    await system((tx) => tell(tx, ...subjects))
    await tick(query, timeline)
  }
  const pages: (string[] | boolean)[] = []
  let place = start
  for (let isFull = true; isFull; ) {
    const page = await after(place, { atMost: 2 })
    if (!page) throw new Error('the place is known')
    pages.push(page.rows.map(({ subject }) => subject))
    ;({ place, isFull } = page)
  }
  expect(pages).toEqual([['a', 'b'], ['c', 'd'], ['e']])
  expect(place).toEqual(await newest())
  const part = await after(start, { atMost: 100, upTo: start.tick + 2 })
  expect(part?.rows.map(({ subject }) => subject)).toEqual(['a', 'b', 'c', 'd'])
  expect(part?.place).toEqual({ ...start, tick: start.tick + 2 })
})

test('a new leader goes on where the last one stopped, under another name; places of both are known', async () => {
  await system((tx) => tell(tx, 'a'))
  const next = await beginTimeline(query)
  expect(next).not.toBe(timeline)
  await system((tx) => tell(tx, 'b'))
  await tick(query, next)
  expect(await subjectsAfter(start)).toEqual(['a', 'b'])
  expect(await subjectsAfter({ timeline: next, tick: start.tick + 1, seq: null })).toEqual(['b'])
  expect(await after({ ...start, timeline: next })).toBeUndefined()
  timeline = next
})

test('news is forgotten after a day, but for the place where it ends', async () => {
  await system((tx) => tell(tx, 'old'))
  await tick(query, timeline)
  await system((tx) => tx.query(`update ticks set at = at - interval '25 hours'`))
  const kept = await newest()
  await system((tx) => tell(tx, 'new'))
  await tick(query, timeline)
  await system(forgetOldNews)
  expect(await after(start)).toBeUndefined()
  expect(await after(kept)).toBeUndefined() // its tick is old, and no longer the newest
  await system((tx) => tx.query(`update ticks set at = at - interval '25 hours'`))
  await system(forgetOldNews)
  expect(await subjectsAfter(await newest())).toEqual([])
  // A tick that was made while somebody on the same server was writing holds on to what may be theirs; a later one not.
  const stillThere = async () => {
    await system((tx) => tell(tx, 'later'))
    await tick(query, timeline)
    await system((tx) => tx.query(`update ticks set at = at - interval '25 hours'`))
    await system(forgetOldNews)
    return system((tx) => tx.query(`select subject from outbox where subject = 'old'`))
  }
  await expect.poll(stillThere).toEqual([])
})

test('rows that came with a backup of another server do not wait for its count of transactions', async () => {
  await system((tx) =>
    tx.query(`
      insert into outbox (transaction, kind, subject, area, payload)
        values ('900000000000', 'incident', 'theirs', '${SHAGOU}', '{}');
      insert into ticks (n, timeline, snapshot)
        select max(n) + 1, 'theirs', '900000000000:900000000001:' from ticks`),
  )
  timeline = await beginTimeline(query)
  await system((tx) => tell(tx, 'ours'))
  await tick(query, timeline)
  expect(await subjectsAfter(start)).toEqual(['ours'])
})

test('people add what lies in their scope, in no other name and transaction, and read nothing', async () => {
  const planner: Actor = { user: 'planner', role: 'planner', scope: '140303005' }
  const as = (work: (tx: Transaction) => Promise<unknown>) => db.database.transaction(planner, work)
  await as((tx) => tell(tx, 'a'))
  const elsewhere = { kind: 'incident', subject: 'b', area: '140303001', payload: {} } as const
  for (const refused of [
    (tx: Transaction) => tellNews(tx, [elsewhere]),
    (tx: Transaction) => tx.query('select * from outbox'),
    (tx: Transaction) => tx.query('select * from ticks'),
    (tx: Transaction) => tx.query('delete from outbox'),
    (tx: Transaction) =>
      tx.query(`insert into outbox (transaction, kind, subject, area, payload)
                  values ('1', 'incident', 'x', '${SHAGOU}', '{}')`),
  ])
    await expect(as(refused)).rejects.toSatisfy((error) => sqlState(error) === '42501')
})

test('who listens here is prompted by a commit, and not by what is rolled back', async () => {
  const heard = db.database.listen(OUTBOX_CHANNEL)[Symbol.asyncIterator]()
  let prompts = 0
  const first = heard.next().then(() => prompts++)
  await system(async () => {}) // whatever was asked before is done
  await system(async (tx) => {
    await tell(tx, 'a')
    throw new Error('rolled back')
  }).catch(() => {})
  expect(prompts).toBe(0)
  await system((tx) => tell(tx, 'b', 'c'))
  await first
  expect(prompts).toBe(1)
  await heard.return?.()
})
