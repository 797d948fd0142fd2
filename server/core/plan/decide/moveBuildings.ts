import { type Parting, parting } from '../../geometry/cells.ts'
import { clippedTo, linesMeet } from '../../geometry/clip.ts'
import type { Face } from '../../geometry/coverage.ts'
import type { Line } from '../../geometry/lattice.ts'
import { holdsPoint, ringsOf } from '../../geometry/shape.ts'
import { grouped } from '../../grouped.ts'
import { buildingOf, buildingsByGrid, gridOf } from '../change.ts'
import type { CommandOf } from '../commands.ts'
import type { Building, Grid, Plan, Uuid } from '../plan.ts'
import { type Decision, refused } from './decision.ts'
import { redrawn } from './redraw.ts'

/**
 * The cells of the buildings (what of their grid is nearer to them than to its other buildings) go to `to`.
 * ```
 *  A A B B        A A B B
 *  A A B B   →    A B B B     the lower right building of A, moved to B
 * ```
 */
export function moveBuildings(plan: Plan, command: CommandOf<'moveBuildings'>): Decision {
  const to = gridOf(plan, command.to)
  if (to === undefined) return refused('unknown_grid', { grids: [command.to] })
  return withCells(plan, command.buildings, to)
}

/** The cells of the buildings go to a grid, which may be one that only comes into being (`isNew`). */
export function withCells(
  plan: Plan,
  buildings: readonly Uuid[],
  to: Omit<Grid, 'shape'>,
  isNew = false,
): Decision {
  const unknown = buildings.filter((id) => buildingOf(plan, id) === undefined)
  if (unknown.length > 0) return refused('unknown_building', { buildings: unknown })

  const moving = new Set(buildings)
  const movers = [...moving]
    .map((id) => buildingOf(plan, id) as Building)
    .filter(({ grid }) => grid !== to.id)
  const strangers = movers.filter((building) => building.community !== to.community)
  if (strangers.length > 0) return refused('other_community', { buildings: strangers.map(({ id }) => id) })
  if (movers.length === 0) return refused('nothing_changes')

  const sources = [...grouped(movers, ({ grid }) => grid)]
  const locked = [to, ...sources.map(([id]) => gridOf(plan, id) as Grid)].filter((grid) => grid.locked)
  if (locked.length > 0) return refused('grid_locked', { grids: locked.map(({ id }) => id) })
  const residents = buildingsByGrid(plan)
  const emptied = sources.filter(
    ([id, leaving]) => leaving.length === residents.get(id)?.length && !plan.partial?.has(id),
  )
  if (emptied.length > 0) return refused('grid_would_be_empty', { grids: emptied.map(([id]) => id) })

  const departures = new Map(
    sources.map(([id, leaving]) => [
      id,
      departure(
        gridOf(plan, id) as Grid,
        leaving,
        (residents.get(id) as Building[]).filter((building) => !moving.has(building.id)),
      ),
    ]),
  )
  const decision = redrawn(plan, {
    community: to.community,
    cuts: [...departures.values()].flatMap(({ cuts }) => cuts),
    ownersOf: (faces) => faces.map((face) => (departures.get(face.was)?.leaves(face) ? to.id : face.was)),
    involved: new Set(departures.keys()),
    newGrids: isNew ? [to] : [],
    leftovers: { to: to.id, which: 'all' },
  })
  if (!decision.ok) return decision
  const arrived = new Set<Uuid>()
  for (const row of decision.change)
    if (row.table === 'buildings' && row.after.grid === to.id) arrived.add(row.id)
  const stranded = movers.filter(({ id }) => !arrived.has(id))
  if (stranded.length > 0)
    return refused('building_without_cell', { buildings: stranded.map(({ id }) => id) })
  return decision
}

interface Departure {
  readonly cuts: readonly Line[]
  readonly leaves: (face: Face) => boolean
}

/** How the cells of `leaving` part from those of `staying` within their grid; where nobody stays, all of it goes. */
function departure(grid: Grid, leaving: readonly Building[], staying: readonly Building[]): Departure {
  if (staying.length === 0) return { cuts: [], leaves: () => true }
  const footprints = (buildings: readonly Building[]) => buildings.map(({ footprint }) => footprint)
  const parts: Parting = parting(footprints(leaving), footprints(staying))
  const borders = clippedTo(grid.shape, parts.lines)
  // The border is drawn straighter than it is: where it would cut a footprint, it goes round it.
  const grazed = footprints([...leaving, ...staying])
    .flatMap(ringsOf)
    .filter((ring) => borders.some((line) => linesMeet(line, ring)))
  // A face is its building's; one that holds none is of whichever building is nearest.
  const holds = (buildings: readonly Building[], { polygon, inside }: Face) =>
    buildings.some(
      ({ footprint, position }) => holdsPoint([polygon], position) || holdsPoint(footprint, inside),
    )
  return {
    cuts: [...borders, ...grazed],
    leaves: (face) => holds(leaving, face) || (!holds(staying, face) && parts.isFirst(face.inside)),
  }
}
