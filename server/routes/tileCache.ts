/**
 * Tiles by key, the least used forgotten first when they take more than `atMostBytes`. Whoever asks for a tile that
 * is being made waits for it instead of making it again.
 */
export class TileCache {
  readonly #tiles = new Map<string, Buffer>()
  readonly #beingMade = new Map<string, Promise<Buffer>>()
  readonly #atMostBytes: number
  #bytes = 0

  constructor(atMostBytes: number) {
    this.#atMostBytes = atMostBytes
  }

  get bytes(): number {
    return this.#bytes
  }

  async of(key: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const kept = this.#tiles.get(key)
    if (kept) {
      this.#tiles.delete(key) // a map keeps the order of insertion: the newest goes last
      this.#tiles.set(key, kept)
      return kept
    }
    const underWay = this.#beingMade.get(key)
    if (underWay) return underWay
    const making = make()
    this.#beingMade.set(key, making)
    try {
      const tile = await making
      this.#keep(key, tile)
      return tile
    } finally {
      this.#beingMade.delete(key)
    }
  }

  #keep(key: string, tile: Buffer): void {
    this.#tiles.set(key, tile)
    this.#bytes += sizeOf(key, tile)
    for (const [oldest, bytes] of this.#tiles) {
      if (this.#bytes <= this.#atMostBytes) return
      this.#tiles.delete(oldest)
      this.#bytes -= sizeOf(oldest, bytes)
    }
  }
}

/** An empty tile costs something too. */
const sizeOf = (key: string, tile: Buffer): number => tile.length + 2 * key.length + 100
