import { randomUUID } from 'node:crypto'
import { setTimeout as after } from 'node:timers/promises'
import type { Plan } from '#core/plan/plan.ts'
import { portionOf } from '#core/plan/portion.ts'
import { wishFor } from '#core/rebalance/problem.ts'
import type { Report } from '#core/rebalance/report.ts'
import type { Asked, CommunityWork, Job } from './job.ts'
import type { Task } from './task.ts'

/** Starts of the search: for a first answer, and to find the best. */
const ROUNDS = { first: 4, full: 20 }
const HOUSEHOLD = 1e-6
/** Whoever cancels does not wait longer. */
const CANCELLED_MS = 200

/** One community's turn at a thread. */
export interface Turn {
  readonly at: number
  /** First answers come before anybody's best one and before the solver is loaded. */
  readonly effort: keyof typeof ROUNDS
  readonly isRetry: boolean
}

/** A job as it is worked on. It knows what is to be done next and what was found, and tells whoever watches. */
export class HeldJob {
  readonly id = randomUUID()
  readonly abort = new AbortController()
  /** Turns that are being taken. */
  readonly taken = new Set<Promise<void>>()
  readonly watchers = new Set<(job: Job) => void>()
  readonly #asked: Omit<Asked, 'draft' | 'communities'>
  readonly #startedAt = performance.now()
  readonly #communities: CommunityWork[]
  #draft: Plan | null
  #queue: Turn[]
  #endedAt: number | null = null
  #state: Job['state'] = 'running'
  #step = 0
  #planRevision: number

  constructor({ draft, communities, ...asked }: Asked) {
    this.#asked = asked
    this.#draft = draft
    this.#planRevision = asked.revision
    this.#communities = communities.map((one) => ({ ...one, state: 'waiting', step: 0, report: null }))
    this.#queue = communities.map((_, at) => ({ at, effort: 'first', isRetry: false }))
    if (!this.hasTurn) this.#end('done')
  }

  get isRunning(): boolean {
    return this.#state === 'running'
  }
  get user(): string {
    return this.#asked.user
  }
  get hasTurn(): boolean {
    return this.#queue.length > 0
  }
  /** Milliseconds since it ended; negative while it runs. */
  get restedMs(): number {
    return this.#endedAt === null ? -1 : performance.now() - this.#endedAt
  }

  get job(): Job {
    return {
      ...this.#asked,
      id: this.id,
      state: this.#state,
      step: this.#step,
      planRevision: this.#planRevision,
      elapsedMs: (this.#endedAt ?? performance.now()) - this.#startedAt,
      communities: [...this.#communities],
    }
  }

  /** The next turn and what is to be computed in it. @throws where there is none. */
  next(): { readonly turn: Turn; readonly task: Task } {
    const turn = this.#queue.shift()
    const community = turn && this.#communities[turn.at]
    if (!community || !this.#draft) throw new Error(`job ${this.id} has nothing left to do`)
    this.#change(turn.at, { state: 'working' })
    const { wish, seed, seconds, restructuring } = this.#asked
    const isFull = turn.effort === 'full'
    const plan = portionOf(this.#draft, community.code)
    return {
      turn,
      task: {
        ...{ plan, community: community.code, wish: wishFor(wish, plan), seed, restructuring },
        ...{ rounds: ROUNDS[turn.effort], seconds: isFull ? seconds : 0, isThorough: isFull },
      },
    }
  }

  heard({ at, effort }: Turn, report: Report): void {
    const known = this.#communities[at]?.report
    if (known && isWorse(report, known, !this.isRunning)) {
      if (report.proof !== 'open') this.#change(at, { report: { ...known, proof: 'bounded' } })
      return
    }
    const isLast = effort === 'full' || report.proof === 'optimal'
    this.#change(at, { report: isLast ? report : { ...report, proof: 'open' } })
  }

  /** The turn is over: its community is done, or waits for the next one; or it failed, and is tried once more. */
  over(turn: Turn, failed: boolean): void {
    const { at, effort } = turn
    if (!this.isRunning) return
    if (failed) {
      if (turn.isRetry) this.#change(at, { state: 'failed' })
      else this.#wait({ ...turn, isRetry: true })
    } else if (effort === 'first' && !this.#isSettled(at)) this.#wait({ at, effort: 'full', isRetry: false })
    else this.#change(at, { state: 'done' })
    if (this.#communities.every(({ state }) => state === 'done' || state === 'failed'))
      this.#end(this.#communities.some(({ state }) => state === 'failed') ? 'failed' : 'done')
  }

  /** Stops; within 200 ms, or sooner if all threads have come to their end. What they tell after that still counts. */
  async cancel(): Promise<void> {
    if (this.isRunning) {
      this.#end('cancelled')
      this.abort.abort()
    }
    await Promise.race([Promise.all(this.taken), after(CANCELLED_MS, undefined, { ref: false })])
  }

  /** The plan was heard to stand at this revision; if it is another one, no more is computed. */
  planStandsAt(revision: number): void {
    if (revision <= this.#planRevision) return
    this.#planRevision = revision
    if (this.isRunning) this.cancel()
    else this.#tell()
  }

  /** Nothing better can come of a second turn. */
  #isSettled(at: number): boolean {
    const report = this.#communities[at]?.report
    const { isFree = false, split = [], dissolve = [] } = this.#asked.restructuring ?? {}
    const named = new Set([...split, ...dissolve])
    const isMoreAsked =
      (isFree && report?.households !== 0) || report?.grids.some(({ grid }) => named.has(grid))
    return report?.proof === 'optimal' && report.outsideAfter <= HOUSEHOLD && !isMoreAsked
  }

  /** First answers; then what is outside the band and perhaps need not be; then proofs. */
  #rank({ at, effort }: Turn): number {
    const report = this.#communities[at]?.report
    if (effort === 'first' || !report) return 0
    return report.outsideAfter > report.leastOutside + HOUSEHOLD ? 1 : 2
  }

  #wait(turn: Turn): void {
    this.#queue.push(turn)
    this.#queue.sort((a, b) => this.#rank(a) - this.#rank(b))
    this.#change(turn.at, { state: 'waiting' })
  }

  #end(state: Job['state']): void {
    this.#state = state
    this.#endedAt = performance.now()
    this.#queue = []
    this.#draft = null
    for (const [at, { state: was, report }] of this.#communities.entries())
      if (was === 'working' || (was === 'waiting' && report)) this.#change(at, { state: 'done' })
    this.#tell()
  }

  #change(at: number, change: Partial<CommunityWork>): void {
    this.#communities[at] = { ...(this.#communities[at] as CommunityWork), ...change, step: this.#step + 1 }
    this.#tell()
  }

  #tell(): void {
    this.#step += 1
    const { job } = this
    for (const hear of this.watchers) hear(job)
  }
}

/** Stopped in a search, a thread may know less than was known before. */
function isWorse(report: Report, known: Report, isStopped: boolean): boolean {
  const more = report.outsideAfter - known.outsideAfter
  return more > HOUSEHOLD || (isStopped && more > -HOUSEHOLD && report.households > known.households)
}
