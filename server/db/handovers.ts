import { z } from 'zod'
import type { Period } from '#core/incident/shift.ts'
import { Handover, type StandingFigures } from '../contract/shift.ts'
import type { Transaction } from './database.ts'
import { only, parsed, Timestamp } from './row.ts'

const Signed = z.object({ person: z.string(), name: z.string(), at: Timestamp })
const Row = z
  .object({
    ...Handover.pick({ id: true, area: true, note: true, figures: true }).shape,
    given: Signed.shape.person,
    givenName: Signed.shape.name,
    givenAt: Signed.shape.at,
    taken: Signed.shape.person.nullable(),
    takenName: Signed.shape.name.nullable(),
    takenAt: Signed.shape.at.nullable(),
  })
  .transform(
    ({ given, givenName, givenAt, taken, takenName, takenAt, ...row }): Handover => ({
      ...row,
      given: { person: given, name: givenName, at: givenAt },
      taken:
        taken !== null && takenAt !== null ? { person: taken, name: takenName ?? '', at: takenAt } : null,
    }),
  )

const HANDOVER = `
  select h.id, h.area, h.note, h.figures, h.given_by as given, h.name as "givenName", h.at as "givenAt",
         t.taken_by as taken, t.name as "takenName", t.at as "takenAt"
    from shift_handovers h left join shift_takeovers t on t.handover = h.id`

/** The latest hand-overs at the desk of an area, and not of those below it, the newest first. */
export async function latestHandovers(tx: Transaction, area: string, atMost: number): Promise<Handover[]> {
  const rows = await tx.query(
    `${HANDOVER} where h.area = $1 and starts_with(h.area, $2) order by h.at desc, h.id limit $3`,
    [area, tx.actor.scope, atMost],
  )
  return parsed(Row, rows)
}

/**
 * What was handed over or taken over at that desk in a period, as it stood when the period ended: who takes over
 * later stands in a later one.
 */
export async function handoversIn(tx: Transaction, area: string, { from, to }: Period): Promise<Handover[]> {
  const rows = await tx.query(
    `${HANDOVER} and t.at < $4
      where h.area = $1 and starts_with(h.area, $2) and h.at < $4 and (h.at >= $3 or t.at >= $3)
      order by h.at desc, h.id`,
    [area, tx.actor.scope, instant(from), instant(to)],
  )
  return parsed(Row, rows)
}

/** A hand-over at the actor's own desk, or undefined. */
export async function handover(tx: Transaction, id: string): Promise<Handover | undefined> {
  return only(Row, await tx.query(`${HANDOVER} where h.id = $1 and h.area = $2`, [id, tx.actor.scope]))
}

export interface HandoverToAdd {
  readonly id: string
  readonly name: string
  readonly note: string
  readonly at: number
  readonly figures: StandingFigures
}

/** Stores a hand-over at the actor's desk; false if the id is known already. */
export async function addHandover(tx: Transaction, added: HandoverToAdd): Promise<boolean> {
  const { id, name, note, at, figures } = added
  const rows = await tx.query(
    `insert into shift_handovers (id, area, at, given_by, name, note, figures) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do nothing returning id`,
    [id, tx.actor.scope, instant(at), tx.actor.user, name, note, JSON.stringify(figures)],
  )
  return rows.length > 0
}

/** Signs that the actor took over; false if somebody did before, also at the same moment. */
export async function addTakeover(tx: Transaction, id: string, name: string, at: number): Promise<boolean> {
  const rows = await tx.query(
    `insert into shift_takeovers (handover, area, at, taken_by, name) values ($1, $2, $3, $4, $5)
     on conflict (handover) do nothing returning handover`,
    [id, tx.actor.scope, instant(at), tx.actor.user, name],
  )
  return rows.length > 0
}

const instant = (at: number): string => new Date(at).toISOString()
