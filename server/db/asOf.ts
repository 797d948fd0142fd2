import type { AreaCode } from '#core/plan/plan.ts'
import type { Transaction } from './database.ts'

/**
 * "As of" in SQL: what `$day` names as an instant. A day means its end in the time zone `$zone`, an instant itself,
 * null means now.
 */
export const instantOf = (day: string, zone: string): string =>
  `case when ${day}::text is null then now()
        when ${day}::text ~ '^\\d{4}-\\d\\d-\\d\\d$'
          then ((left(${day}::text, 10)::date + 1)::timestamp at time zone ${zone}::text) - interval '1 microsecond'
        else ${day}::timestamptz end`

/** Whether a version is valid at an instant, both given as SQL. */
export const validAt = (version: string, instant: string): string =>
  `(${version}.valid_from <= ${instant} and (${version}.valid_to is null or ${version}.valid_to > ${instant}))`

/** Which moment is asked for: a day or an instant, or now if it is left out; days are taken in `timeZone`. */
export interface Moment {
  readonly asOf?: string | undefined
  readonly timeZone: string
}

/**
 * A statement about what was valid at one moment under an area code: `$1` is the code, '' for everything, and
 * `at.instant` the moment.
 */
export const askedAsOf = (statement: string) => (tx: Transaction, within: AreaCode | '', moment: Moment) =>
  tx.query(`with at as materialized (select ${instantOf('$2', '$3')} as instant) ${statement}`, [
    within,
    moment.asOf ?? null,
    moment.timeZone,
  ])
