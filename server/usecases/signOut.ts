import { recordAudit } from '../db/audit.ts'
import { type Database, SYSTEM } from '../db/database.ts'
import { endSession } from '../db/users.ts'
import { sessionHash } from './signIn.ts'

/** Ends a session at once. */
export async function signOut(database: Database, sessionId: string, user: string): Promise<void> {
  await database.transaction(SYSTEM, async (tx) => {
    await endSession(tx, sessionHash(sessionId))
    await recordAudit(tx, 'signedOut', `user:${user}`)
  })
}
