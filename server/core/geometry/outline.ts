import { grouped } from '../grouped.ts'
import type { Point, Ring, Shape } from './lattice.ts'
import { localMetres } from './metres.ts'
import { edgeKey, edgesOf } from './shape.ts'

/** Close enough that a boundary that ends at the next outline vertex ends where the planner meant. */
const OUTLINE_STEP_M = 5
/** A community with a long outline gets longer steps, so that it stays quick to redraw. */
const OUTLINE_MOST_VERTICES = 6_000

/**
 * The same coverage with vertices along every community's outline, none farther apart than 5 m (more where the
 * outline is longer than 30 km). The outline of a community never changes in a plan, and a new boundary ends at
 * one of its vertices: so neighbouring communities go on sharing every vertex, whatever is redrawn inside them.
 * Both sides of an edge get the same vertices.
 */
export function densifiedOutlines<G extends { readonly community: string; readonly shape: Shape }>(
  grids: readonly G[],
): G[] {
  const stepByEdge = new Map<string, number>()
  for (const members of grouped(grids, (grid) => grid.community).values()) {
    const outline = [...edgesOf(members.map(({ shape }) => shape))].filter(([, { sides }]) => sides === 1)
    const lengthM = outline.reduce((sum, [, { a, b }]) => sum + distanceM(a, b), 0)
    const stepM = Math.max(OUTLINE_STEP_M, lengthM / OUTLINE_MOST_VERTICES)
    // An edge between two communities takes the finer step of the two.
    for (const [key] of outline) stepByEdge.set(key, Math.min(stepM, stepByEdge.get(key) ?? Infinity))
  }
  const dense = (ring: Ring): Ring =>
    ring.flatMap((b, i) => {
      const a = ring[i - 1]
      const stepM = a && stepByEdge.get(edgeKey(a, b))
      return a && stepM ? [...pointsBetween(a, b, stepM), b] : [b]
    })
  return grids.map((grid) => ({ ...grid, shape: grid.shape.map((polygon) => polygon.map(dense)) }))
}

function distanceM(a: Point, b: Point): number {
  const [x, y] = localMetres(a).of(b)
  return Math.hypot(x, y)
}

/** Lattice points between two points, in order from `a`; the same points for (b, a), in the other order. */
function pointsBetween(a: Point, b: Point, stepM: number): Point[] {
  const turned = a[0] > b[0] || (a[0] === b[0] && a[1] > b[1])
  const [from, to] = turned ? [b, a] : [a, b]
  const steps = Math.ceil(distanceM(from, to) / stepM)
  const points = Array.from({ length: Math.max(0, steps - 1) }, (_, i): Point => {
    const share = (i + 1) / steps
    return [Math.round(from[0] + share * (to[0] - from[0])), Math.round(from[1] + share * (to[1] - from[1]))]
  })
  return turned ? points.reverse() : points
}
