/** Failed sign-ins in a row after which a name or an address has to wait. */
const ALLOWED = { name: 5, address: 30 }
const WAIT_MS = 60_000
const REMEMBERED = 10_000

/**
 * Failed sign-ins by name and by address, in memory. Names that do not exist are counted like those that do, so
 * that being locked out tells nothing about them.
 */
export class Attempts {
  readonly #failures = new Map<string, { count: number; until: number }>()

  /** Milliseconds until this name may be tried again from this address; 0 if at once. */
  waitMs(name: string, address: string, now: number): number {
    const until = [`name:${name}`, `address:${address}`].map((key) => this.#failures.get(key)?.until ?? 0)
    return Math.max(0, ...until.map((at) => at - now))
  }

  failed(name: string, address: string, now: number): void {
    this.#count(`name:${name}`, ALLOWED.name, now)
    this.#count(`address:${address}`, ALLOWED.address, now)
  }

  succeeded(name: string, address: string): void {
    this.#failures.delete(`name:${name}`)
    this.#failures.delete(`address:${address}`)
  }

  #count(key: string, allowed: number, now: number): void {
    const count = (this.#failures.get(key)?.count ?? 0) + 1
    this.#failures.delete(key) // the newest last, so that the oldest is forgotten first
    this.#failures.set(key, { count, until: count < allowed ? 0 : now + WAIT_MS })
    const oldest = this.#failures.keys().next().value
    if (this.#failures.size > REMEMBERED && oldest !== undefined) this.#failures.delete(oldest)
  }
}
