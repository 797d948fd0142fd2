import { setTimeout as after } from 'node:timers/promises'
import { type Database, type Query, SYSTEM } from '../db/database.ts'
import { OUTBOX_CHANNEL } from '../db/outbox.ts'
import { beginTimeline, forgetOldNews, isLeader, tick } from '../db/ticks.ts'
import { Trouble } from './trouble.ts'

/** Between two ticks, at least: news that comes in between shares the second, and so the write to each client. */
const TICK_MS = 40
/** How often the database is asked for news of other processes; it answers from two index entries. */
const LOOK_MS = 20
/** On the embedded database there is no other process, and what happens in this one prompts. */
const LOOK_EMBEDDED_MS = 1000
const ELECTION_MS = 500
const FORGET_EVERY_MS = 60_000

/** Makes the ticks, in one of the processes on a database: the one that holds the lock, until it ends. */
export class Ticker {
  readonly #database: Database
  readonly #over = new AbortController()
  readonly #trouble = new Trouble('live ticks')
  readonly #done: Promise<unknown>
  #isPrompted = false
  #wake = () => {}

  constructor(database: Database) {
    this.#database = database
    this.#done = Promise.all([this.#run(), this.#forget()])
    this.#listen().catch((error) => this.#complain(error))
  }

  /** Resolves when no tick will be made any more. */
  async close(): Promise<void> {
    this.#over.abort()
    this.#wake()
    await this.#done
  }

  async #run(): Promise<void> {
    while (!this.#isOver) {
      try {
        await this.#database.session((query) => this.#lead(query))
      } catch (error) {
        this.#complain(error)
      }
      await this.#pause(ELECTION_MS)
    }
  }

  /** Waits until this process leads, and then makes ticks until the connection ends or the server does. */
  async #lead(query: Query): Promise<void> {
    while (!this.#isOver && !(await isLeader(query))) await this.#pause(ELECTION_MS)
    if (this.#isOver) return
    const timeline = await beginTimeline(query)
    this.#trouble.over()
    while (!this.#isOver) {
      this.#isPrompted = false
      if (await tick(query, timeline)) await this.#pause(TICK_MS)
      else await this.#prompted()
    }
  }

  /** Until there may be something new. */
  async #prompted(): Promise<void> {
    if (this.#isPrompted || this.#isOver) return
    const over = new AbortController()
    this.#wake = () => over.abort()
    const ms = this.#database.kind === 'pglite' ? LOOK_EMBEDDED_MS : LOOK_MS
    await after(ms, undefined, { signal: over.signal, ref: false }).catch(() => {})
  }

  async #listen(): Promise<void> {
    for await (const _ of this.#database.listen(OUTBOX_CHANNEL)) {
      this.#isPrompted = true
      this.#wake()
    }
  }

  async #forget(): Promise<void> {
    for (;;) {
      await this.#pause(FORGET_EVERY_MS)
      if (this.#isOver) return
      await this.#database.transaction(SYSTEM, forgetOldNews).catch((error) => this.#complain(error))
    }
  }

  get #isOver(): boolean {
    return this.#over.signal.aborted
  }

  async #pause(ms: number): Promise<void> {
    await after(ms, undefined, { signal: this.#over.signal, ref: false }).catch(() => {})
  }

  #complain(error: unknown): void {
    if (!this.#isOver) this.#trouble.met(error)
  }
}
