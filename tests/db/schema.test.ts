import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { catalogue } from '../../server/db/catalogue.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { testDatabase } from '../support/database.ts'

const db = testDatabase()

test('schema.sql is what the migrations make, on either database (npm run schema writes it)', async () => {
  const checkedIn = await readFile(new URL('../../server/db/schema.sql', import.meta.url), 'utf8')
  expect(await db.database.transaction(SYSTEM, catalogue)).toBe(checkedIn)
})
