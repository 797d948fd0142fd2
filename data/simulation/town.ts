import { type Point, toLattice } from '#core/geometry/lattice.ts'
import type { Matter } from '#core/incident/matters.ts'
import type { Area, BuildingSummary, GridSummary } from '../../server/contract/area.ts'

/** A building as the reports name it. */
export interface House {
  readonly grid: string
  readonly community: string
  readonly households: number
  readonly position: Point
  readonly name: string
  readonly address: string
}

/** What the simulator has read of the district that it plays in. */
export interface Town {
  readonly grids: readonly Pick<GridSummary, 'id'>[]
  readonly houses: readonly House[]
  /** Those that may be reported, by code. */
  readonly matters: ReadonlyMap<string, Matter>
  readonly timeZone: string
}

/** A town of the buildings of each grid; matters that may not enter the grid are left out. */
export function townOf(
  grids: readonly { readonly grid: GridSummary; readonly buildings: readonly BuildingSummary[] }[],
  areas: readonly Pick<Area, 'code' | 'name'>[],
  matters: readonly Matter[],
  timeZone: string,
): Town {
  const areaNames = new Map(areas.map(({ code, name }) => [code, name]))
  return {
    grids: grids.map(({ grid }) => grid),
    houses: grids.flatMap(({ grid: { id, name, community }, buildings }) =>
      buildings.map((building) => ({
        ...{ grid: id, community, households: building.households, name: building.name },
        position: toLattice(building.position),
        address: `${areaNames.get(community) ?? ''}${name}${building.name}`,
      })),
    ),
    matters: new Map(
      matters.filter(({ admission }) => admission === 'admitted').map((one) => [one.code, one]),
    ),
    timeZone,
  }
}
