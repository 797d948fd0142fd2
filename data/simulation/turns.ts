/** Lets so many work at the same time; the others wait in line, until it is stopped. */
export class Turns {
  #free: number
  readonly #stopped: AbortSignal | undefined
  readonly #waiting: (() => void)[] = []

  constructor(atOnce: number, stopped?: AbortSignal) {
    this.#free = atOnce
    this.#stopped = stopped
  }

  /** @throws when it is stopped before its turn */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((begin) => this.#waiting.push(begin))
    try {
      this.#stopped?.throwIfAborted()
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }
}
