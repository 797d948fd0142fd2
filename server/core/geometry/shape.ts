import type { Line, Point, Polygon, Ring, Shape } from './lattice.ts'

export type Box = readonly [west: number, south: number, east: number, north: number]

export function boxOf(lines: Iterable<Line>): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const line of lines)
    for (const [x, y] of line) {
      if (x < west) west = x
      if (x > east) east = x
      if (y < south) south = y
      if (y > north) north = y
    }
  return [west, south, east, north]
}
export const boxesMeet = (a: Box, b: Box, margin = 0): boolean =>
  a[0] <= b[2] + margin && b[0] <= a[2] + margin && a[1] <= b[3] + margin && b[1] <= a[3] + margin

export const ringsOf = (shape: Shape): readonly Ring[] => shape.flat()

/** Twice the signed area in square lattice units, counter-clockwise positive; exact for shapes up to 50 km. */
export function doubledArea(ring: Ring): number {
  const [originX, originY] = ring[0] as Point
  let sum = 0
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1] as Point
    const [bx, by] = ring[i] as Point
    sum += (ax - originX) * (by - originY) - (bx - originX) * (ay - originY)
  }
  return sum
}

/** Twice the area of a shape in square lattice units. */
export const doubledAreaOf = (shape: Shape): number =>
  ringsOf(shape).reduce((sum, ring) => sum + doubledArea(ring), 0)

const before = ([ax, ay]: Point, [bx, by]: Point): boolean => ax < bx || (ax === bx && ay < by)
const byFirstPoint = (a: Ring, b: Ring): number => {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [p, q] = [a[i] as Point, b[i] as Point]
    if (before(p, q)) return -1
    if (before(q, p)) return 1
  }
  return a.length - b.length
}

/** The ring from its westernmost (then southernmost) vertex, in the given direction. */
function ringFromWest(ring: Ring, counterClockwise: boolean): Ring {
  const open = ring.slice(0, -1)
  if (doubledArea(ring) > 0 !== counterClockwise) open.reverse()
  const first = open.reduce((best, point, i) => (before(point, open[best] as Point) ? i : best), 0)
  const turned = [...open.slice(first), ...open.slice(0, first)]
  return [...turned, turned[0] as Point]
}

/** One way to write each shape, so that equal shapes are equal byte for byte. */
export function canonical(shape: Shape): Shape {
  return shape
    .map(
      ([outer, ...holes]): Polygon => [
        ringFromWest(outer as Ring, true),
        ...holes.map((hole) => ringFromWest(hole, false)).sort(byFirstPoint),
      ],
    )
    .sort((a, b) => byFirstPoint(a[0] as Ring, b[0] as Ring))
}

export const sameShape = (a: Shape, b: Shape): boolean =>
  a === b ||
  (a.length === b.length &&
    a.every((polygon, i) => {
      const other = b[i] as Polygon
      return (
        polygon.length === other.length &&
        polygon.every((ring, j) => {
          const twin = other[j] as Ring
          return (
            ring.length === twin.length &&
            ring.every(([x, y], k) => x === (twin[k] as Point)[0] && y === (twin[k] as Point)[1])
          )
        })
      )
    }))

/**
 * True for a point inside by the even-odd rule; exact for a point on the lattice. A point on the edge falls to one
 * side: of shapes that share the edge, just one holds it.
 */
export function holdsPoint(shape: Shape, point: Point): boolean {
  // Asked of every building at every command, so written for speed: no destructuring in the loop.
  const x = point[0]
  const y = point[1]
  let inside = false
  for (const polygon of shape)
    for (const ring of polygon) {
      let a = ring[0] as Point
      for (let i = 1; i < ring.length; i++) {
        const b = ring[i] as Point
        const rises = b[1] > y
        if (a[1] > y !== rises) {
          // Whether the edge passes east of the point, without the division that would round.
          const turn = (b[0] - a[0]) * (y - a[1]) - (x - a[0]) * (b[1] - a[1])
          if (rises ? turn > 0 : turn < 0) inside = !inside
        }
        a = b
      }
    }
  return inside
}

/** An edge without direction, as a key. */
export const edgeKey = (a: Point, b: Point): string =>
  before(a, b) ? `${a[0]},${a[1]},${b[0]},${b[1]}` : `${b[0]},${b[1]},${a[0]},${a[1]}`

/** Every edge of the shapes once, with how many rings have it: two inside a coverage, one on its outline. */
export function edgesOf(shapes: Iterable<Shape>): Map<string, { a: Point; b: Point; sides: number }> {
  const edges = new Map<string, { a: Point; b: Point; sides: number }>()
  for (const shape of shapes)
    for (const ring of ringsOf(shape))
      for (let i = 1; i < ring.length; i++) {
        const [a, b] = [ring[i - 1] as Point, ring[i] as Point]
        const key = edgeKey(a, b)
        const known = edges.get(key)
        if (known) known.sides += 1
        else edges.set(key, { a, b, sides: 1 })
      }
  return edges
}

/** The edges that belong to one shape only. */
export const outlineEdges = (shapes: Iterable<Shape>): [Point, Point][] =>
  [...edgesOf(shapes).values()].filter(({ sides }) => sides === 1).map(({ a, b }) => [a, b])

/**
 * True if the shapes cover the same ground but for the lattice's width: one has all vertices of the other, and its
 * further vertices lie on the other's edges, as noding puts them where a neighbour's boundary now ends.
 */
export function sameGround(before: Shape, after: Shape): boolean {
  const edges = [...edgesOf([before]).values()]
  const known = new Set(edges.flatMap(({ a, b }) => [`${a[0]},${a[1]}`, `${b[0]},${b[1]}`]))
  let kept = 0
  for (const ring of ringsOf(after))
    for (const point of ring.slice(1)) {
      if (known.has(`${point[0]},${point[1]}`)) kept += 1
      else if (!edges.some(({ a, b }) => distanceToSegment(point, a, b) <= ON_EDGE)) return false
    }
  const lengthUnits = edges.reduce((sum, { a, b }) => sum + Math.hypot(b[0] - a[0], b[1] - a[1]), 0)
  return kept === edges.length && Math.abs(doubledAreaOf(before) - doubledAreaOf(after)) <= lengthUnits
}
/** Noding rounds to the lattice, half a unit along each axis. */
export const ON_EDGE = 1

/** Distance of a point from a segment, in the unit of the coordinates. */
export function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length2 = dx * dx + dy * dy
  const share = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length2))
  return Math.hypot(x - ax - share * dx, y - ay - share * dy)
}
