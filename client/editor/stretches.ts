import type { Position } from '#core/geometry/lattice.ts'
import type { Uuid } from '#core/plan/plan.ts'
import { type Gesture, type Ground, type Pointer, penned, type Reducer, type Step } from './gesture.ts'
import type { Outlined } from './neighbours.ts'
import { apartFromLine } from './snap.ts'

/** A boundary between two grids, from one place where three or more meet to the next; or one that is locked. */
export interface Stretch {
  readonly line: readonly Position[]
  /** Of a locked one. */
  readonly lock: Uuid | null
}
export interface BoundaryLock {
  readonly id: Uuid
  readonly line: readonly Position[]
}

/** What can be locked or unlocked: the locked stretches, then the other boundaries inside the communities. */
export const stretchesOf = (grids: readonly Outlined[], locks: readonly BoundaryLock[]): Stretch[] => {
  const neighbours = innerNeighbours(grids)
  const isJunction = (key: string) => neighbours.get(key)!.size !== 2
  const walked = new Set<string>()
  const stretches: Stretch[] = locks.map(({ id, line }) => ({ line, lock: id }))
  const held = new Set(locks.flatMap(({ line }) => edgeKeys(line.map(String))))
  const walk = (from: string, towards: string) => {
    if (walked.has(`${from} ${towards}`)) return
    const keys = [from, towards]
    while (!isJunction(keys.at(-1)!) && keys.at(-1) !== from) {
      const [before, now] = keys.slice(-2) as [string, string]
      keys.push([...neighbours.get(now)!.keys()].find((key) => key !== before)!)
    }
    const edges = edgeKeys(keys)
    for (const edge of edges) walked.add(edge)
    if (!edges.every((edge) => held.has(edge)))
      stretches.push({ line: keys.map((key) => places.get(key)!), lock: null })
  }
  const places = new Map([...neighbours.values()].flatMap((ends) => [...ends]))
  const vertices = [...neighbours.keys()]
  // First from every junction, then round what has none: a grid that lies within another.
  for (const vertex of [...vertices.filter(isJunction), ...vertices])
    for (const next of neighbours.get(vertex)!.keys()) walk(vertex, next)
  return stretches
}

/** The edges along a line of vertices, in both directions. */
const edgeKeys = (keys: readonly string[]): string[] =>
  keys.slice(1).flatMap((key, i) => [`${keys[i]} ${key}`, `${key} ${keys[i]}`])

/** For each vertex the vertices to which an edge between two grids leads from it. */
const innerNeighbours = (grids: readonly Outlined[]): Map<string, Map<string, Position>> => {
  const once = new Map<string, readonly [Position, Position]>()
  const neighbours = new Map<string, Map<string, Position>>()
  const note = (a: Position, b: Position) => {
    const ends = neighbours.get(String(a))
    if (ends) ends.set(String(b), b)
    else neighbours.set(String(a), new Map([[String(b), b]]))
  }
  for (const { community, coordinates } of grids)
    for (const ring of coordinates.flat())
      for (let i = 1; i < ring.length; i++) {
        const [a, b] = [ring[i - 1]!, ring[i]!]
        const edge = `${community} ${[String(a), String(b)].sort().join(' ')}`
        if (once.delete(edge)) {
          note(a, b)
          note(b, a)
        } else once.set(edge, [a, b])
      }
  return neighbours
}

const nearest = ({ at, reach }: Pointer, { stretches }: Ground): Stretch | null => {
  let best: Stretch | null = null
  let least = reach
  for (const stretch of stretches) {
    const away = apartFromLine(at, stretch.line, reach)
    if (away < least) [best, least] = [stretch, away]
  }
  return best
}

/** A click on a boundary locks it from junction to junction; on a locked one it unlocks. */
export const lockStretch: Reducer = (gesture, pointer, ground) => {
  if (pointer.kind !== 'move' && pointer.kind !== 'click') return { gesture }
  const stretch = nearest(pointer, ground)
  if (pointer.kind === 'move')
    return { gesture: stretch === gesture.pen.stretch ? gesture : penned(gesture, { stretch }) }
  return stretch
    ? toggled(penned(gesture, { stretch }), ground)
    : { gesture, ...(pointer.grid && { focus: pointer.grid }) }
}

/** Locks the stretch in hand, or unlocks it. */
export const toggled = (gesture: Gesture, { newId }: Ground): Step => {
  const { stretch } = gesture.pen
  if (!stretch) return { gesture }
  return {
    gesture: penned(gesture, { stretch: null }),
    command: stretch.lock
      ? { type: 'unlockBoundary', lock: stretch.lock }
      : { type: 'lockBoundary', line: { type: 'LineString', coordinates: stretch.line }, lock: newId },
  }
}

/** The next (1) or previous (-1) stretch of the selected grid's boundary is in hand. */
export const nextStretch = (gesture: Gesture, by: 1 | -1, ground: Ground): Gesture => {
  const home = ground.grids.find(({ id }) => id === ground.selected)
  const own = new Set(home?.coordinates.flat(2).map(String))
  const around = ground.stretches.filter(({ line }) => line.every((place) => own.has(String(place))))
  const now = gesture.pen.stretch ? around.indexOf(gesture.pen.stretch) : -1
  const next = around.at(now < 0 ? 0 : (now + by) % around.length)
  return penned(gesture, { stretch: next ?? null })
}
