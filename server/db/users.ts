import { z } from 'zod'
import { Role } from '../contract/session.ts'
import type { Transaction } from './database.ts'
import { only } from './row.ts'

export interface NewUser {
  readonly login: string
  readonly name: string
  readonly role: Role
  readonly scope: string
  readonly passwordHash: string
}

export async function addUser(tx: Transaction, user: NewUser): Promise<void> {
  await tx.query('insert into users (login, name, role, scope, password_hash) values ($1, $2, $3, $4, $5)', [
    user.login,
    user.name,
    user.role,
    user.scope,
    user.passwordHash,
  ])
  await tx.query('insert into user_names (login, name) values ($1, $2)', [user.login, user.name])
}

/** In SQL, how the account is called whose login `column` holds; the login itself where there is no account. */
export const calledBy = (column: string): string =>
  `coalesce((select called.name from user_names called where called.login = ${column}), ${column})`

/** The hash to verify a password against, or undefined for an unknown login. */
export async function passwordHashOf(tx: Transaction, login: string): Promise<string | undefined> {
  const rows = await tx.query('select password_hash as hash from users where login = $1', [login])
  return only(z.object({ hash: z.string() }), rows)?.hash
}

export async function hasUsers(tx: Transaction): Promise<boolean> {
  return (await tx.query('select 1 as found from users limit 1')).length > 0
}

const SessionRow = z.object({
  user: z.string(),
  name: z.string(),
  role: Role,
  scope: z.string(),
  scopeName: z.string(),
  isStale: z.boolean(),
})
/** Who is signed in: what a session is asked for on every request. */
export type SignedIn = Omit<z.infer<typeof SessionRow>, 'isStale'>

export async function startSession(tx: Transaction, idHash: string, login: string): Promise<void> {
  await tx.query('insert into sessions (id_hash, login) values ($1, $2)', [idHash, login])
}

export async function endSession(tx: Transaction, idHash: string): Promise<void> {
  await tx.query('delete from sessions where id_hash = $1', [idHash])
}

/** A session ends 30 minutes after it was last used, and 12 hours after it began. */
const IS_LIVE = `seen_at > clock_timestamp() - interval '30 minutes'
  and started_at > clock_timestamp() - interval '12 hours'`

/** Who has this session, or undefined when it is unknown, ended or too old. Using it prolongs it. */
export async function sessionOf(tx: Transaction, idHash: string): Promise<SignedIn | undefined> {
  const rows = await tx.query(
    `select u.login as user, u.name, u.role, u.scope, a.name as "scopeName",
            seen_at < clock_timestamp() - interval '1 minute' as "isStale"
       from sessions s join users u on u.login = s.login join areas a on a.code = u.scope
      where s.id_hash = $1 and ${IS_LIVE}`,
    [idHash],
  )
  const session = only(SessionRow, rows)
  if (!session) return undefined
  const { isStale, ...signedIn } = session
  // Once a minute is enough to tell that a session is in use, and spares a write per request.
  if (isStale) await tx.query('update sessions set seen_at = clock_timestamp() where id_hash = $1', [idHash])
  return signedIn
}

/** Whether a session is live; asking does not prolong it. */
export async function isLiveSession(tx: Transaction, idHash: string): Promise<boolean> {
  return (
    (await tx.query(`select 1 as found from sessions where id_hash = $1 and ${IS_LIVE}`, [idHash])).length > 0
  )
}

/** Forgets the sessions that are over. */
export async function removeOldSessions(tx: Transaction): Promise<void> {
  await tx.query(`delete from sessions where not (${IS_LIVE})`)
}
