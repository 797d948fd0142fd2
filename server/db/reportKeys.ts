import { z } from 'zod'
import type { Transaction } from './database.ts'
import { only } from './row.ts'

/** Keys are kept as long as anybody could still send the same again. */
const KEPT = '7 days'

/**
 * Lets whoever comes with one of the same names wait until the transaction ends: of several that report the same at
 * once, one stores it and the others find it.
 */
export async function lockNames(tx: Transaction, names: readonly string[]): Promise<void> {
  for (const name of [...names].sort())
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name])
}

const KeyRow = z.object({ requestHash: z.string(), incident: z.string() })

/** What somebody sent under this key before, or undefined. */
export async function reportUnder(
  tx: Transaction,
  login: string,
  key: string,
): Promise<z.infer<typeof KeyRow> | undefined> {
  const rows = await tx.query(
    `select request_hash as "requestHash", incident from report_keys where login = $1 and key = $2`,
    [login, key],
  )
  return only(KeyRow, rows)
}

export async function keepReportKey(
  tx: Transaction,
  { login, key, requestHash, incident }: { login: string; key: string } & z.infer<typeof KeyRow>,
): Promise<void> {
  await tx.query('insert into report_keys (login, key, request_hash, incident) values ($1, $2, $3, $4)', [
    login,
    key,
    requestHash,
    incident,
  ])
}

export async function forgetOldKeys(tx: Transaction): Promise<void> {
  await tx.query(`delete from report_keys where at < now() - interval '${KEPT}'`)
}
