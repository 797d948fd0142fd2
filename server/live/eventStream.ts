import { once } from 'node:events'
import type { Writable } from 'node:stream'

/** A reader that is this far behind is cut off; it comes back by itself and is told where things stand. */
const MOST_BUFFERED_BYTES = 64 * 1024
/** After this time a browser that lost the stream opens it again. */
const RETRY_MS = 2000

export const EVENT_STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // A stream takes its connection for itself, and proxies are not to collect what it sends.
  connection: 'close',
  'x-accel-buffering': 'no',
} as const

export interface ServerEvent {
  readonly id: number | string
  readonly event: string
  readonly data: unknown
}

/** An event as it is sent. */
export const frame = ({ id, event, data }: ServerEvent): string =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`

/** Server-sent events (WHATWG HTML, 9.2) over a response whose headers are written. */
export class EventStream {
  readonly #out: Writable

  constructor(out: Writable) {
    this.#out = out
    this.write(`retry: ${RETRY_MS}\n\n`)
  }

  send(event: ServerEvent): void {
    this.write(frame(event))
    if (this.bufferedBytes > MOST_BUFFERED_BYTES) this.cut()
  }

  /** A comment that nobody reads: it keeps the connection open and finds out whether it still is. */
  beat(): void {
    if (!this.#out.writableNeedDrain) this.write(':\n\n')
  }

  /** Sends frames as they are; how far the reader may be behind is for the caller to say. */
  write(frames: string | Buffer): void {
    if (!this.isOver) this.#out.write(frames)
  }

  get bufferedBytes(): number {
    return this.#out.writableLength
  }

  get isOver(): boolean {
    return this.#out.destroyed || this.#out.writableEnded
  }

  /** Waits until the reader has taken what was written; false if it has not within so many ms, or has left. */
  async drained(withinMs: number): Promise<boolean> {
    if (!this.isOver && this.#out.writableNeedDrain) {
      const over = new AbortController()
      const { signal } = over
      const timer = setTimeout(() => over.abort(), withinMs)
      try {
        await Promise.race([once(this.#out, 'drain', { signal }), once(this.#out, 'close', { signal })])
      } catch {
        return false
      } finally {
        clearTimeout(timer)
        over.abort()
      }
    }
    return !this.isOver
  }

  /** Says when to come back, if at another time than usual, and ends. */
  end(retryMs?: number): void {
    if (retryMs !== undefined) this.write(`retry: ${Math.round(retryMs)}\n\n`)
    this.#out.end()
  }

  /** Drops the connection, with what is not sent yet. */
  cut(): void {
    this.#out.destroy()
  }
}
