import { overlap, type Post, standingOn } from '#core/beat/crew.ts'
import type { CrewPost, NewPost } from '../contract/crew.ts'
import { recordAudit } from '../db/audit.ts'
import type { Actor, Database, Transaction } from '../db/database.ts'
import { grid } from '../db/grids.ts'
import {
  addPerson,
  addPost,
  beatPlace,
  isPerson,
  type PostRow,
  postNamed,
  postsAt,
  setEnd,
} from '../db/posts.ts'
import { lockNames } from '../db/reportKeys.ts'
import { type CrewOutcome, type CrewRejectionCode, mayAppoint } from './crewOutcome.ts'
import { momentOn } from './crews.ts'
import { postTold, telling } from './crewTold.ts'
import { done, outcomeOf, Rejected, rejected } from './outcome.ts'

export interface Appointed {
  readonly post: CrewPost
  /** False where it had been sent before. */
  readonly isNew: boolean
}

/**
 * Somebody begins to serve a grid or a beat, today or later, and maybe ends somebody else's post with it. The same id
 * is the same post however often it comes; of several who appoint at one place at once each sees what the other did.
 */
export async function appoint(
  database: Database,
  actor: Actor,
  request: NewPost,
  timeZone: string,
): Promise<CrewOutcome<Appointed>> {
  if (!mayAppoint(actor.role, request.role)) return rejected('role_forbids')
  const work = database.transaction(actor, async (tx) => {
    const place = await placeOf(tx, request, timeZone)
    if (!place) return rejected('place_unknown')
    await lockNames(tx, [`crew ${place.id}`])
    const { on } = await momentOn(tx, undefined, timeZone)
    const answer = async (post: Post, isNew: boolean) =>
      done({ post: postTold(post, await telling(tx, actor, on, [post])), isNew })

    const before = await postNamed(tx, request.id)
    if (before) return isSame(before, request) ? answer(before, false) : rejected('id_taken')
    if (request.fromOn < on) return rejected('day_in_past', { today: on })
    if (request.person !== undefined && !(await isPerson(tx, request.person)))
      return rejected('person_unknown')
    const here = await postsAt(tx, [place.id])
    const ended = endedBy(request, here, on)
    if (!ended.ok) return ended
    const post = postOf(request)
    const rest = here.map((one) => (one.id === ended.value?.id ? ended.value : one))
    if (rest.some((one) => one.person === post.person && one.role === post.role && overlap(one, post)))
      return rejected('post_overlaps')

    if (ended.value?.toOn) await setEnd(tx, ended.value.id, ended.value.toOn)
    await added(tx, request, { ...post, area: place.area })
    const { role, grid: gridId, beat, fromOn } = post
    const detail = { role, grid: gridId, beat, fromOn, replaces: request.replaces ?? null }
    await recordAudit(tx, 'personAppointed', `post:${post.id}`, detail)
    return answer(post, true)
  })
  return outcomeOf<Appointed, CrewRejectionCode>(work)
}

const postOf = ({ id, role, grid: gridId, beat, fromOn, person, newPerson }: NewPost): Post => ({
  ...{ id, person: person ?? newPerson?.id ?? '', role, grid: gridId ?? null, beat: beat ?? null, fromOn },
  toOn: null,
})

const isSame = (before: PostRow, { role, grid: gridId, beat, fromOn, person, newPerson }: NewPost): boolean =>
  before.role === role &&
  (before.grid ?? before.beat) === (gridId ?? beat) &&
  before.fromOn === fromOn &&
  before.person === (person ?? newPerson?.id)

/** The place as it is now, if whoever asks may appoint there. */
async function placeOf(
  tx: Transaction,
  { grid: gridId, beat }: NewPost,
  timeZone: string,
): Promise<{ id: string; area: string } | undefined> {
  if (gridId !== undefined) {
    const found = await grid(tx, gridId, { timeZone })
    return found && { id: found.id, area: found.community }
  }
  const found = beat === undefined ? undefined : await beatPlace(tx, beat)
  return found?.street.startsWith(tx.actor.scope) ? { id: found.id, area: found.street } : undefined
}

/** Stores the post, and the person with it. @throws Rejected, so that nothing else is kept, if an id is taken. */
async function added(tx: Transaction, { newPerson }: NewPost, post: Post & { area: string }): Promise<void> {
  const isAdded =
    (!newPerson || (await addPerson(tx, { ...newPerson, area: post.area }))) && (await addPost(tx, post))
  if (!isAdded) throw new Rejected<CrewRejectionCode>(rejected('id_taken'))
}

/** The post that ends with the new one, as it is then; null where none is replaced. */
function endedBy(
  { replaces, role, fromOn }: NewPost,
  here: readonly PostRow[],
  on: string,
): CrewOutcome<PostRow | null> {
  if (replaces === undefined) return done(null)
  const post = here.find(({ id }) => id === replaces)
  if (!post || post.role !== role) return rejected('replaced_elsewhere')
  if (standingOn(post, on) === 'over') return rejected('post_over')
  if (post.fromOn >= fromOn) return rejected('day_before_begin', { fromOn: post.fromOn })
  return done({ ...post, toOn: post.toOn !== null && post.toOn < fromOn ? post.toOn : fromOn })
}
