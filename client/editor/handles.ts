import type { Position } from '#core/geometry/lattice.ts'
import type { Uuid } from '#core/plan/plan.ts'
import type { Outlined } from './neighbours.ts'
import { apart } from './snap.ts'

/** A place of a boundary to take hold of. At a junction three grids or more meet: it moves, but cannot go. */
export interface Handle {
  readonly at: Position
  readonly kind: 'vertex' | 'junction' | 'middle'
}

/** About 8 m: the middle of a shorter edge would hide its ends. */
const SHORTEST_HALVED = 7e-5

/**
 * The handles of a grid's boundary, in the order in which it runs: its vertices and the middles of its longer
 * edges. The outline of the community has none, for it never changes.
 */
export const handlesOf = (grids: readonly Outlined[], id: Uuid | null): Handle[] => {
  const home = grids.find((grid) => grid.id === id)
  if (!home) return []
  const edges = new Map<string, { ends: readonly [string, string]; sides: number }>()
  for (const { community, coordinates } of grids) {
    if (community !== home.community) continue
    for (const ring of coordinates.flat())
      for (let i = 1; i < ring.length; i++) {
        const ends = [String(ring[i - 1]), String(ring[i])] as const
        const key = edgeKey(...ends)
        const known = edges.get(key)
        if (known) known.sides++
        else edges.set(key, { ends, sides: 1 })
      }
  }
  const fixed = new Set([...edges.values()].flatMap(({ ends, sides }) => (sides === 1 ? ends : [])))
  const degrees = new Map<string, number>()
  for (const { ends } of edges.values()) for (const end of ends) degrees.set(end, (degrees.get(end) ?? 0) + 1)

  return home.coordinates.flat().flatMap((ring) =>
    ring.slice(1).flatMap((b, i): Handle[] => {
      const a = ring[i]!
      const handles: Handle[] = []
      if (!fixed.has(String(a)))
        handles.push({ at: a, kind: (degrees.get(String(a)) ?? 0) > 2 ? 'junction' : 'vertex' })
      if (edges.get(edgeKey(String(a), String(b)))!.sides > 1 && apart(a, b) >= SHORTEST_HALVED)
        handles.push({ at: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], kind: 'middle' })
      return handles
    }),
  )
}

const edgeKey = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`)
