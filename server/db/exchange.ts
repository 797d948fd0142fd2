import { z } from 'zod'
import type { LoggedCase } from '#core/incident/pastCase.ts'
import { CHANNELS } from '#core/incident/reports.ts'
import type { Period } from '#core/incident/shift.ts'
import { validAt } from './asOf.ts'
import { LogRowInJson } from './caseLog.ts'
import type { Transaction } from './database.ts'
import { DURING, logBefore } from './loggedCases.ts'
import { PointColumn, parsed } from './row.ts'

const Station = z.object({ id: z.string(), name: z.string(), street: z.string() })
const Row = z.object({
  id: z.string(),
  number: z.string().transform((number) => number.padStart(6, '0')),
  area: z.string(),
  channel: z.enum(CHANNELS),
  position: PointColumn.nullable(),
  beat: z.object({ id: z.string(), code: z.string(), name: z.string() }).nullable(),
  /** Of that beat; where no beat holds the place, of the street. */
  station: Station.nullable(),
  log: z.array(LogRowInJson),
})
/** A case with the beat of its point as it was when it was reported, and its station as it was at the period's end. */
export type ExchangedCase = LoggedCase & z.infer<typeof Row>

/** A row of a log that has to do with the police: who got it, or what it is taken for. */
const IS_POLICE = `p.act #>> '{holder,kind}' = 'police' or p.act #>> '{matter,department}' = 'police'
  or p.act #>> '{matter,category}' = '06' or p.act ->> 'category' = '06'`

/**
 * The cases under `within` that were open at some moment of a period and came from the 110 or ever had to do with the
 * police, with their logs until its end; by number.
 */
export async function exchangedCases(
  tx: Transaction,
  within: string,
  { from, to }: Period,
): Promise<ExchangedCase[]> {
  const rows = await tx.query(
    `with during as materialized (${DURING}),
     exchanged as materialized (
       select * from during d
        where d.channel = 'police_110'
           or exists (select from incident_log p where p.incident = d.id and (${IS_POLICE}))),
     station_of_street as (
       select distinct on (s.street) s.street, s.station as id, s.name
         from station_versions s join stations on stations.id = s.station
        where ${validAt('s', '$3::timestamptz')} order by s.street, stations.code collate "C")
     select e.id, e.number::text, e.area, e.channel, i.position,
            case when i.beat is not null then
              json_build_object('id', i.beat, 'code', i.attribution #>> '{beat,code}', 'name', i.attribution #>> '{beat,name}')
            end as beat,
            coalesce(
              (select json_build_object('id', s.station, 'name', s.name, 'street', s.street)
                 from beat_versions b join station_versions s on s.station = b.station
                where b.beat = i.beat and b.version = (i.attribution #>> '{beat,version}')::int
                  and ${validAt('s', '$3::timestamptz')}),
              (select json_build_object('id', s.id, 'name', s.name, 'street', s.street)
                 from station_of_street s where i.beat is null and s.street = left(e.area, 9))) as station,
            logs.log
       from exchanged e join incidents i on i.id = e.id
       cross join lateral (${logBefore('e.id', '$3')}) as logs
      order by e.number`,
    [within, new Date(from).toISOString(), new Date(to).toISOString()],
  )
  return parsed(Row, rows)
}
