import { overlap, standingOn } from '#core/beat/crew.ts'
import type { CrewPost } from '../contract/crew.ts'
import { recordAudit } from '../db/audit.ts'
import type { Actor, Database } from '../db/database.ts'
import { postNamed, postsAt, setEnd } from '../db/posts.ts'
import { lockNames } from '../db/reportKeys.ts'
import { type CrewOutcome, mayAppoint } from './crewOutcome.ts'
import { momentOn } from './crews.ts'
import { postTold, telling } from './crewTold.ts'
import { done, rejected } from './outcome.ts'

/**
 * Ends a post on a day, today at the earliest; an end that is still to come may be moved. What is over stays as it
 * was, so that any past day tells who served on it.
 */
export async function finishPost(
  database: Database,
  actor: Actor,
  id: string,
  toOn: string,
  timeZone: string,
): Promise<CrewOutcome<CrewPost>> {
  return database.transaction(actor, async (tx) => {
    const seen = await postNamed(tx, id)
    if (!seen) return rejected('not_found')
    if (!mayAppoint(actor.role, seen.role)) return rejected('role_forbids')
    const place = seen.grid ?? seen.beat ?? ''
    await lockNames(tx, [`crew ${place}`])
    const { on } = await momentOn(tx, undefined, timeZone)
    const here = await postsAt(tx, [place])
    const post = here.find((one) => one.id === id) ?? seen
    if (standingOn(post, on) === 'over') return rejected('post_over', { toOn: post.toOn })
    if (toOn < on) return rejected('day_in_past', { today: on })
    if (toOn <= post.fromOn) return rejected('day_before_begin', { fromOn: post.fromOn })
    const ended = { ...post, toOn }
    const isTwice = here.some(
      (one) => one.id !== id && one.person === post.person && one.role === post.role && overlap(one, ended),
    )
    if (isTwice) return rejected('post_overlaps')
    if (post.toOn !== toOn) {
      await setEnd(tx, id, toOn)
      await recordAudit(tx, 'postFinished', `post:${id}`, { toOn })
    }
    return done(postTold(ended, await telling(tx, actor, on, [ended])))
  })
}
