import type { Actor } from './database.ts'

/** The role of every transaction that a person starts; row level security holds for it. */
const APP_ROLE = 'app_rw'

/**
 * The statements that open a transaction as `actor`, sent in one round trip. The scope stands in the text because
 * several statements in one message take no parameters: it is checked to be digits first.
 * @throws if the scope is not an area code, or '' for anyone but the system.
 */
export function beginAs(actor: Actor, statementTimeoutMs?: number): string {
  const isSystem = actor.role === 'system'
  if (!isSystem && !/^\d{6}(\d{3}(\d{3})?)?$/.test(actor.scope))
    throw new Error(`expected an area code as scope of ${actor.user}, found '${actor.scope}'`)
  return [
    'begin',
    ...(isSystem ? [] : [`set local role ${APP_ROLE}`]),
    ...(statementTimeoutMs === undefined
      ? []
      : [`set local statement_timeout = ${Math.ceil(statementTimeoutMs)}`]),
    `select set_config('app.scope', '${isSystem ? '*' : actor.scope}', true)`,
  ].join('; ')
}
