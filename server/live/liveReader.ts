import type { LiveReset } from '../contract/live.ts'
import type { Place } from '../db/ticks.ts'
import type { Batch, Viewer } from './batch.ts'
import { type EventStream, frame } from './eventStream.ts'
import type { Hearer, LiveFeed } from './liveFeed.ts'
import { idOf, placeFrom, samePlace } from './place.ts'

/** Nothing is written beyond this for a client that does not read: it is behind, and replayed when it reads again. */
const MOST_BUFFERED_BYTES = 256 * 1024
/** When the server stops, clients come back spread over this time. */
const RETRY_MS = { least: 1000, most: 4000 }

export interface Since {
  /** As the browser gives it; undefined for a client that knows nothing yet. */
  readonly lastEventId: string | undefined
  /** A client that is behind and reads nothing for so long is cut off. */
  readonly cutAfterMs: number
}

/**
 * One client of the live stream. It hears of each tick in one write, with a frame for each piece of news that it may
 * hear. Behind by too much, or back after a gap, it is replayed from the database until it is where the feed is: what
 * waits for it in memory is bounded.
 */
export class LiveReader implements Hearer {
  readonly #feed: LiveFeed
  readonly #stream: EventStream
  readonly #viewer: Viewer
  readonly #cutAfterMs: number
  readonly #leave: () => void
  #place: Place
  #isLive = false

  constructor(feed: LiveFeed, stream: EventStream, viewer: Viewer, { lastEventId, cutAfterMs }: Since) {
    this.#feed = feed
    this.#stream = stream
    this.#viewer = viewer
    this.#cutAfterMs = cutAfterMs
    const known = lastEventId === undefined ? undefined : placeFrom(lastEventId)
    this.#place = known ?? feed.place
    if (lastEventId === undefined) stream.write(frame({ id: idOf(feed.place), event: 'ready', data: {} }))
    else if (!known) this.reset(feed.place)
    this.#leave = feed.tell(this)
    this.#catchUp()
  }

  hear(batch: Batch): void {
    if (!this.#isLive) return
    const frames = batch.framesFor(this.#viewer)
    if (this.#stream.bufferedBytes + frames.length > MOST_BUFFERED_BYTES) {
      this.#isLive = false
      this.#catchUp()
      return
    }
    if (frames.length > 0) this.#stream.write(frames)
    this.#place = batch.place
  }

  reset(place: Place): void {
    const data: LiveReset = { layer: null }
    this.#stream.write(frame({ id: idOf(place), event: 'reset', data }))
    this.#place = place
  }

  /** Says how far the client has heard, also where nothing was for its ears: an id without data is kept and not told. */
  beat(): void {
    if (this.#isLive) this.#stream.write(`id: ${idOf(this.#place)}\n\n`)
  }

  leave(): void {
    this.#leave()
  }

  end(): void {
    const { least, most } = RETRY_MS
    this.#stream.end(least + Math.random() * (most - least))
  }

  async #catchUp(): Promise<void> {
    try {
      while (await this.#stream.drained(this.#cutAfterMs)) {
        if (samePlace(this.#place, this.#feed.place)) {
          this.#isLive = true
          return
        }
        const batch = await this.#feed.replayed(this.#place)
        if (batch) {
          this.#stream.write(batch.framesFor(this.#viewer))
          this.#place = batch.place
        } else this.reset(this.#feed.place)
      }
      this.#stream.cut()
    } catch {
      // The database does not answer: the client comes back and goes on from its last event.
      this.#stream.end()
    }
  }
}
