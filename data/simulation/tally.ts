/** Times of answers in whole milliseconds, counted: as large after a day as after a second. */
class Times {
  readonly #counts = new Uint32Array(20_001)
  #all = 0

  add(ms: number): void {
    const whole = Math.min(Math.round(ms), this.#counts.length - 1)
    this.#counts[whole] = (this.#counts[whole] ?? 0) + 1
    this.#all++
  }

  /** The time within which a share of the answers came; 0 where there were none. */
  quantile(share: number): number {
    let left = Math.max(1, Math.ceil(share * this.#all))
    return Math.max(
      this.#counts.findIndex((count) => {
        left -= count
        return left <= 0
      }),
      0,
    )
  }
}

type Counts = Map<string, number>
const counted = (counts: Counts, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
const sum = (counts: Counts): number => [...counts.values()].reduce((a, b) => a + b, 0)
const listed = (counts: Counts): string =>
  [...counts].map(([key, count]) => `${key} ${count}`).join(', ') || 'none'

/** What the simulator has done so far, in figures. */
export class Tally {
  readonly #reports: Counts = new Map()
  readonly #acts: Counts = new Map()
  readonly #refusals: Counts = new Map()
  readonly #times = new Times()
  #lately = new Times()
  #told = 0
  /** Requests to which nothing has come back yet, and which are sent again. */
  waiting = 0
  /** The last of them: what stood against it. */
  trouble = ''

  reported(isNew: boolean): void {
    counted(this.#reports, isNew ? 'new' : 'known before')
  }
  acted(action: string): void {
    counted(this.#acts, action)
  }
  refused(code: string): void {
    counted(this.#refusals, code)
  }
  answered(ms: number): void {
    this.#times.add(ms)
    this.#lately.add(ms)
  }

  /** One line, of which the 95th percentile is that of the answers since the last one. */
  line(): string {
    const reported = sum(this.#reports)
    const since = reported - this.#told
    this.#told = reported
    const p95 = this.#lately.quantile(0.95)
    this.#lately = new Times()
    const wait = this.waiting > 0 ? `  waiting for the server (${this.trouble})` : ''
    return `reported ${reported} (+${since})  acted ${sum(this.#acts)}  refused ${sum(this.#refusals)}  p95 ${p95} ms${wait}`
  }

  summary(): string[] {
    return [
      `reports   ${listed(this.#reports)}`,
      `acts      ${listed(this.#acts)}`,
      `refused   ${listed(this.#refusals)}`,
      `answers   p50 ${this.#times.quantile(0.5)} ms, p95 ${this.#times.quantile(0.95)} ms, p99 ${this.#times.quantile(0.99)} ms`,
    ]
  }
}
