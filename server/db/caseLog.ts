import { z } from 'zod'
import { CASE_STATES, HOLDER_KINDS, type LogRow } from '#core/incident/case.ts'
import { ACTIONS } from '#core/incident/lifecycle.ts'
import { LEVELS } from '#core/incident/triage.ts'
import type { Transaction } from './database.ts'
import { InstantColumn, parsed } from './row.ts'

const State = z.enum(CASE_STATES)
const columns = {
  version: z.int(),
  by: z.object({
    person: z.string(),
    name: z.string(),
    role: z.enum(['commander', ...HOLDER_KINDS, 'clock']),
    unit: z.string().nullable(),
    level: z.enum(LEVELS),
  }),
  from: State.nullable(),
  to: State,
  // Stored as core decided it, and never changed since.
  act: z
    .looseObject({ action: z.enum(['report', ...ACTIONS]) })
    .transform((act) => act as unknown as LogRow['act']),
}
const Row = z.object({ ...columns, at: InstantColumn })
/** A row inside of JSON, where an instant is a number. */
export const LogRowInJson: z.ZodType<LogRow> = z.object({ ...columns, at: z.number() })

/** The log of a case in the actor's scope, in order; empty where there is none. */
export async function logOf(tx: Transaction, id: string): Promise<LogRow[]> {
  const rows = await tx.query(
    `select version, at, from_state as "from", to_state as "to", act,
            json_build_object('person', person, 'name', name, 'role', role, 'unit', unit, 'level', level) as by
       from incident_log where incident = $1 and starts_with(area, $2) order by version`,
    [id, tx.actor.scope],
  )
  return parsed(Row, rows)
}

export interface LogEntry {
  readonly incident: string
  readonly area: string
  readonly row: LogRow
}

/** Appends rows to logs of cases that are locked, or new. */
export async function appendLog(tx: Transaction, entries: readonly LogEntry[]): Promise<void> {
  await tx.bulkLoad(
    'incident_log',
    ['incident', 'area', 'version', 'at', 'person', 'name', 'role', 'unit', 'level'].concat([
      'from_state',
      'to_state',
      'act',
    ]),
    entries.map(({ incident, area, row: { version, at, by, from, to, act } }) => [
      ...[incident, area, version, new Date(at).toISOString()],
      ...[by.person, by.name, by.role, by.unit, by.level, from, to, act],
    ]),
  )
}
