import type { Transaction } from './database.ts'

/** Any number will do, as long as every process uses the same. */
const CLOCK_LOCK = 7_263_003

/** Whether it is this process's turn to do what the clock has to do, until the transaction ends. */
export async function claimClock(tx: Transaction): Promise<boolean> {
  const [row] = await tx.query('select pg_try_advisory_xact_lock($1) as taken', [CLOCK_LOCK])
  return row?.taken === true
}
