import { MAX_TILE_ZOOM } from '../../contract/tile.ts'

/** A tile of the usual web map: zoom, column from the west, row from the north. */
export interface TileAddress {
  readonly z: number
  readonly x: number
  readonly y: number
}

/** The tile that three texts name, or undefined if they name none. */
export function tileAddress(z: string, x: string, y: string): TileAddress | undefined {
  if (![z, x, y].every((part) => /^(0|[1-9]\d{0,6})$/.test(part))) return undefined
  const address = { z: Number(z), x: Number(x), y: Number(y) }
  if (address.z > MAX_TILE_ZOOM) return undefined
  const tiles = 2 ** address.z
  return address.x < tiles && address.y < tiles ? address : undefined
}

/** Coordinates within a tile run from 0 to this. */
export const EXTENT = 4096
/** How far shapes reach beyond the edge of their tile, in tile units, so that outlines do not show the edge. */
export const MARGIN = 64
/** A shape that leaves its tile by less than this is sent whole: it costs less than cutting it. */
export const UNCUT_MARGIN = 1024

/** Half the width of the world in EPSG:3857, in metres. */
const HALF_WORLD = 20037508.342789244

export interface TileFrame {
  /** The west and north edge in EPSG:3857. */
  readonly west: number
  readonly north: number
  /** Metres per tile unit. */
  readonly unit: number
}

export function frameOf({ z, x, y }: TileAddress): TileFrame {
  const width = (2 * HALF_WORLD) / 2 ** z
  return { west: x * width - HALF_WORLD, north: HALF_WORLD - y * width, unit: width / EXTENT }
}
