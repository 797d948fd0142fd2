import type { Position } from '#core/geometry/lattice.ts'
import type { Uuid } from '#core/plan/plan.ts'

export interface Outlined {
  readonly id: Uuid
  readonly community: string
  readonly coordinates: readonly (readonly (readonly Position[])[])[]
}

/** The grids that share an edge (not just a corner) with one of `homes`, without `homes` themselves. */
export const neighboursOf = (grids: readonly Outlined[], homes: ReadonlySet<Uuid>): Set<Uuid> => {
  const edges = (grid: Outlined) =>
    grid.coordinates.flat().flatMap((ring) =>
      ring.slice(1).map((b, i) => {
        const [from, to] = [String(ring[i]), String(b)]
        return from < to ? `${from} ${to}` : `${to} ${from}`
      }),
    )
  const homeEdges = new Set(grids.filter(({ id }) => homes.has(id)).flatMap(edges))
  return new Set(
    grids
      .filter((grid) => !homes.has(grid.id) && edges(grid).some((edge) => homeEdges.has(edge)))
      .map(({ id }) => id),
  )
}
