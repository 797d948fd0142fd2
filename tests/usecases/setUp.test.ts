import { expect, test } from 'vitest'
import { SYSTEM } from '../../server/db/database.ts'
import { loadWorld } from '../../server/db/world.ts'
import { Attempts } from '../../server/usecases/attempts.ts'
import { prepare } from '../../server/usecases/prepare.ts'
import { setUp, setupToken } from '../../server/usecases/setUp.ts'
import { signIn } from '../../server/usecases/signIn.ts'
import { testDatabase } from '../support/database.ts'
import { tinyWorld } from '../support/tinyWorld.ts'

const db = testDatabase()
const world = () => tinyWorld
const quietly = () => {}
const first = { user: 'wang', name: '王主任', password: 'a long enough password' }

test('the first account is made once, with the token of the last start, for the district', async () => {
  const { database } = db
  const old = (await setupToken(database)) ?? ''
  expect(await setUp(database, { ...first, token: old })).toEqual({ ok: false, code: 'no_district' })
  await database.transaction(SYSTEM, (tx) => loadWorld(tx, tinyWorld))

  const token = (await setupToken(database)) ?? ''
  expect(await setUp(database, { ...first, token: old })).toEqual({ ok: false, code: 'setup_token_invalid' })
  expect(await setUp(database, { ...first, token })).toEqual({ ok: true })
  expect(await setUp(database, { ...first, user: 'li', token })).toEqual({
    ok: false,
    code: 'setup_token_invalid',
  })
  expect(await setupToken(database)).toBeUndefined()

  const answer = await signIn(database, new Attempts(), first, '127.0.0.1')
  expect(answer).toMatchObject({ ok: true, signedIn: { role: 'admin', scope: '140303' } })
})

test('a database that was set up otherwise never becomes a demo', async () => {
  const answer = await prepare(db.database, true, world, quietly)
  expect(answer).toMatchObject({ ok: true, prepared: { guest: null } })
})
