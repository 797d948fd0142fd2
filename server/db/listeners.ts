/** Who listens to which channel, the same on both databases. */
export interface Listeners {
  notify(channel: string, payload: string): void
  /** Calls `start` when the first subscriber of the channel begins to listen. */
  subscribe(channel: string, start: () => Promise<unknown>): AsyncIterable<string>
  channels(): string[]
  /** Ends every iteration. */
  close(): void
}

export function listeners(): Listeners {
  const queuesByChannel = new Map<string, Set<Queue>>()
  return {
    notify(channel, payload) {
      for (const queue of queuesByChannel.get(channel) ?? []) queue.push(payload)
    },
    async *subscribe(channel, start) {
      const queue = new Queue()
      const queues = queuesByChannel.get(channel)
      if (queues) queues.add(queue)
      else {
        queuesByChannel.set(channel, new Set([queue]))
        await start()
      }
      try {
        for (;;) {
          const payload = await queue.next()
          if (payload === undefined) return
          yield payload
        }
      } finally {
        queuesByChannel.get(channel)?.delete(queue)
      }
    },
    channels: () => [...queuesByChannel.keys()],
    close() {
      for (const queues of queuesByChannel.values()) for (const queue of queues) queue.push(undefined)
    },
  }
}

/** Payloads in order; `undefined` ends it. */
class Queue {
  readonly #payloads: (string | undefined)[] = []
  #wake: (() => void) | undefined
  push(payload: string | undefined): void {
    this.#payloads.push(payload)
    this.#wake?.()
  }
  async next(): Promise<string | undefined> {
    while (this.#payloads.length === 0)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    return this.#payloads.shift()
  }
}
