/**
 * A layer drawn elsewhere becomes a coverage. Its polygons were digitised one by one: shared edges have different
 * vertices, overlap by centimetres, or leave slits. All edges are noded together on the lattice; every face that is
 * as thin as digitising noise goes to the neighbour with which it shares most of its edge; wider overlaps and
 * gaps are reported, for a person to decide.
 */
import Flatbush from 'flatbush'
import { dissolved } from './coverage.ts'
import { interiorPoint, nodedFaces } from './geos.ts'
import { type Line, type Point, type Polygon, type Position, type Shape, toDegrees } from './lattice.ts'
import { areaM2, localMetres, perimeterM } from './metres.ts'
import { boxOf, edgeKey, edgesOf, holdsPoint, ringsOf } from './shape.ts'

export interface Mismatch {
  readonly kind: 'overlap' | 'gap'
  /** Ids of the shapes that overlap, or that lie around the gap. */
  readonly between: readonly string[]
  readonly areaM2: number
  readonly at: Position
}

export interface Matched {
  /** The coverage; a reported overlap is with the shape that shares most of its edge, a reported gap stays open. */
  readonly coverage: ReadonlyMap<string, Shape>
  /** Overlaps and gaps wider than the tolerance, largest first. */
  readonly mismatches: readonly Mismatch[]
  /** How many slivers were closed, and their area in m². */
  readonly closed: { readonly count: number; readonly areaM2: number }
}

/**
 * @param toleranceM how far apart two edges may lie and still be the same edge
 * @throws if a shape is not valid: check it with `invalidity` first
 */
export function matched(shapes: ReadonlyMap<string, Shape>, toleranceM: number): Matched {
  const edges = [...edgesOf(shapes.values()).values()]
  const boundaries: Line[] = edges.map(({ a, b }) => [a, b])
  const loose = edges.filter(({ sides }) => sides === 1).map(({ a, b }): Line => [a, b])
  const holdersOf = holderIndex(shapes)
  const faces = nodedFaces([...boundaries, ...rungs(loose, toleranceM)]).map((polygon) => {
    const holders = holdersOf(interiorPoint(polygon))
    const thin = (2 * areaM2([polygon])) / perimeterM([polygon]) < toleranceM
    return { polygon, holders, thin, owner: holders.length === 1 ? (holders[0] as string) : null }
  })

  // A face claimed by none or by several goes to the settled face with which it shares most of its edge.
  let [count, closedM2] = [0, 0]
  const open = new Set(faces.filter(({ owner }) => owner === null))
  const mismatches = [...open].filter(({ thin }) => !thin)
  for (let settled = true; settled; ) {
    settled = false
    const ownerByEdge = new Map<string, string>()
    for (const { polygon, owner } of faces)
      if (owner !== null) for (const key of edgesOf([[polygon]]).keys()) ownerByEdge.set(key, owner)
    for (const face of open) {
      if (!face.thin && face.holders.length === 0) continue
      const owner = longestNeighbour(face.polygon, ownerByEdge, face.holders)
      if (owner === undefined) continue
      face.owner = owner
      open.delete(face)
      settled = true
      if (!face.thin) continue
      count += 1
      closedM2 += areaM2([face.polygon])
    }
  }

  const kept = faces.flatMap(({ polygon, owner }) => (owner === null ? [] : [{ polygon, owner }]))
  return {
    coverage: dissolved(kept, ({ owner }) => owner),
    // A hole that one shape alone has around it was drawn on purpose: a lake, an island of another layer.
    mismatches: mismatches
      .map(({ polygon, holders }) => mismatch(polygon, holders, kept))
      .filter(({ between }) => between.length > 1)
      .sort((a, b) => b.areaM2 - a.areaM2),
    closed: { count, areaM2: closedM2 },
  }
}

/** Which shapes hold a point. */
function holderIndex(shapes: ReadonlyMap<string, Shape>): (point: Point) => string[] {
  const entries = [...shapes]
  const index = new Flatbush(Math.max(1, entries.length))
  for (const [, shape] of entries) index.add(...boxOf(ringsOf(shape)))
  if (entries.length === 0) index.add(0, 0, 0, 0)
  index.finish()
  return (point) =>
    index
      .search(point[0], point[1], point[0], point[1])
      .sort((a, b) => a - b)
      .flatMap((i) => {
        const entry = entries[i]
        return entry && holdsPoint(entry[1], point) ? [entry[0]] : []
      })
}

/**
 * Short lines from the ends of loose edges (those that one shape alone has) to other loose edges within the
 * tolerance: they close a slit that is open at its ends, so that it becomes faces.
 */
function rungs(loose: readonly Line[], toleranceM: number): Line[] {
  if (loose.length === 0) return []
  const index = new Flatbush(loose.length)
  for (const line of loose) index.add(...boxOf([line]))
  index.finish()
  const ends = new Map(loose.flat().map((point) => [`${point[0]},${point[1]}`, point]))
  return [...ends.values()].flatMap((point) => {
    const metres = localMetres(point)
    const [reachX, reachY] = [toleranceM / metres.xPerUnit, toleranceM / metres.yPerUnit]
    const near = index.search(point[0] - reachX, point[1] - reachY, point[0] + reachX, point[1] + reachY)
    return near
      .sort((a, b) => a - b)
      .flatMap((i): Line[] => {
        const foot = footOn(loose[i] as Line, point, metres.of)
        return foot && foot.distanceM > 0 && foot.distanceM <= toleranceM
          ? [[point, metres.back(foot.at).map(Math.round) as unknown as Point]]
          : []
      })
  })
}

/** The nearest point of an edge, in metres around the point; null if the edge ends in the point itself. */
function footOn(
  [a, b]: Line,
  point: Point,
  toMetres: (point: Point) => Point,
): { at: Point; distanceM: number } | null {
  if (a === undefined || b === undefined) return null
  const [[ax, ay], [bx, by]] = [toMetres(a), toMetres(b)]
  const [dx, dy] = [bx - ax, by - ay]
  const share = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)))
  const at: Point = [ax + share * dx, ay + share * dy]
  const ownEnd = [a, b].some(([x, y]) => x === point[0] && y === point[1])
  return ownEnd ? null : { at, distanceM: Math.hypot(at[0], at[1]) }
}

/** The owner with the longest common edge; of several claimants, only they come into question. */
function longestNeighbour(
  polygon: Polygon,
  ownerByEdge: ReadonlyMap<string, string>,
  claimants: readonly string[],
): string | undefined {
  const lengths = new Map<string, number>()
  for (const { a, b } of edgesOf([[polygon]]).values()) {
    const owner = ownerByEdge.get(edgeKey(a, b))
    if (owner === undefined || (claimants.length > 0 && !claimants.includes(owner))) continue
    lengths.set(owner, (lengths.get(owner) ?? 0) + Math.hypot(a[0] - b[0], a[1] - b[1]))
  }
  return [...lengths].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0]
}

function mismatch(
  polygon: Polygon,
  holders: readonly string[],
  kept: readonly { readonly polygon: Polygon; readonly owner: string }[],
): Mismatch {
  const keys = edgesOf([[polygon]])
  const around = kept
    .filter((face) => [...edgesOf([[face.polygon]]).keys()].some((key) => keys.has(key)))
    .map(({ owner }) => owner)
  return {
    kind: holders.length === 0 ? 'gap' : 'overlap',
    between: holders.length === 0 ? [...new Set(around)].sort() : holders,
    areaM2: areaM2([polygon]),
    at: toDegrees(interiorPoint(polygon)),
  }
}
