import type { TileLayer } from '../contract/tile.ts'
import { type Database, SYSTEM } from '../db/database.ts'
import { layerStamps } from '../db/layerStamps.ts'

/** Another process's publication, or a day that begins, shows in the tiles after this time at the latest. */
const FRESH_MS = 1000

/** How often each tile layer has changed, asked of the database once a second and after every publication here. */
export class Stamps {
  readonly #database: Database
  #asked: { at: number; stamps: Promise<Map<TileLayer, number>> } | undefined

  constructor(database: Database) {
    this.#database = database
  }

  /** Read before the tile that it will name: a tile may be newer than its stamp, never older. */
  async of(layer: TileLayer): Promise<number> {
    const now = performance.now()
    if (!this.#asked || now - this.#asked.at > FRESH_MS) {
      const stamps = this.#database.transaction(SYSTEM, layerStamps)
      const asked = { at: now, stamps }
      this.#asked = asked
      stamps.catch(() => {
        if (this.#asked === asked) this.#asked = undefined
      })
    }
    return (await this.#asked.stamps).get(layer) ?? 0
  }

  /** What was known may no longer hold. */
  forget(): void {
    this.#asked = undefined
  }
}
