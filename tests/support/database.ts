import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import type { Database } from '../../server/db/database.ts'
import { openDatabase } from '../../server/db/open.ts'
import { copyEmptyDatabase } from './embeddedTemplate.ts'
import { removeFolder, temporaryFolder } from './folders.ts'
import { TEMPLATE } from './template.ts'

/** Set by `npm run test:postgis`: the server on which every test file gets a database of its own. */
const POSTGIS_URL = process.env.TEST_DATABASE_URL
/** Whether the tests run on real PostGIS. */
export const onPostgis = POSTGIS_URL !== undefined

export interface TestDatabase {
  readonly database: Database
  /** To open it a second time; the embedded one allows that only after it was closed. */
  readonly where: { readonly url: string | undefined; readonly dataDir: string }
}

/** A database with an up-to-date schema and no rows, embedded or on PostGIS, gone when the file's tests are over. */
export function testDatabase(): TestDatabase {
  let opened: TestDatabase & { drop(): Promise<void> }
  beforeAll(async () => {
    opened = POSTGIS_URL ? await onServer(POSTGIS_URL) : await embedded()
  })
  afterAll(async () => {
    await opened.database.close()
    await opened.drop()
  })
  return {
    get database() {
      return opened.database
    },
    get where() {
      return opened.where
    },
  }
}

async function embedded() {
  const dataDir = await temporaryFolder()
  await copyEmptyDatabase(dataDir)
  const where = { url: undefined, dataDir }
  return { where, database: await openDatabase(where), drop: () => removeFolder(dataDir) }
}

async function onServer(server: string) {
  const name = `gridloom_test_${randomUUID().replaceAll('-', '')}`
  const admin = async (sql: string) => {
    const client = new pg.Client(server)
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  await admin(`create database ${name} template ${TEMPLATE}`)
  const url = new URL(server)
  url.pathname = name
  const where = { url: url.href, dataDir: '' }
  return {
    where,
    database: await openDatabase(where),
    // The server's own housekeeping may be looking at it, and cannot be sent away.
    drop: () => repeated(() => admin(`drop database ${name} with (force)`)),
  }
}

async function repeated(work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === 20) throw error
      await setTimeout(250)
    }
  }
}
