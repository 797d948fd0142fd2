import { createHash, randomBytes } from 'node:crypto'
import { recordAudit } from '../db/audit.ts'
import { type Database, SYSTEM } from '../db/database.ts'
import { passwordHashOf, removeOldSessions, type SignedIn, sessionOf, startSession } from '../db/users.ts'
import type { Attempts } from './attempts.ts'
import { passwordMatches } from './password.ts'

export type SignInAnswer =
  | { readonly ok: true; readonly sessionId: string; readonly signedIn: SignedIn }
  | { readonly ok: false; readonly code: 'credentials_wrong' }
  | { readonly ok: false; readonly code: 'too_many_attempts'; readonly waitMs: number }

/** The form in which a session is stored: who reads the table cannot take it over. */
export const sessionHash = (sessionId: string): string => createHash('sha256').update(sessionId).digest('hex')

/** Starts a session. Takes as long for an unknown name as for a wrong password, and answers the same. */
export async function signIn(
  database: Database,
  attempts: Attempts,
  credentials: { readonly user: string; readonly password: string },
  address: string,
): Promise<SignInAnswer> {
  const waitMs = attempts.waitMs(credentials.user, address, Date.now())
  if (waitMs > 0) return { ok: false, code: 'too_many_attempts', waitMs }

  const stored = await database.transaction(SYSTEM, (tx) => passwordHashOf(tx, credentials.user))
  if (!(await passwordMatches(credentials.password, stored))) {
    attempts.failed(credentials.user, address, Date.now())
    return { ok: false, code: 'credentials_wrong' }
  }
  attempts.succeeded(credentials.user, address)

  const sessionId = randomBytes(32).toString('base64url')
  const idHash = sessionHash(sessionId)
  const signedIn = await database.transaction(SYSTEM, async (tx) => {
    await removeOldSessions(tx)
    await startSession(tx, idHash, credentials.user)
    await recordAudit(tx, 'signedIn', `user:${credentials.user}`)
    return sessionOf(tx, idHash)
  })
  if (!signedIn) throw new Error(`the session of ${credentials.user} was not found right after it began`)
  return { ok: true, sessionId, signedIn }
}
