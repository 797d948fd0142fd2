import { z } from 'zod'
import type { Figures } from '../contract/incident.ts'
import { IS_RED } from './caseList.ts'
import type { Transaction } from './database.ts'
import { parsed, Timestamp, underBoth } from './row.ts'

const Row = z.object({
  /** Null for cases that lie in no street. */
  street: z.string().nullable(),
  name: z.string().nullable(),
  reported: z.int(),
  open: z.int(),
  overdue: z.int(),
  closed: z.int(),
  closedOnTime: z.int(),
  resolvedInGrid: z.int(),
})
export type FiguresRow = z.infer<typeof Row> & Figures

export interface Period {
  readonly from: string
  readonly to: string
}

/** What each street has had to do in a period, and has to do now; by code. */
export async function figuresByStreet(
  tx: Transaction,
  within: string | undefined,
  { from, to }: Period,
): Promise<FiguresRow[]> {
  const inPeriod = (at: string) => `${at} >= $2::timestamptz and ${at} < $3::timestamptz`
  const isClosed = `i.state = 'closed' and ${inPeriod('i.stopped_at')}`
  const count = (condition: string) => `(count(*) filter (where ${condition}))::int`
  const rows = await tx.query(
    `with counted as (
       select case when length(i.area) >= 9 then left(i.area, 9) end as street,
              ${count(inPeriod('i.reported_at'))} as reported,
              ${count('i.stopped_at is null')} as open,
              ${count(IS_RED)} as overdue,
              ${count(isClosed)} as closed,
              ${count(`${isClosed} and i.stopped_at <= i.due_at`)} as "closedOnTime",
              ${count(`${isClosed} and i.level = 'grid'`)} as "resolvedInGrid"
         from incidents i
        where starts_with(i.area, $1)
          and (i.stopped_at is null or (${inPeriod('i.stopped_at')}) or (${inPeriod('i.reported_at')}))
        group by 1)
     select c.*, a.name from counted c left join areas a on a.code = c.street order by c.street`,
    [underBoth(tx.actor, within), from, to],
  )
  return parsed(Row, rows)
}

/** From the beginning of today, in the time zone, until now. */
export async function today(tx: Transaction, timeZone: string): Promise<Period> {
  const [row] = await tx.query(
    `select date_trunc('day', now() at time zone $1) at time zone $1 as "from", now() as "to"`,
    [timeZone],
  )
  return z.object({ from: Timestamp, to: Timestamp }).parse(row)
}
