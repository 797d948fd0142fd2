import { expect, test } from 'vitest'
import { type Actor, SYSTEM } from '../../server/db/database.ts'
import { DeadlineExceeded, sqlState } from '../../server/db/failure.ts'
import { migrate } from '../../server/db/migrate.ts'
import { testDatabase } from '../support/database.ts'

const db = testDatabase()
const viewer: Actor = { user: 'viewer', role: 'viewer', scope: '140303' }

test('a transaction commits what it did, and a throw takes all of it back', async () => {
  const { database } = db
  const add = (name: string) => `insert into settings (name, value) values ('${name}', '1') returning name`
  await database.transaction(SYSTEM, (tx) => tx.query(add('kept')))
  const failed = database.transaction(SYSTEM, async (tx) => {
    await tx.query(add('lost'))
    throw new Error('changed my mind')
  })
  await expect(failed).rejects.toThrow('changed my mind')
  const rows = await database.transaction(SYSTEM, (tx) => tx.query('select name from settings order by name'))
  expect(rows).toEqual([{ name: 'kept' }])
})

test('a transaction within a transaction is refused at once instead of waiting for ever', async () => {
  const nested = db.database.transaction(SYSTEM, () => db.database.transaction(SYSTEM, async () => 1))
  await expect(nested).rejects.toThrow('transactions do not nest')
})

test('a query past the deadline is ended, the transaction rolled back, and the next one works', async () => {
  const { database } = db
  const slow = database.transaction(
    SYSTEM,
    async (tx) => {
      await tx.query(`insert into settings (name, value) values ('slow', '1')`)
      await tx.query('select sum(n) from generate_series(1, 2000000000) as n')
    },
    500,
  )
  await expect(slow).rejects.toSatisfy(
    (error) => error instanceof DeadlineExceeded || sqlState(error) === '57014',
  )
  const rows = await database.transaction(SYSTEM, (tx) =>
    tx.query(`select 1 from settings where name = 'slow'`),
  )
  expect(rows).toEqual([])
})

test('a transaction whose own work stalls is rolled back, and its handle is dead', async () => {
  const { database } = db
  let late: Promise<unknown> = Promise.resolve()
  const stalled = database.transaction(
    SYSTEM,
    async (tx) => {
      await tx.query(`insert into settings (name, value) values ('stalled', '1')`)
      await new Promise((resolve) => setTimeout(resolve, 600))
      late = tx.query(`insert into settings (name, value) values ('late', '1')`)
      late.catch(() => {})
    },
    200,
  )
  await expect(stalled).rejects.toBeInstanceOf(DeadlineExceeded)
  await new Promise((resolve) => setTimeout(resolve, 600))
  await expect(late).rejects.toBeInstanceOf(DeadlineExceeded)
  const rows = await database.transaction(SYSTEM, (tx) =>
    tx.query(`select name from settings where name in ('stalled', 'late')`),
  )
  expect(rows).toEqual([])
})

test('many at once: each sees its own rows', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      db.database.transaction(viewer, async (tx) => {
        const [first] = await tx.query('select $1::int as n', [n])
        const [second] = await tx.query('select $1::int as n', [n])
        return [first?.n, second?.n]
      }),
    ),
  )
  expect(answers).toEqual(Array.from({ length: 40 }, (_, n) => [n, n]))
})

test('errors of both databases carry the SQLSTATE', async () => {
  const failed = db.database.transaction(SYSTEM, (tx) => tx.query('select 1 / 0'))
  await expect(failed).rejects.toSatisfy((error) => sqlState(error) === '22012')
})

test('a person without an area code as scope is a mistake of ours', async () => {
  for (const scope of ['', '1403', "140303'; drop table areas; --", '*'])
    await expect(db.database.transaction({ ...viewer, scope }, async () => 1)).rejects.toThrow(
      'expected an area code',
    )
})

test('bulkLoad takes texts, numbers, nulls and JSON, and says which column it does not know', async () => {
  const { database } = db
  await database.transaction(SYSTEM, async (tx) => {
    await tx.bulkLoad(
      'audit',
      ['actor', 'role', 'scope', 'action', 'subject', 'detail'],
      [
        ['a', 'system', '', 'tested', 'it\'s, {a} "quote" \\ 网格', { list: [1, null] }],
        ['b', 'system', '', 'tested', '', {}],
      ],
    )
    const rows = await tx.query(`select subject, detail from audit where action = 'tested' order by actor`)
    expect(rows).toEqual([
      { subject: 'it\'s, {a} "quote" \\ 网格', detail: { list: [1, null] } },
      { subject: '', detail: {} },
    ])
    await expect(tx.bulkLoad('audit', ['nonsense'], [['x']])).rejects.toThrow('audit has no column nonsense')
  })
})

test('NOTIFY reaches who listens, also when two listen', async () => {
  const { database } = db
  const heard = [database.listen('news'), database.listen('news')].map((feed) => feed[Symbol.asyncIterator]())
  const first = heard.map((feed) => feed.next())
  await database.transaction(SYSTEM, async () => {}) // whatever was asked before is done
  await new Promise((resolve) => setTimeout(resolve, 200))
  await database.transaction(SYSTEM, (tx) => tx.query(`select pg_notify('news', 'hello')`))
  expect(await Promise.all(first)).toEqual([
    { done: false, value: 'hello' },
    { done: false, value: 'hello' },
  ])
  for (const feed of heard) await feed.return?.()
})

test('migrations are safe to run again, and several times at once', async () => {
  expect(await Promise.all([migrate(db.database), migrate(db.database), migrate(db.database)])).toEqual([
    [],
    [],
    [],
  ])
})

test('a migration that was changed after it was applied stops the start', async () => {
  const { database } = db
  await database.transaction(SYSTEM, (tx) =>
    tx.query(`update migrations set checksum = 'other' where name = '0001_scope'`),
  )
  await expect(migrate(database)).rejects.toThrow('migration 0001_scope was changed after it was applied')
})
