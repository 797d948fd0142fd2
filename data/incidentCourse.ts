import { HOUR_MS, type Instant, MINUTE_MS } from '#core/incident/calendar.ts'
import type { Act, Actor, Case, Holder, LogRow, Reported } from '#core/incident/case.ts'
import { caseAfter, caseWith } from '#core/incident/caseAfter.ts'
import { timingOf } from '#core/incident/clock.ts'
import { decideAction } from '#core/incident/decideAction.ts'
import { CLOCK, dutiesAt } from '#core/incident/duties.ts'
import type { Matter } from '#core/incident/matters.ts'
import { DEFAULT_SETTINGS } from '#core/incident/settings.ts'
import type { Level } from '#core/incident/triage.ts'
import { HANDLED_TEXTS, RETURN_REASONS, SUSPENSION_REASONS, VERIFIED_TEXTS } from './names/incidents.ts'
import { type Random, uuid } from './random.ts'

/** A case that takes its course: every step is decided by core, none after `until`. */
export class Course {
  readonly log: [LogRow, ...LogRow[]]
  #current: Case
  readonly #until: Instant

  constructor(by: Actor, at: Instant, report: Omit<Reported, 'action'>, until: Instant) {
    this.log = [{ version: 1, at, by, from: null, to: 'reported', act: { action: 'report', ...report } }]
    this.#current = caseAfter(this.log)
    this.#until = until
  }

  get current(): Case {
    return this.#current
  }

  /** @throws if core refuses: the generator is wrong. */
  step(at: Instant, by: Actor, act: Act): void {
    if (at > this.#until) return
    const decision = decideAction(this.#current, act, by, at, DEFAULT_SETTINGS)
    if (!decision.ok)
      throw new Error(`${act.action} of a ${this.#current.state} case: ${decision.refusal.code}`)
    this.log.push(decision.row)
    this.#current = caseWith(this.#current, decision.row)
  }

  /** What the clock does of itself at an instant. */
  tick(at: Instant): void {
    for (const duty of dutiesAt(this.#current, at, DEFAULT_SETTINGS)) this.step(at, CLOCK, duty)
  }
}

/** Who has to do with a case. */
export interface Parties {
  readonly desk: Actor
  readonly verifier: Actor
  readonly holder: Holder
  readonly handler: Actor
}

export interface Plot {
  readonly matter: Matter
  /** At which the desk files it. */
  readonly level: Level
  readonly id: string
  readonly seed: number
}

const photo = (seed: number, id: string, what: string, random: Random) => ({
  ...{ id: uuid(seed, 'photo', id, what), kind: 'photo' as const, name: `${what}.jpg`, type: 'image/jpeg' },
  bytes: random.whole(80, 900) * 1024,
})

/** The grid worker who saw it settles it on the spot. */
export function settledOnTheSpot(course: Course, worker: Actor, { id, seed }: Plot, random: Random): void {
  const at = course.log[0].at + random.whole(10, 180) * MINUTE_MS
  const attachments = [photo(seed, id, '处理后', random)]
  course.step(at, worker, { action: 'selfHandle', opinion: random.pick(HANDLED_TEXTS), attachments })
}

/**
 * Shares of the cases that take the six steps; with those settled on the spot 92 % end in time, 4 % are returned,
 * 1.5 % suspended, and one in a thousand is never done (demo).
 */
const LATE = 0.135
const RETURNED = 0.072
const SUSPENDED = 0.028
const NEVER_DONE = 0.0018

/**
 * The six steps, most of them soon: a few returned once, some suspended for some days. A call
 * by wristband is answered first, mostly within the minute.
 */
export function handled(
  course: Course,
  { desk, verifier, holder, handler }: Parties,
  plot: Plot,
  random: Random,
) {
  const { id, seed, matter, level } = plot
  const start = course.log[0].at
  if (course.current.sos) {
    const answeredAt = start + random.whole(8, random.chance(0.93) ? 55 : 110) * 1000
    if (answeredAt > start + 61_000) course.tick(start + 61_000)
    course.step(answeredAt, desk, { action: 'acknowledge', opinion: '已通话，正在派人。' })
  }
  const limitMs = timingOf(course.current, start, DEFAULT_SETTINGS).dueAt - start
  const isLate = random.chance(LATE)
  const share = isLate ? random.between(1.03, 1.25) : 0.02 + 0.9 * random.next() ** 8
  const at = (part: number) => start + Math.round(limitMs * share * part)
  const filedAt = Math.min(at(0.1), start + random.whole(3, 45) * MINUTE_MS)
  const assignedAt = filedAt + Math.min(limitMs * share * 0.1, random.whole(2, 20) * MINUTE_MS)

  course.step(filedAt, desk, { action: 'file', matter, level })
  course.step(assignedAt, desk, { action: 'assign', holder })
  if (random.chance(RETURNED)) {
    course.step(at(0.22), handler, { action: 'return', reason: random.pick(RETURN_REASONS) })
    course.step(at(0.26), desk, { action: 'assign', holder, opinion: '已核实，请按职责办理。' })
  }
  course.step(at(0.3), handler, { action: 'accept' })
  if (random.chance(NEVER_DONE)) return
  let pausedMs = 0
  if (random.chance(SUSPENDED)) {
    pausedMs = random.whole(2, 9) * 24 * HOUR_MS
    const reason = random.pick(SUSPENSION_REASONS)
    const until = at(0.4) + pausedMs
    course.step(at(0.38), handler, { action: 'requestSuspension', reason, until })
    course.step(at(0.4), verifier, { action: 'approve' })
    course.tick(until)
  }
  if (isLate) course.step(at(0.94) + pausedMs, desk, { action: 'urge' })
  const attachments = [photo(seed, id, '处理后', random)]
  const opinion = random.pick(HANDLED_TEXTS)
  course.step(at(0.96) + pausedMs, handler, { action: 'feedback', opinion, attachments })
  course.step(at(1) + pausedMs, verifier, { action: 'close', opinion: random.pick(VERIFIED_TEXTS) })
}
