import { interiorPoint } from '../../geometry/geos.ts'
import { type Polygon, type Position, toDegrees } from '../../geometry/lattice.ts'
import { areaM2 } from '../../geometry/metres.ts'
import { buildingsByGrid, gridsOf } from '../change.ts'
import type { Finding } from '../commands.ts'
import type { Building, Grid, Plan, Uuid } from '../plan.ts'
import { isChanged } from '../publication.ts'

/** What a check looks at. */
export interface Subject {
  readonly plan: Plan
  /** The grids that the plan changed. */
  readonly grids: readonly Grid[]
  /** All grids of the communities in which something differs. */
  readonly neighbours: readonly Grid[]
  readonly buildings: ReadonlyMap<Uuid, readonly Building[]>
}
export type Check = (subject: Subject) => Finding[]

export function subjectOf(plan: Plan): Subject {
  const all = gridsOf(plan)
  const retired = [...plan.grids].filter(([, grid]) => grid === null).map(([id]) => plan.base.grids.get(id))
  const changed = all.filter((grid) => plan.grids.has(grid.id) && isChanged(plan, grid))
  const differing = [...changed, ...retired, ...plan.buildings.values()]
  const communities = new Set(differing.map((row) => row?.community))
  return {
    plan,
    grids: changed,
    neighbours: all.filter(({ community }) => communities.has(community)),
    buildings: buildingsByGrid(plan),
  }
}

export const largestFirst = (polygons: readonly Polygon[]): Polygon[] =>
  polygons
    .map((polygon) => ({ polygon, area: areaM2([polygon]) }))
    .sort((a, b) => b.area - a.area)
    .map(({ polygon }) => polygon)

/** A place in the grid to look at: inside its largest part. [lng, lat] in degrees. */
export const placeIn = ({ shape }: Grid): Position =>
  toDegrees(interiorPoint(largestFirst(shape)[0] as Polygon))
