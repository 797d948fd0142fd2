import { z } from 'zod'
import type { Action } from '#core/incident/case.ts'
import { isOpen } from '#core/incident/lifecycle.ts'
import type { Matter } from '#core/incident/matters.ts'
import { type Attachment, CaseCandidate, CaseDetail, PhotoTaken } from '../../server/contract/incident.ts'
import { type Random, random, uuid } from '../random.ts'
import type { Account, Answer } from './account.ts'
import { nextAction, passesOn, requestFor, restMsBefore } from './nextAct.ts'
import { drawnPhoto } from './photo.ts'
import type { Tally } from './tally.ts'
import type { Turns } from './turns.ts'

/** Those who bring cases to their end. */
export interface Crew {
  /** Whoever handles a case does not verify it: two of them bring every case to its end. */
  readonly desks: readonly Account[]
  readonly turns: Turns
  readonly tally: Tally
  readonly source: Random
  /** Lets time pass. @throws when it is stopped. */
  rest(ms: number): Promise<void>
}

/** A case that refuses so often without a deed between is left to people. */
const MOST_REFUSALS = 3

/**
 * Brings a case to its end, or as far as the crew may: one looks, takes their time, and acts on what they saw. Where
 * somebody was first, they look again; where it is not theirs to go on, a colleague does.
 * @throws when it is stopped.
 */
export async function worked(id: string, matter: Matter, crew: Crew): Promise<void> {
  const { desks, source, tally, turns, rest } = crew
  let [turn, inVain, refusals] = [source.whole(0, desks.length - 1), 0, 0]
  let seen: CaseDetail | null = null
  while (inVain < desks.length && refusals < MOST_REFUSALS) {
    const desk = desks[turn % desks.length] as Account
    const one: CaseDetail | null = seen ?? (await turns.take(() => looked(desk, id)))
    if (one && !isOpen(one.state)) return
    const action: Action | null = one && nextAction(one, source)
    if (!one || !action) {
      seen = null
      inVain++
      turn++
      continue
    }
    await rest(restMsBefore(action, source))
    const answer: Answer<CaseDetail> = await turns.take(() => acted(desk, one, action, matter, source))
    inVain = 0
    if (answer.ok) {
      tally.acted(action)
      refusals = 0
      if (passesOn(action)) turn++
      seen = passesOn(action) ? null : answer.value
    } else {
      tally.refused(answer.code)
      refusals++
      seen = null
    }
  }
}

/** Null where it is not for this desk to see. */
async function looked(desk: Account, id: string): Promise<CaseDetail | null> {
  const answer = await desk.ask(CaseDetail, `/api/incidents/${id}`)
  return answer.ok ? answer.value : null
}

/** Does it, after what has to be done before: asking who could hold the case, sending the photo that shows it. */
async function acted(
  desk: Account,
  one: CaseDetail,
  action: Action,
  matter: Matter,
  source: Random,
): Promise<Answer<CaseDetail>> {
  const path = `/api/incidents/${one.id}`
  let candidates: CaseCandidate[] = []
  let photos: Attachment[] = []
  if (action === 'assign') {
    const asked = await desk.ask(z.array(CaseCandidate), `${path}/candidates`)
    if (!asked.ok) return asked
    candidates = asked.value
  }
  if (action === 'feedback') {
    const id = uuid('photo', one.id, one.version)
    const taken = await desk.ask(PhotoTaken, '/api/attachments', { file: drawnPhoto(random(id)), id })
    if (!taken.ok) return taken
    photos = [{ ...taken.value, kind: 'photo', name: '处理后.png' }]
  }
  const request = requestFor(action, one, { matter, candidates, photos }, source)
  if (!request) return { ok: false, status: 0, code: 'nobody_to_assign' }
  return desk.ask(CaseDetail, `${path}/actions`, { json: request })
}
