import { type Point, type Position, toDegrees } from '#core/geometry/lattice.ts'
import { boxOf, holdsPoint, ringsOf } from '#core/geometry/shape.ts'
import type { Attribution } from '#core/incident/attribution.ts'
import type { Actor, Holder } from '#core/incident/case.ts'
import { caseMatter, type Matter } from '#core/incident/matters.ts'
import { proposedRoute } from '#core/incident/routing.ts'
import type { Level } from '#core/incident/triage.ts'
import { busyPlaces } from './busyPlaces.ts'
import type { Random } from './random.ts'
import type { World, WorldBeat, WorldBuilding, WorldGrid } from './world.ts'

/** Somewhere that something happens, and who has to do with it there. */
export interface IncidentPlace {
  readonly grid: WorldGrid
  /** The building, as people call it, and where that is. */
  readonly name: string
  readonly address: string
  readonly position: Position
  readonly attribution: Attribution & { readonly community: string }
  /** Who works in the grid; null where nobody does. */
  readonly worker: Actor | null
  readonly holderOf: (matter: Matter, level: Level, sos: boolean) => { holder: Holder; handler: Actor }
}

/** Places of a world, each as often as something happens there. */
export function incidentPlaces(world: World, source: Random): (random: Random) => IncidentPlace {
  const place = busyPlaces(world.grids, world.buildings, source)
  const placeOf = placesOf(world)
  return (random) => {
    const { grid, building, position } = place(random)
    return { ...placeOf(grid, building), position: toDegrees(position) }
  }
}

type Standing = Omit<IncidentPlace, 'position'>

function placesOf(world: World): (grid: WorldGrid, building: WorldBuilding) => Standing {
  const areaNames = new Map(world.areas.map(({ code, name }) => [code, name]))
  const personNames = new Map(world.people.map(({ id, name }) => [id, name]))
  const stations = new Map(world.stations.map((station) => [station.id, station]))
  const workers = new Map(
    world.crew.flatMap(({ role, grid, person, toOn }) =>
      role === 'worker' && grid && toOn === null ? [[grid, person] as const] : [],
    ),
  )
  const beats = world.beats.map((beat) => ({ beat, box: boxOf(ringsOf(beat.shape)) }))
  const beatAt = ([x, y]: Point): WorldBeat | undefined =>
    beats.find(
      ({ beat, box: [west, south, east, north] }) =>
        x >= west && x <= east && y >= south && y <= north && holdsPoint(beat.shape, [x, y]),
    )?.beat
  const known = new Map<string, Standing>()

  return (grid, building) => {
    const before = known.get(building.id)
    if (before) return before
    const beat = beatAt(building.position)
    const community = areaNames.get(grid.community) ?? ''
    const person = workers.get(grid.id)
    const worker: Actor | null =
      person === undefined
        ? null
        : { person, name: personNames.get(person) ?? '', role: 'grid_worker', unit: null, level: 'grid' }
    const unit = (kind: Exclude<Holder['kind'], 'grid_worker'>, id: string, name: string, level: Level) => ({
      holder: { kind, id, name },
      handler: { person: `${kind}:${id}`, name, role: kind, unit: id, level },
    })
    const street = grid.community.slice(0, 9)
    const station = beat ? stations.get(beat.station) : undefined
    const standing: Standing = {
      grid,
      name: building.name,
      address: `${community}${grid.name}${building.name}`,
      attribution: {
        grid: { id: grid.id, version: 1, code: grid.code, name: grid.name },
        beat: beat ? { id: beat.id, version: 1, code: beat.code, name: beat.name } : null,
        community: grid.community,
      },
      worker,
      holderOf(matter, level, sos) {
        const { kind, department } = proposedRoute(caseMatter(matter), level, sos)
        if (kind === 'grid_worker' && worker)
          return { holder: { kind, id: worker.person, name: worker.name }, handler: worker }
        if (kind === 'police' && station) return unit('police', station.id, station.name, 'street')
        if (kind === 'department' || kind === 'police') {
          const office = department ?? matter.department
          return unit('department', office, office, 'district')
        }
        if (kind === 'street') return unit('street', street, areaNames.get(street) ?? '', 'street')
        return unit('community', grid.community, community, 'community')
      },
    }
    known.set(building.id, standing)
    return standing
  }
}
