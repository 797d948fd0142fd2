import { setTimeout as after } from 'node:timers/promises'
import { type Database, SYSTEM } from '../db/database.ts'
import { newestPlace, newsAfter, type Page, type Place, TICK_CHANNEL } from '../db/ticks.ts'
import { Batch } from './batch.ts'
import { isBefore } from './place.ts'
import { Ticker } from './ticker.ts'
import { Trouble } from './trouble.ts'

/** A notification that was lost with its connection is made up for after this time. */
const LOOK_MS = 1000
const FIRST_TICK_LOOK_MS = 20
const MOST_ROWS = 1000
const MOST_ROWS_REPLAYED = 250

export interface Hearer {
  /** What is told with the next ticks, all of it, in order and once. */
  hear(batch: Batch): void
  /** What was told up to `place` is lost for good: the database was put back. Whatever is known is to be read again. */
  reset(place: Place): void
  /** The server stops: nothing more will be heard. */
  end(): void
}

/**
 * What happens in the database, told to those who hear it in this process; each process of several tells the same.
 * It reads tick by tick, so nothing is lost or told twice, whether a transaction commits late, a notification is
 * missed or the database is started again.
 */
export class LiveFeed {
  readonly #database: Database
  readonly #ticker: Ticker
  readonly #hearers = new Set<Hearer>()
  readonly #trouble = new Trouble('live feed')
  readonly #timer: NodeJS.Timeout
  #place: Place
  #isClosed = false
  #isWanted = false
  #reading: Promise<void> | undefined
  #replay: Promise<unknown> = Promise.resolve()

  private constructor(database: Database, ticker: Ticker, place: Place) {
    this.#database = database
    this.#ticker = ticker
    this.#place = place
    this.#timer = setInterval(() => this.#look(), LOOK_MS).unref()
    this.#listen().catch((error) => this.#trouble.met(error))
  }

  /** The feed from now on. @throws if the database cannot be asked. */
  static async opened(database: Database): Promise<LiveFeed> {
    const ticker = new Ticker(database)
    for (;;) {
      const place = await database.transaction(SYSTEM, newestPlace)
      if (place) return new LiveFeed(database, ticker, place)
      await after(FIRST_TICK_LOOK_MS)
    }
  }

  /** How far has been told. */
  get place(): Place {
    return this.#place
  }

  /** Tells `hearer` what follows, until the function that is answered is called. */
  tell(hearer: Hearer): () => void {
    if (this.#isClosed) hearer.end()
    this.#hearers.add(hearer)
    return () => this.#hearers.delete(hearer)
  }

  /**
   * What was told after a place, at most up to where the feed stands; undefined where it is not known any more. One is
   * read after the other, so that many who come back at once leave connections to others.
   */
  replayed(place: Place): Promise<Batch | undefined> {
    const turn = this.#replay.then(async () => {
      // Another process told more than this one has read yet.
      if (isBefore(this.#place, place)) await this.#readUp()
      const page = await this.#page(place, { upTo: this.#place.tick, atMost: MOST_ROWS_REPLAYED })
      return page && new Batch(page)
    })
    this.#replay = turn.catch(() => {})
    return turn
  }

  /** Ends every hearing, for good; resolves when the database is not needed any more. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearInterval(this.#timer)
    for (const hearer of this.#hearers) hearer.end()
    await this.#ticker.close()
    await Promise.allSettled([this.#reading, this.#replay])
  }

  async #listen(): Promise<void> {
    for await (const _ of this.#database.listen(TICK_CHANNEL)) this.#look()
  }

  #look(): void {
    if (this.#isClosed) return
    this.#readUp().then(
      () => this.#trouble.over(),
      (error) => this.#isClosed || this.#trouble.met(error),
    )
  }

  /** Tells what there is, also what comes while it is read. */
  #readUp(): Promise<void> {
    this.#isWanted = true
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  async #read(): Promise<void> {
    while (this.#isWanted && !this.#isClosed) {
      this.#isWanted = false
      const page = await this.#page(this.#place, { atMost: MOST_ROWS })
      if (!page) await this.#startAgain()
      else if (isBefore(this.#place, page.place)) {
        this.#isWanted ||= page.isFull
        this.#place = page.place
        const batch = new Batch(page)
        this.#each((hearer) => hearer.hear(batch))
      }
    }
  }

  async #startAgain(): Promise<void> {
    const place = await this.#database.transaction(SYSTEM, newestPlace)
    // Put back to before the first tick: the leader is about to make it.
    if (!place) return
    this.#place = place
    this.#each((hearer) => hearer.reset(place))
  }

  #each(tell: (hearer: Hearer) => void): void {
    for (const hearer of this.#hearers)
      try {
        tell(hearer)
      } catch (error) {
        console.error('live feed:', error)
      }
  }

  #page(place: Place, options: { upTo?: number; atMost: number }): Promise<Page | undefined> {
    return this.#database.transaction(SYSTEM, (tx) => newsAfter(tx, place, options))
  }
}
