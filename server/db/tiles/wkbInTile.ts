import type { TileFrame } from './address.ts'
import type { TilePoint, TileShape } from './mvt.ts'

/**
 * A shape in WKB and EPSG:3857, moved into a tile and rounded to its units; undefined if nothing is left of it.
 * Rings run as the format wants them: outer rings with a positive area where y points down.
 */
export function wkbInTile(wkb: Buffer, frame: TileFrame): TileShape | undefined {
  const parts: Parts = { points: [], lines: [], polygons: [] }
  read({ wkb, at: 0 }, frame, parts)
  if (parts.polygons.length > 0) return { kind: 'polygon', rings: parts.polygons }
  if (parts.lines.length > 0) return { kind: 'line', rings: parts.lines }
  if (parts.points.length > 0) return { kind: 'point', rings: [parts.points] }
  return undefined
}

interface Parts {
  readonly points: TilePoint[]
  readonly lines: TilePoint[][]
  readonly polygons: TilePoint[][]
}
interface Cursor {
  readonly wkb: Buffer
  at: number
}

function read(cursor: Cursor, frame: TileFrame, parts: Parts): void {
  cursor.at += 1 // PostGIS writes little-endian here
  const type = count(cursor)
  switch (type) {
    case 1:
      parts.points.push(point(cursor, frame))
      return
    case 2: {
      const line = withoutRepeats(points(cursor, frame))
      if (line.length > 1) parts.lines.push(line)
      return
    }
    case 3: {
      const rings = Array.from({ length: count(cursor) }, () => withoutRepeats(points(cursor, frame)))
      const outer = rings[0]
      // Four points, the last of which is the first, are the least that encloses anything.
      if (!outer || outer.length < 4 || area(outer) === 0) return
      for (const [i, ring] of rings.entries()) {
        if (ring.length < 4 || area(ring) === 0) continue
        const isPositive = area(ring) > 0
        parts.polygons.push(isPositive === (i === 0) ? ring : ring.reverse())
      }
      return
    }
    case 4:
    case 5:
    case 6:
    case 7:
      for (let n = count(cursor); n > 0; n--) read(cursor, frame, parts)
      return
    default:
      throw new Error(`expected WKB of two dimensions, found type ${type}`)
  }
}

function count(cursor: Cursor): number {
  const value = cursor.wkb.readUInt32LE(cursor.at)
  cursor.at += 4
  return value
}

function point(cursor: Cursor, { west, north, unit }: TileFrame): TilePoint {
  const x = Math.round((cursor.wkb.readDoubleLE(cursor.at) - west) / unit)
  const y = Math.round((north - cursor.wkb.readDoubleLE(cursor.at + 8)) / unit)
  cursor.at += 16
  return [x, y]
}

const points = (cursor: Cursor, frame: TileFrame): TilePoint[] =>
  Array.from({ length: count(cursor) }, () => point(cursor, frame))

const withoutRepeats = (line: readonly TilePoint[]): TilePoint[] =>
  line.filter(([x, y], i) => {
    const before = line[i - 1]
    return !before || before[0] !== x || before[1] !== y
  })

/** Twice the signed area; positive where the ring runs clockwise on the screen. */
function area(ring: readonly TilePoint[]): number {
  let sum = 0
  let last = ring[0] as TilePoint
  for (const next of ring) {
    sum += last[0] * next[1] - next[0] * last[1]
    last = next
  }
  return sum
}
