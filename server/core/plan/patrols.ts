import { dissolved } from '../geometry/coverage.ts'
import { interiorPoint, nodedFaces } from '../geometry/geos.ts'
import type { Point, Polygon, Ring, Shape } from '../geometry/lattice.ts'
import {
  boxesMeet,
  boxOf,
  canonical,
  distanceToSegment,
  edgesOf,
  holdsPoint,
  ON_EDGE,
  outlineEdges,
  ringsOf,
  sameShape,
} from '../geometry/shape.ts'
import { unionOfCoverage } from '../geometry/union.ts'
import { beatsOf } from './change.ts'
import type { Base, Beat, Plan, Uuid } from './plan.ts'

/** The beats of a draft, cut along the edge of the plan's ground. */
export interface Patrols {
  /** What of each beat lies in the ground; with `unpatrolled` a coverage of it. */
  readonly inside: ReadonlyMap<Uuid, Shape>
  /** The pieces of the ground that no beat has. */
  readonly unpatrolled: readonly Polygon[]
  /** What of each beat lies beyond the ground; it shares its vertices with `inside`. */
  readonly beyond: ReadonlyMap<Uuid, Shape>
  /** Where the cutting put a vertex on an edge of a beat: by the vertex, the edges. */
  readonly cutAt: ReadonlyMap<string, readonly Edge[]>
  /** Both together again: as drafted, but where beats overlapped or missed each other by a hair. */
  readonly whole: ReadonlyMap<Uuid, Shape>
}
type Edge = readonly [Point, Point]

/** The ground of a plan never changes, and beats seldom: a state of them is cut once. */
const known = new WeakMap<Base['grids'], WeakMap<Plan['beats'], Patrols>>()

/**
 * Cuts the beats along the edge of the plan's ground, on the lattice. Beats need not meet that edge in vertices: where
 * one crosses it, both get a vertex there, half a unit off at most.
 */
export function patrols(plan: Plan): Patrols {
  const byOverlay = known.get(plan.base.grids) ?? new WeakMap<Plan['beats'], Patrols>()
  known.set(plan.base.grids, byOverlay)
  const cut = byOverlay.get(plan.beats) ?? cutPatrols(plan)
  byOverlay.set(plan.beats, cut)
  return cut
}

function cutPatrols(plan: Plan): Patrols {
  const beats = beatsOf(plan)
  const shapes = beats.map(({ shape }) => shape)
  const grids = [...plan.base.grids.values()].map(({ shape }) => shape)
  // Whole rings, though beats share most of their edges: of long lines GEOS makes faces three times as fast.
  const faces = nodedFaces([...shapes.flatMap(ringsOf), ...outlineEdges(grids)])

  const isGround = holderAmong(grids)
  const holder = holderAmong(shapes)
  const inside: OwnedFace[] = []
  const beyond: OwnedFace[] = []
  const unpatrolled: Shape[] = []
  for (const polygon of faces) {
    const point = interiorPoint(polygon)
    const owner = beats[holder(point)]?.id
    const isInside = isGround(point) >= 0
    if (owner !== undefined) (isInside ? inside : beyond).push({ polygon, owner })
    else if (isInside) unpatrolled.push([polygon])
  }
  const parts = { inside: byOwner(inside), beyond: byOwner(beyond) }
  const cutAt = cutsOn(beats, parts)
  const whole = joinedNeatly(parts, cutAt)
  return { ...parts, unpatrolled: unionOfCoverage(unpatrolled), cutAt, whole }
}

interface OwnedFace {
  readonly polygon: Polygon
  readonly owner: Uuid
}
const byOwner = (faces: readonly OwnedFace[]) => dissolved(faces, ({ owner }) => owner)

/** Which of the shapes holds a point; -1 where none does. */
export function holderAmong(shapes: readonly Shape[]): (point: Point) => number {
  const boxes = shapes.map((shape) => boxOf(ringsOf(shape)))
  return ([x, y]) =>
    shapes.findIndex(
      (shape, i) =>
        boxesMeet(boxes[i] as ReturnType<typeof boxOf>, [x, y, x, y]) && holdsPoint(shape, [x, y]),
    )
}

