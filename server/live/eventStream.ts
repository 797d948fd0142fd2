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

export interface LiveEvent {
  readonly id: number
  readonly event: string
  readonly data: unknown
}

/** Server-sent events (WHATWG HTML, 9.2) over a response whose headers are written. */
export class EventStream {
  readonly #out: Writable

  constructor(out: Writable) {
    this.#out = out
    this.#write(`retry: ${RETRY_MS}\n\n`)
  }

  send({ id, event, data }: LiveEvent): void {
    this.#write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  /** A comment that nobody reads: it keeps the connection open and finds out whether it still is. */
  beat(): void {
    this.#write(':\n\n')
  }

  end(): void {
    this.#out.end()
  }

  #write(text: string): void {
    if (this.#out.destroyed || this.#out.writableEnded) return
    this.#out.write(text)
    if (this.#out.writableLength > MOST_BUFFERED_BYTES) this.#out.destroy()
  }
}
