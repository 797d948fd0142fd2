import type { Position } from '#core/geometry/lattice.ts'
import type { TileAddress } from './address.ts'

/**
 * Cells of the web map as one number, column and row interleaved bit by bit (Morton 1966): all cells within a tile
 * follow one another, so that a tile of any zoom is one range.
 */

/** Zoom of the finest cells: about a metre. 50 bits, which a double holds exactly. */
export const CELL_ZOOM = 25
/** Latitude beyond which there is no web map. */
const MOST_NORTH = 85

/** The finest cell that holds a position; null near the poles. */
export function cellAt([lng, lat]: Position): number | null {
  if (Math.abs(lat) > MOST_NORTH) return null
  const cells = 2 ** CELL_ZOOM
  const within = (share: number) => Math.min(Math.max(Math.floor(share * cells), 0), cells - 1)
  const north = Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI
  return mortonOf(within((lng + 180) / 360), within((1 - north) / 2))
}

/** The cells of a zoom that lie in a tile: from the first to before `to`. */
export function cellsOf({ z, x, y }: TileAddress, zoom: number): { from: number; to: number } {
  const each = 4 ** (zoom - z)
  const from = mortonOf(x, y) * each
  return { from, to: from + each }
}

const mortonOf = (x: number, y: number): number => spread(x) + 2 * spread(y)

/** Column and row of a cell among the cells of its zoom. */
export function columnAndRow(cell: number): readonly [x: number, y: number] {
  let [x, y] = [0, 0]
  for (let bit = 1; cell > 0; bit *= 2, cell = Math.floor(cell / 4)) {
    if (cell % 2 === 1) x += bit
    if (cell % 4 >= 2) y += bit
  }
  return [x, y]
}

/** Every bit at twice its place. */
function spread(n: number): number {
  let sum = 0
  for (let place = 1; n > 0; place *= 4, n = Math.floor(n / 2)) if (n % 2 === 1) sum += place
  return sum
}

/** [lng, lat] of the middle of a cell of a zoom. */
export function middleOf(cell: number, zoom: number): Position {
  const [x, y] = columnAndRow(cell)
  const cells = 2 ** zoom
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + 0.5)) / cells))) * 180) / Math.PI
  return [((x + 0.5) / cells) * 360 - 180, lat]
}
