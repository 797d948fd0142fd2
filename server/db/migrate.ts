import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type Connection, SYSTEM, type Transaction } from './database.ts'

const FOLDER = new URL('./migrations/', import.meta.url)
/** Any number will do, as long as every process uses the same. */
const ADVISORY_LOCK = 7_263_001
const DEADLINE_MS = 120_000

interface Migration {
  readonly name: string
  readonly sql: string
  readonly checksum: string
}
/** The one table that no migration makes. */
const MIGRATIONS_TABLE = `
  create table migrations (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default clock_timestamp()
  );
  alter table migrations enable row level security;
  alter table migrations force row level security;
  create policy system on migrations using (nullif(current_setting('app.scope', true), '') = '*')`
const Applied = z.object({ name: z.string(), checksum: z.string() })

/**
 * Applies the numbered files of migrations/ that were not applied yet, each in a transaction of its own, and
 * answers with their names. Safe to run twice, and by several processes at once.
 * @throws if a migration that was applied has been changed since, or is unknown to this version of the product.
 */
export async function migrate(database: Connection): Promise<string[]> {
  const migrations = await allMigrations()
  const applied: string[] = []
  for (const migration of migrations) {
    const isNew = await database.transaction(
      SYSTEM,
      (tx) => appliedNow(tx, migration, migrations),
      DEADLINE_MS,
    )
    if (isNew) applied.push(migration.name)
  }
  return applied
}

async function appliedNow(
  tx: Transaction,
  migration: Migration,
  known: readonly Migration[],
): Promise<boolean> {
  await tx.query(`set local lock_timeout = ${DEADLINE_MS}`)
  await tx.query(`select pg_advisory_xact_lock(${ADVISORY_LOCK})`)
  const [table] = await tx.query(`select to_regclass('migrations') is not null as made`)
  if (!table?.made) await tx.query(MIGRATIONS_TABLE)
  const rows = (await tx.query('select name, checksum from migrations')).map((row) => Applied.parse(row))
  for (const row of rows)
    if (!known.some((one) => one.name === row.name))
      throw new Error(`the database has migration ${row.name}, which this version does not know`)
  const before = rows.find((row) => row.name === migration.name)
  if (before && before.checksum !== migration.checksum)
    throw new Error(`migration ${migration.name} was changed after it was applied`)
  if (before) return false
  await tx.query(migration.sql)
  await tx.query('insert into migrations (name, checksum) values ($1, $2)', [
    migration.name,
    migration.checksum,
  ])
  return true
}

async function allMigrations(): Promise<Migration[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.sql')).sort()
  return Promise.all(
    files.map(async (file) => {
      const sql = await readFile(new URL(file, FOLDER), 'utf8')
      return { name: file.slice(0, -4), sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}