const keyOf = ([x, y]: Point): string => `${x},${y}`
const verticesOf = (shape: Shape): Set<string> => new Set(ringsOf(shape).flat().map(keyOf))

type Parts = Pick<Patrols, 'inside' | 'beyond'>

function cutsOn(beats: readonly Beat[], parts: Parts): Map<string, Edge[]> {
  const cutAt = new Map<string, Edge[]>()
  for (const { id, shape } of beats) {
    const drawn = verticesOf(shape)
    const added = ringsOf(joined(parts, id)).flatMap((ring) =>
      ring.slice(1).filter((point) => !drawn.has(keyOf(point))),
    )
    if (added.length === 0) continue
    const edges = [...edgesOf([shape]).values()]
    for (const point of added) {
      const under = edges.filter(({ a, b }) => liesOn([a, b], point)).map(({ a, b }): Edge => [a, b])
      cutAt.set(keyOf(point), [...(cutAt.get(keyOf(point)) ?? []), ...under])
    }
  }
  return cutAt
}

const liesOn = ([a, b]: Edge, point: Point): boolean => distanceToSegment(point, a, b) <= ON_EDGE

/** What a beat has inside and beyond, as one. */
function joined({ inside, beyond }: Parts, id: Uuid): Shape {
  return unionOfCoverage([inside.get(id) ?? [], beyond.get(id) ?? []])
}

/**
 * The whole shapes of beats after their ground inside the plan's was dealt out anew: of those that it changed, and of
 * whatever missed them by a hair before and now shares their vertices.
 */
export function wholeBeats(
  { beyond, cutAt, whole }: Patrols,
  before: readonly Beat[],
  inside: ReadonlyMap<Uuid, Shape>,
): Map<Uuid, Shape> {
  const drawn = new Map(before.map(({ id, shape }) => [id, shape]))
  const differing = new Map(
    [...joinedNeatly({ inside, beyond }, cutAt)].filter(
      ([id, shape]) => !sameShape(drawn.get(id) ?? [], shape),
    ),
  )
  const sharing = new Map<string, Uuid[]>()
  for (const [id, shape] of differing)
    for (const key of edgesOf([shape]).keys()) sharing.set(key, [...(sharing.get(key) ?? []), id])
  const changed = new Map([...differing].filter(([id, shape]) => !sameShape(whole.get(id) ?? [], shape)))
  // What is added on the way is visited too.
  for (const shape of changed.values())
    for (const key of edgesOf([shape]).keys())
      for (const id of sharing.get(key) ?? []) changed.set(id, differing.get(id) ?? [])
  return changed
}

/**
 * What beats have inside and beyond, each as one. A vertex that cutting put on an edge which runs on as it did is taken
 * back, on both sides, so that a beat whose ground and corners stay is the same byte for byte.
 */
function joinedNeatly(parts: Parts, cutAt: Patrols['cutAt']): Map<Uuid, Shape> {
  const ids = new Set([...parts.beyond.keys(), ...parts.inside.keys()])
  const shapes = new Map([...ids].map((id) => [id, joined(parts, id)]))
  if (cutAt.size === 0) return shapes
  const degrees = new Map<string, number>()
  for (const { a, b } of edgesOf(shapes.values()).values())
    for (const point of [a, b]) degrees.set(keyOf(point), (degrees.get(keyOf(point)) ?? 0) + 1)

  const isNeedless = (previous: Point, point: Point, next: Point): boolean =>
    degrees.get(keyOf(point)) === 2 &&
    (cutAt.get(keyOf(point)) ?? []).some((edge) => liesOn(edge, previous) && liesOn(edge, next))
  const neat = (ring: Ring): Ring => {
    const open = ring.slice(0, -1)
    const kept = open.filter((point, i) => {
      const [previous, next] = [open.at(i - 1) as Point, open[(i + 1) % open.length] as Point]
      return !isNeedless(previous, point, next)
    })
    return [...kept, kept[0] as Point]
  }
  return new Map([...shapes].map(([id, shape]) => [id, canonical(shape.map((polygon) => polygon.map(neat)))]))
}
