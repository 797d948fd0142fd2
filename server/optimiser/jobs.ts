import { HeldJob } from './heldJob.ts'
import type { Asked, Job } from './job.ts'
import type { Pool } from './pool.ts'

const MOST_RUNNING = 24
const MOST_RUNNING_OF_ONE = 6
/** A job that is over is kept for so long, and so many of them. */
const KEPT_MS = 3_600_000
const MOST_KEPT = 200

/**
 * The rebalances that are asked for, in the memory of this process. They share the threads: the next free one goes to
 * the job with the fewest at work, of equals to the one that has waited longest.
 */
export class Jobs {
  readonly #pool: Pool
  /** In the order in which they were last served. */
  readonly #jobs = new Map<string, HeldJob>()
  readonly #complain: (error: unknown) => void

  constructor(pool: Pool, complain: (error: unknown) => void) {
    this.#pool = pool
    this.#complain = complain
  }

  /** Whether a user may start one more. */
  hasRoomFor(user: string): boolean {
    const running = [...this.#jobs.values()].filter(({ isRunning }) => isRunning)
    return (
      running.length < MOST_RUNNING && running.filter((job) => job.user === user).length < MOST_RUNNING_OF_ONE
    )
  }

  start(asked: Asked): Job {
    this.#forget()
    const held = new HeldJob(asked)
    this.#jobs.set(held.id, held)
    this.#pump()
    return held.job
  }

  /** A job that is not forgotten yet. */
  of(id: string): Job | undefined {
    this.#forget()
    return this.#jobs.get(id)?.job
  }

  /** Lets `hear` know of every change until the function that is answered is called. */
  watch(id: string, hear: (job: Job) => void): () => void {
    const watchers = this.#jobs.get(id)?.watchers
    watchers?.add(hear)
    return () => watchers?.delete(hear)
  }

  /** Stops a job within 200 ms, and answers with the best so far. */
  async cancelled(id: string): Promise<Job | undefined> {
    const held = this.#jobs.get(id)
    await held?.cancel()
    return held?.job
  }

  /** The plan of a job was heard to stand at this revision: a job for another one stops and is stale. */
  planStandsAt(id: string, revision: number): Job | undefined {
    const held = this.#jobs.get(id)
    held?.planStandsAt(revision)
    return held?.job
  }

  /** Ends everything, for good. */
  async close(): Promise<void> {
    for (const held of this.#jobs.values()) held.cancel()
    await this.#pool.close()
  }

  #pump(): void {
    while (this.#pool.hasRoom) {
      const [held] = [...this.#jobs.values()]
        .filter(({ hasTurn }) => hasTurn)
        .sort((a, b) => a.taken.size - b.taken.size)
      if (!held) return
      // Last in the order of service.
      this.#jobs.delete(held.id)
      this.#jobs.set(held.id, held)
      const taken = this.#take(held).finally(() => {
        held.taken.delete(taken)
        this.#pump()
      })
      held.taken.add(taken)
    }
  }

  async #take(held: HeldJob): Promise<void> {
    const { turn, task } = held.next()
    let failed = false
    try {
      await this.#pool.run(task, held.abort.signal, (report) => held.heard(turn, report))
    } catch (error) {
      this.#complain(error)
      failed = true
    }
    held.over(turn, failed)
  }

  #forget(): void {
    const rested = [...this.#jobs.values()]
      .filter(({ restedMs }) => restedMs >= 0)
      .sort((a, b) => a.restedMs - b.restedMs)
    for (const [i, { id, restedMs }] of rested.entries())
      if (restedMs > KEPT_MS || i >= MOST_KEPT) this.#jobs.delete(id)
  }
}
