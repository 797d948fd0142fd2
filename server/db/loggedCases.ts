import { z } from 'zod'
import type { LoggedCase } from '#core/incident/pastCase.ts'
import { CHANNELS } from '#core/incident/reports.ts'
import type { Period } from '#core/incident/shift.ts'
import { LogRowInJson } from './caseLog.ts'
import type { Transaction } from './database.ts'
import { parsed, underBoth } from './row.ts'

const Row = z.object({
  id: z.string(),
  number: z.string().transform((number) => number.padStart(6, '0')),
  area: z.string(),
  channel: z.enum(CHANNELS),
  log: z.array(LogRowInJson),
})

/**
 * In SQL: the log of a case before an instant as JSON, without the words. The instant is asked of the rows that the key
 * finds: asked of the table, its index was read anew for every case, which took ten times as long.
 */
export const logBefore = (incident: string, instant: string): string =>
  `select json_agg(json_build_object(
            'version', l.version, 'at', round(extract(epoch from l.at) * 1000),
            'from', l.from_state, 'to', l.to_state, 'act', l.act - '{opinion,attachments}'::text[],
            'by', json_build_object('person', l.person, 'name', l.name, 'role', l.role, 'unit', l.unit,
                                    'level', l.level)) order by l.version)
            filter (where l.at < ${instant}) as log
     from incident_log l
    where l.incident = ${incident}`

/** In SQL: ids of the cases under `$1` that were open at some moment from `$2` until `$3`, and maybe a few more. */
export const DURING = `
  select id, number, area, channel from incidents
   where stopped_at is null and reported_at < $3 and starts_with(area, $1)
  union all
  select id, number, area, channel from incidents
   where stopped_at >= $2 and reported_at < $3 and starts_with(area, $1)`

/**
 * The cases that were open at some moment of a period, and maybe a few more, with their logs until its end and
 * without the words; by number. However many cases there are: of those that ended an index holds both bounds, and of
 * each case its log is looked up by its key.
 */
export async function loggedCases(
  tx: Transaction,
  within: string | undefined,
  { from, to }: Period,
): Promise<LoggedCase[]> {
  const rows = await tx.query(
    `with during as materialized (${DURING})
     select during.id, during.number::text, during.area, during.channel, logs.log
       from during cross join lateral (${logBefore('during.id', '$3')}) as logs
      order by during.number`,
    [underBoth(tx.actor, within), new Date(from).toISOString(), new Date(to).toISOString()],
  )
  return parsed(Row, rows)
}
