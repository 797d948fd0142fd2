import { createHash, randomBytes } from 'node:crypto'
import { DEFAULT_BAND } from '#core/plan/plan.ts'
import { district } from '../db/areas.ts'
import { recordAudit } from '../db/audit.ts'
import { type Database, SYSTEM } from '../db/database.ts'
import { setSetupToken, setUpSettings, takeSetupToken } from '../db/settings.ts'
import { addUser, hasUsers } from '../db/users.ts'
import { passwordHash } from './password.ts'

const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Makes a new one-time token for the first account, or answers undefined when there is an account already. */
export async function setupToken(database: Database): Promise<string | undefined> {
  const token = randomBytes(24).toString('base64url')
  return database.transaction(SYSTEM, async (tx) => {
    await setUpSettings(tx, DEFAULT_BAND, false)
    if (await hasUsers(tx)) return undefined
    await setSetupToken(tx, tokenHash(token))
    return token
  })
}

/** Makes the first account, an administrator of the district. The token works once, and only while there is no account. */
export async function setUp(
  database: Database,
  request: {
    readonly token: string
    readonly user: string
    readonly name: string
    readonly password: string
  },
): Promise<{ ok: true } | { ok: false; code: 'setup_token_invalid' | 'no_district' }> {
  const hash = await passwordHash(request.password)
  return database.transaction(SYSTEM, async (tx) => {
    const home = await district(tx)
    if (!home) return { ok: false, code: 'no_district' }
    if (!(await takeSetupToken(tx, tokenHash(request.token))) || (await hasUsers(tx)))
      return { ok: false, code: 'setup_token_invalid' }
    await addUser(tx, {
      login: request.user,
      name: request.name,
      role: 'admin',
      scope: home.code,
      passwordHash: hash,
    })
    await recordAudit(tx, 'setUp', `user:${request.user}`)
    return { ok: true }
  })
}
