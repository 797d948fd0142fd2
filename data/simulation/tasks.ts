import { setMaxListeners } from 'node:events'
import { setTimeout as after } from 'node:timers/promises'

/** Work side by side, until it ends or is stopped; what fails otherwise stops all of it. */
export class Tasks {
  readonly stopped: AbortSignal
  readonly #over = new AbortController()
  readonly #underWay = new Set<Promise<void>>()
  #failure: unknown

  constructor(signal: AbortSignal) {
    this.stopped = AbortSignal.any([signal, this.#over.signal])
    // Everybody who waits listens.
    setMaxListeners(0, this.stopped)
  }

  stopAfter(ms: number): void {
    const timer = setTimeout(() => this.#over.abort(), ms)
    this.stopped.addEventListener('abort', () => clearTimeout(timer))
  }

  begin(work: Promise<void>): void {
    const watched = work.catch((error) => this.#fail(error)).finally(() => this.#underWay.delete(watched))
    this.#underWay.add(watched)
  }

  /** Lets time pass. @throws when it is stopped */
  async rest(ms: number): Promise<void> {
    await after(ms, undefined, { signal: this.stopped })
  }

  /** When all has ended. @throws what failed first */
  async ended(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay)
    if (this.#failure !== undefined) throw this.#failure
  }

  #fail(error: unknown): void {
    // Whoever is stopped while they wait throws as well.
    if (this.stopped.aborted) return
    this.#failure = error
    this.#over.abort()
  }
}
