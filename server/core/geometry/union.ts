import { type Point, type Ring, type Shape, samePoint } from './lattice.ts'
import { canonical, doubledArea, edgeKey, holdsPoint, ringsOf } from './shape.ts'

/**
 * The union of shapes that share their edges exactly, in canonical form: the edges that two of them have go away, the
 * others are chained into rings. It rounds nothing and compares nothing but lattice points, so that it is right also
 * where holes touch, or are a centimetre wide (GEOS's coverage union fills such).
 * @throws if the shapes overlap along an edge
 */
export function unionOfCoverage(shapes: readonly Shape[]): Shape {
  const rings = edgeWalks(outerEdges(shapes)).flatMap(simpleRings)
  const outers = rings.filter((ring) => doubledArea(ring) > 0)
  const polygons = outers.map((outer): Ring[] => [outer])
  for (const hole of rings) {
    if (doubledArea(hole) > 0) continue
    const around = outers.flatMap((outer, i) => (lies(hole, outer) ? [i] : []))
    const smallest = around.reduce((a, b) =>
      doubledArea(outers[b] as Ring) < doubledArea(outers[a] as Ring) ? b : a,
    )
    polygons[smallest]?.push(hole)
  }
  return canonical(polygons)
}

type Edge = readonly [from: Point, to: Point]

/** The edges that only one shape has, with the shape on their left. */
function outerEdges(shapes: readonly Shape[]): Edge[] {
  const edges = new Map<string, Edge>()
  for (const shape of shapes)
    for (const ring of ringsOf(shape))
      for (let i = 1; i < ring.length; i++) {
        const [a, b] = [ring[i - 1] as Point, ring[i] as Point]
        const key = edgeKey(a, b)
        const twin = edges.get(key)
        if (twin === undefined) edges.set(key, [a, b])
        else if (samePoint(twin[0], b)) edges.delete(key)
        else throw new Error(`expected shapes that share their edges, found two on one side of ${key}`)
      }
  return [...edges.values()]
}

/** The edges chained into closed walks, each around ground that hangs together. */
function edgeWalks(edges: readonly Edge[]): Point[][] {
  const leaving = new Map<string, Edge[]>()
  for (const edge of edges) {
    const key = String(edge[0])
    const others = leaving.get(key)
    if (others) others.push(edge)
    else leaving.set(key, [edge])
  }
  const used = new Set<Edge>()
  return edges.flatMap((first): Point[][] => {
    const walk: Point[] = []
    for (let edge = first; !used.has(edge); ) {
      used.add(edge)
      walk.push(edge[0])
      const choices = leaving.get(String(edge[1])) as Edge[]
      edge = choices.length === 1 ? (choices[0] as Edge) : firstClockwise(edge, choices)
    }
    return walk.length > 0 ? [walk] : []
  })
}

/** Where several edges leave a vertex: the one on the other side of the ground that lies along the edge coming in. */
function firstClockwise([from, at]: Edge, choices: readonly Edge[]): Edge {
  const back: Point = [from[0] - at[0], from[1] - at[1]]
  const way = ([, to]: Edge): Point => [to[0] - at[0], to[1] - at[1]]
  return choices.reduce((a, b) => (isClockwiseSooner(back, way(b), way(a)) ? b : a))
}

/** True if turning clockwise from `start` meets `a` before `b`. */
function isClockwiseSooner(start: Point, a: Point, b: Point): boolean {
  const [sideOfA, sideOfB] = [cross(start, a), cross(start, b)]
  // Less than half a turn clockwise lies on the right.
  if (sideOfA < 0 !== sideOfB < 0) return sideOfA < 0
  return cross(b, a) > 0
}
const cross = (a: Point, b: Point): number => a[0] * b[1] - a[1] * b[0]

/** A walk that passes a vertex twice comes apart there: a ring and what touches it. */
function simpleRings(walk: readonly Point[]): Ring[] {
  const rings: Ring[] = []
  const path: Point[] = []
  const placeOf = new Map<string, number>()
  for (const point of [...walk, walk[0] as Point]) {
    const key = String(point)
    const place = placeOf.get(key)
    if (place !== undefined) {
      const loop = path.splice(place)
      for (const passed of loop) placeOf.delete(String(passed))
      rings.push([...loop, point])
    }
    placeOf.set(key, path.length)
    path.push(point)
  }
  return rings
}

/** True if the ring lies in the other, which it may touch in a vertex. */
function lies(ring: Ring, outer: Ring): boolean {
  const vertices = new Set(outer.map(String))
  const free = ring.find((point) => !vertices.has(String(point)))
  return free !== undefined && holdsPoint([[outer]], free)
}
