import type { Position } from '#core/geometry/lattice.ts'

export interface Snap {
  readonly at: Position
  readonly kind: 'vertex' | SnapLine['kind']
}
export interface SnapLine {
  readonly kind: 'boundary' | 'road' | 'building'
  readonly line: readonly Position[]
}

/** A boundary attracts from a little farther than a road or a building beside it, and its vertices farther still. */
const BOUNDARY_LEAD = 0.35
const VERTEX_LEAD = BOUNDARY_LEAD + 0.3

/** How far a degree of longitude reaches, in degrees of latitude. */
const shrinkAt = (latitude: number) => Math.cos((latitude * Math.PI) / 180)

/** The distance between two places, in degrees of latitude. */
export const apart = ([ax, ay]: Position, [bx, by]: Position): number =>
  Math.hypot((bx - ax) * shrinkAt(ay), by - ay)

const same = ([ax, ay]: Position, [bx, by]: Position) => ax === bx && ay === by

/** The point of the segment nearest to `at`. */
const nearestOn = (at: Position, [ax, ay]: Position, [bx, by]: Position): Position => {
  const shrink = shrinkAt(at[1])
  const [dx, dy] = [(bx - ax) * shrink, by - ay]
  const length = dx * dx + dy * dy
  const along =
    length === 0 ? 0 : Math.max(0, Math.min(1, ((at[0] - ax) * shrink * dx + (at[1] - ay) * dy) / length))
  return [ax + along * (bx - ax), ay + along * (by - ay)]
}

const isFar = ([x, y]: Position, [ax, ay]: Position, [bx, by]: Position, reach: number): boolean => {
  const wide = reach / shrinkAt(y)
  return (
    Math.max(ax, bx) < x - wide ||
    Math.min(ax, bx) > x + wide ||
    Math.max(ay, by) < y - reach ||
    Math.min(ay, by) > y + reach
  )
}

/**
 * What attracts the pointer at `at`: the nearest boundary vertex, or point of a boundary, road or building edge,
 * within `reach` (degrees of latitude). `except` is a vertex on its way: its own old edges do not hold it back.
 */
export const snapOf = (
  at: Position,
  lines: readonly SnapLine[],
  reach: number,
  except: Position | null = null,
): Snap | null => {
  let best: Snap | null = null
  let least = reach
  const offer = (place: Position, kind: Snap['kind'], lead: number) => {
    const away = apart(at, place)
    if (away > reach || away - lead >= least) return
    least = away - lead
    best = { at: place, kind }
  }
  for (const { kind, line } of lines)
    for (let i = 1; i < line.length; i++) {
      const [a, b] = [line[i - 1]!, line[i]!]
      if (isFar(at, a, b, reach) || (except && (same(a, except) || same(b, except)))) continue
      offer(nearestOn(at, a, b), kind, kind === 'boundary' ? BOUNDARY_LEAD * reach : 0)
      if (kind !== 'boundary') continue
      offer(a, 'vertex', VERTEX_LEAD * reach)
      offer(b, 'vertex', VERTEX_LEAD * reach)
    }
  return best
}

/** Whether the two segments have a place in common, other than as parts of one straight line. */
export const cross = (a: Position, b: Position, c: Position, d: Position): boolean => {
  const side = ([px, py]: Position, [qx, qy]: Position, [x, y]: Position) =>
    (qx - px) * (y - py) - (qy - py) * (x - px)
  return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) < 0
}

/** A place near which a closed ring crosses or touches itself; undefined for a ring that does not. */
export const crossingOf = (ring: readonly Position[]): Position | undefined => {
  const last = ring.length - 2
  for (let i = 0; i < last; i++)
    for (let j = i + 2; j <= last; j++)
      if (!(i === 0 && j === last) && cross(ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!)) return ring[j]
  return undefined
}

/** How far a place is from a line, in degrees of latitude; Infinity beyond `reach`. */
export const apartFromLine = (at: Position, line: readonly Position[], reach: number): number => {
  let least = Number.POSITIVE_INFINITY
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!]
    if (!isFar(at, a, b, reach)) least = Math.min(least, apart(at, nearestOn(at, a, b)))
  }
  return least
}

interface Drawn {
  readonly coordinates: readonly (readonly (readonly Position[])[])[]
}

/** The lines of a plan that attract the pointer. */
export const snapLinesOf = (grids: readonly Drawn[], buildings: readonly Drawn[]): SnapLine[] => {
  const lines = (kind: SnapLine['kind'], shapes: readonly Drawn[]) =>
    shapes.flatMap(({ coordinates }) => coordinates.flat().map((line): SnapLine => ({ kind, line })))
  return [...lines('boundary', grids), ...lines('building', buildings)]
}
