import { difference, intersection } from '#core/geometry/geos.ts'
import type { Point, Ring, Shape } from '#core/geometry/lattice.ts'
import { areaM2, localMetres } from '#core/geometry/metres.ts'
import { boxesMeet, boxOf, canonical, edgeKey, edgesOf, ringsOf } from '#core/geometry/shape.ts'
import { applyChange, buildingsOf, gridsOf } from '#core/plan/change.ts'
import type { Grid, Plan } from '#core/plan/plan.ts'

export interface Edge {
  readonly a: Point
  readonly b: Point
  /** The grids that have it. */
  readonly owners: readonly Grid[]
}

export function edgesIn(plan: Plan): Edge[] {
  const edges = new Map<string, { a: Point; b: Point; owners: Grid[] }>()
  for (const grid of gridsOf(plan))
    for (const [key, { a, b }] of edgesOf([grid.shape])) {
      const known = edges.get(key)
      if (known) known.owners.push(grid)
      else edges.set(key, { a, b, owners: [grid] })
    }
  return [...edges.values()]
}
/** Between two grids of one community. */
export const isInner = ({ owners: [one, other] }: Edge): boolean => one?.community === other?.community
/** At the edge of all the communities that there are. */
export const isOuter = ({ owners }: Edge): boolean => owners.length === 1

/** The shape with one more vertex on one of its edges. */
export const bent = (shape: Shape, { a, b }: Edge, at: Point): Shape =>
  canonical(
    shape.map((polygon) =>
      polygon.map((ring) =>
        ring.flatMap((point, i) => {
          const before = ring[i - 1]
          return before && edgeKey(before, point) === edgeKey(a, b) ? [at, point] : [point]
        }),
      ),
    ),
  )

/** The plan with a row of a grid changed behind the commands' back. */
export const tampered = (plan: Plan, before: Grid, change: Partial<Grid>): Plan =>
  applyChange(plan, [{ table: 'grids', id: before.id, before, after: { ...before, ...change } }])

export interface Dent {
  readonly grid: Grid
  readonly edge: Edge
  /** Where the edge was pulled to. */
  readonly tip: Point
  /** The ground between the edge as it was and as it is. */
  readonly triangle: Ring
  readonly after: Plan
}

const DEPTH_M = 2
const ANY_M2 = 0.01

/**
 * Pulls the middle of an edge 2 m into one of the grids that have it, or out of it: into the one other grid that has
 * the edge too, or where no grid is. Nobody lives on that ground.
 */
export function dented(
  plan: Plan,
  random: () => number,
  fits: (edge: Edge) => boolean,
  direction: 'inward' | 'outward',
): Dent {
  const edges = edgesIn(plan).filter(fits)
  for (let tries = 0; tries < 1000; tries++) {
    const edge = edges[Math.floor(random() * edges.length)]
    const grid = edge?.owners[Math.floor(random() * edge.owners.length)]
    if (!edge || !grid) break
    const tip = besideMiddle(edge, random() < 0.5 ? DEPTH_M : -DEPTH_M)
    const ground = canonical([[[edge.a, edge.b, tip, edge.a]]])
    const triangle = ground[0]?.[0] as Ring
    const wanted = direction === 'inward' ? [grid] : edge.owners.filter(({ id }) => id !== grid.id)
    if (!tip || !liesIn(plan, ground, wanted) || !isFree(plan, triangle)) continue
    const after = tampered(plan, grid, { shape: bent(grid.shape, edge, tip) })
    return { grid, edge, tip, triangle, after }
  }
  throw new Error(`found no edge to dent ${direction}`)
}

function besideMiddle({ a, b }: Edge, distanceM: number): Point {
  const metres = localMetres(a)
  const [x, y] = metres.of(b)
  const share = distanceM / Math.hypot(x, y)
  const [tipX, tipY] = metres.back([x / 2 - share * y, y / 2 + share * x])
  return [Math.round(tipX), Math.round(tipY)]
}

/** True if just these grids have ground of it, each the whole. */
function liesIn(plan: Plan, ground: Shape, wanted: readonly Grid[]): boolean {
  const box = boxOf(ringsOf(ground))
  return gridsOf(plan)
    .filter(({ shape }) => boxesMeet(boxOf(ringsOf(shape)), box))
    .every(({ id, shape }) =>
      wanted.some((grid) => grid.id === id)
        ? areaM2(difference(ground, shape)) < ANY_M2
        : areaM2(intersection(ground, shape)) < ANY_M2,
    )
}

const isFree = (plan: Plan, triangle: Ring): boolean =>
  buildingsOf(plan).every(({ footprint }) => !boxesMeet(boxOf(ringsOf(footprint)), boxOf([triangle]), 50))
