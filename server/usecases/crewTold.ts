import { type CrewFault as Fault, type Post, standingOn } from '#core/beat/crew.ts'
import { maskedName, maskedPhone } from '#core/incident/masking.ts'
import type { CrewFault, CrewPost, Reachable } from '../contract/crew.ts'
import type { Role } from '../contract/session.ts'
import type { Actor, Transaction } from '../db/database.ts'
import { namesOf, telephonesOf } from '../db/posts.ts'

/** Whoever works with crews: others see names and telephones masked. */
const CREW_READERS: readonly (Role | 'system')[] = ['planner', 'commander', 'liaison']
export const readsCrews = ({ role }: Pick<Actor, 'role'>): boolean => CREW_READERS.includes(role)

/** How crews are told to somebody on a day. */
export interface Telling {
  readonly reader: Pick<Actor, 'role'>
  readonly on: string
  readonly nameOf: ReadonlyMap<string, string>
}

/** The names of everybody in these posts, to tell them with. */
export async function telling(
  tx: Transaction,
  reader: Pick<Actor, 'role'>,
  on: string,
  posts: readonly Post[],
): Promise<Telling> {
  return { reader, on, nameOf: await namesOf(tx, [...new Set(posts.map(({ person }) => person))]) }
}

const shownName = ({ reader, nameOf }: Telling, person: string): string => {
  const name = nameOf.get(person) ?? ''
  return readsCrews(reader) ? name : maskedName(name)
}

export const postTold = ({ id, person, role, fromOn, toOn }: Post, told: Telling): CrewPost => ({
  ...{ id, person, role, fromOn, toOn },
  name: shownName(told, person),
  standing: standingOn({ fromOn, toOn }, told.on),
})

export const faultTold = (
  { code, severity, role, people, since, until, grids }: Fault,
  told: Telling,
  gridNameOf: (id: string) => string,
): CrewFault => ({
  ...{ code, severity, role, since, until },
  people: people.map((id) => ({ id, name: shownName(told, id) })),
  grids: grids.map((id) => ({ id, name: gridNameOf(id) })),
})

/** Posts with telephones, in clear for whoever works with crews. */
export async function reachable(
  tx: Transaction,
  posts: readonly Post[],
  told: Telling,
): Promise<Reachable[]> {
  const telephones = await telephonesOf(tx, [...new Set(posts.map(({ person }) => person))])
  const shown = (telephone: string) => (readsCrews(told.reader) ? telephone : maskedPhone(telephone))
  return posts.map((post) => ({
    ...postTold(post, told),
    telephone: shown(telephones.get(post.person) ?? ''),
  }))
}
