/** Says once what does not work, however often it is tried, until it works again. */
export class Trouble {
  readonly #where: string
  #isSaid = false

  constructor(where: string) {
    this.#where = where
  }

  met(error: unknown): void {
    if (!this.#isSaid) console.error(`${this.#where}:`, error)
    this.#isSaid = true
  }

  over(): void {
    this.#isSaid = false
  }
}
