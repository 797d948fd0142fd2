import { type Point, type Position, toDegrees } from '#core/geometry/lattice.ts'
import { boxOf, holdsPoint, ringsOf } from '#core/geometry/shape.ts'
import { grouped } from '#core/grouped.ts'
import type { Attribution } from '#core/incident/attribution.ts'
import type { Actor, Holder } from '#core/incident/case.ts'
import { caseMatter, type Matter } from '#core/incident/matters.ts'
import { proposedRoute } from '#core/incident/routing.ts'
import type { Level } from '#core/incident/triage.ts'
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

/** A share of the grids where more happens than elsewhere, and the share of what happens there (demo). */
const HOT_GRIDS = 0.1
const HOT_SHARE = 0.35

/** Places of a world, each as often as something happens there: more where more people live, and in hot spots. */
export function incidentPlaces(world: World, source: Random): (random: Random) => IncidentPlace {
  const buildingsByGrid = grouped(world.buildings, ({ grid }) => grid)
  const grids = world.grids.filter(({ id }) => buildingsByGrid.has(id))
  const hot = new Set(
    source.shuffled(grids.map(({ id }) => id)).slice(0, Math.ceil(grids.length * HOT_GRIDS)),
  )
  const usual = grids.map(({ id }) => {
    const households = (buildingsByGrid.get(id) ?? []).reduce((sum, building) => sum + building.households, 0)
    // Gamma with shape 2: the sum of two exponential waiting times.
    const gamma = -Math.log(1 - source.next()) - Math.log(1 - source.next())
    return gamma * (Math.max(households, 30) / 290) ** 0.8
  })
  const hotSum = usual.reduce((sum, weight, i) => sum + (hot.has(grids[i]!.id) ? weight : 0), 0)
  const coolSum = usual.reduce((sum, weight) => sum + weight, 0) - hotSum
  const gridBy = cumulative(
    usual.map((weight, i) =>
      hot.has(grids[i]!.id) ? (weight * HOT_SHARE) / hotSum : (weight * (1 - HOT_SHARE)) / coolSum,
    ),
  )
  const buildingBy = new Map(
    grids.map(({ id }) => [
      id,
      cumulative((buildingsByGrid.get(id) ?? []).map(({ households }) => households + 3)),
    ]),
  )
  const placeOf = placesOf(world)
  return (random) => {
    const grid = grids[drawn(gridBy, random)]!
    const building = buildingsByGrid.get(grid.id)![drawn(buildingBy.get(grid.id)!, random)]!
    // Somewhere about the building, and within it: two metres either way.
    const position = toDegrees([
      building.position[0] + random.whole(-150, 150),
      building.position[1] + random.whole(-150, 150),
    ])
    return { ...placeOf(grid, building), position }
  }
}

function cumulative(weights: readonly number[]): Float64Array {
  let sum = 0
  return Float64Array.from(weights, (weight) => {
    sum += weight
    return sum
  })
}

/** An index, each as likely as its weight: binary search in the sums. */
function drawn(sums: Float64Array, random: Random): number {
  const wanted = random.next() * (sums.at(-1) ?? 0)
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! > wanted) high = middle
    else low = middle + 1
  }
  return low
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
