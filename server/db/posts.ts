import { z } from 'zod'
import { type Day, POST_ROLES, type Post } from '#core/beat/crew.ts'
import type { Uuid } from '#core/plan/plan.ts'
import { validAt } from './asOf.ts'
import type { Transaction } from './database.ts'
import { only, parsed } from './row.ts'

const PostRow = z.object({
  id: z.string(),
  person: z.string(),
  role: z.enum(POST_ROLES),
  grid: z.string().nullable(),
  beat: z.string().nullable(),
  area: z.string(),
  fromOn: z.string(),
  toOn: z.string().nullable(),
})
export type PostRow = z.infer<typeof PostRow>

const POST_COLUMNS = `c.id, c.person, c.role, c.grid, c.beat, c.area,
  c.from_on::text as "fromOn", c.to_on::text as "toOn"`

/** Every post that these grids and beats ever had, by role, the newest first. Whoever asks knows that they may be seen. */
export async function postsAt(tx: Transaction, places: readonly Uuid[]): Promise<PostRow[]> {
  const rows = await tx.query(
    `select ${POST_COLUMNS} from crew c where c.grid = any($1::uuid[]) or c.beat = any($1::uuid[])
      order by array_position($2::text[], c.role), c.from_on desc, c.id`,
    [places, POST_ROLES],
  )
  return parsed(PostRow, rows)
}

/** A post at a place in the actor's scope, or undefined. */
export async function postNamed(tx: Transaction, id: Uuid): Promise<PostRow | undefined> {
  const rows = await tx.query(
    `select ${POST_COLUMNS} from crew c where c.id = $1 and starts_with(c.area, $2)`,
    [id, tx.actor.scope],
  )
  return only(PostRow, rows)
}

/** False if the id is taken. */
export async function addPost(tx: Transaction, post: Post & { readonly area: string }): Promise<boolean> {
  const { id, person, role, grid, beat, area, fromOn, toOn } = post
  const rows = await tx.query(
    `insert into crew (id, person, role, grid, beat, area, from_on, to_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing returning id`,
    [id, person, role, grid, beat, area, fromOn, toOn],
  )
  return rows.length > 0
}

export async function setEnd(tx: Transaction, id: Uuid, toOn: Day): Promise<void> {
  await tx.query('update crew set to_on = $2 where id = $1 and starts_with(area, $3)', [
    id,
    toOn,
    tx.actor.scope,
  ])
}

const NameRow = z.object({ id: z.string(), name: z.string() })

/** What these people are called. */
export async function namesOf(tx: Transaction, people: readonly Uuid[]): Promise<Map<Uuid, string>> {
  const rows = await tx.query('select id, name from people where id = any($1::uuid[])', [people])
  return new Map(parsed(NameRow, rows).map(({ id, name }) => [id, name]))
}

const TelephoneRow = z.object({ id: z.string(), telephone: z.string() })

/** Where these people can be reached: whoever shows it in clear has to record the look. */
export async function telephonesOf(tx: Transaction, people: readonly Uuid[]): Promise<Map<Uuid, string>> {
  const rows = await tx.query('select id, telephone from people where id = any($1::uuid[])', [people])
  return new Map(parsed(TelephoneRow, rows).map(({ id, telephone }) => [id, telephone]))
}

/** Whether this is somebody of the actor's scope, or of the street or district around it. */
export async function isPerson(tx: Transaction, id: Uuid): Promise<boolean> {
  const rows = await tx.query(
    'select 1 as found from people where id = $1 and (starts_with(area, $2) or starts_with($2, area))',
    [id, tx.actor.scope],
  )
  return rows.length > 0
}

/** False if the id is taken. */
export async function addPerson(
  tx: Transaction,
  person: { readonly id: Uuid; readonly name: string; readonly telephone: string; readonly area: string },
): Promise<boolean> {
  const { id, name, telephone, area } = person
  const rows = await tx.query(
    'insert into people (id, name, telephone, area) values ($1, $2, $3, $4) on conflict (id) do nothing returning id',
    [id, name, telephone, area],
  )
  return rows.length > 0
}

const BeatPlaceRow = z.object({ id: z.string(), code: z.string(), name: z.string(), street: z.string() })

/** A beat as it is now, if it can be seen from the actor's scope. */
export async function beatPlace(
  tx: Transaction,
  id: Uuid,
): Promise<z.infer<typeof BeatPlaceRow> | undefined> {
  const rows = await tx.query(
    `select v.beat as id, v.code, v.name, v.street from beat_versions v
      where v.beat = $1 and ${validAt('v', 'now()')} and (starts_with(v.street, $2) or starts_with($2, v.street))`,
    [id, tx.actor.scope],
  )
  return only(BeatPlaceRow, rows)
}
