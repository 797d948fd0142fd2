import { grouped } from '#core/grouped.ts'
import { GIVEN_NAMES, SURNAMES } from './names/people.ts'
import { type Random, random, uuid } from './random.ts'
import { SHAGOU } from './shagou.ts'
import type { WorldBeat, WorldGrid, WorldPerson, WorldPost, WorldStation } from './world.ts'

/** What is planted in the crews of a district's basic grids, so that whoever looks for gaps has something to find. */
export interface CrewFaults {
  /** Grids that never had a worker. */
  readonly unmanned: number
  /** Grids whose worker left without a successor. */
  readonly expired: number
  /** Grids whose worker also serves another grid of the community. */
  readonly doubled: number
}

interface Crew {
  readonly people: readonly WorldPerson[]
  readonly crew: readonly WorldPost[]
}

/**
 * Who serves the basic grids and the beats: for each grid a chief, a worker and an auxiliary for each micro-grid, and
 * for each community an instructor whom its grids share (1 + 1 + 1 + N); for each beat its community officers.
 * Names and numbers are invented, and no telephone has such a number.
 * @throws if the district has no room for the faults.
 */
export function crewOf(
  grids: readonly WorldGrid[],
  beats: readonly WorldBeat[],
  stations: readonly WorldStation[],
  faults: CrewFaults,
  district: string,
  seed: number,
): Crew {
  const source = random(seed, district, 'crew')
  const people: WorldPerson[] = []
  const hired = (area: string, ...key: (string | number)[]): string => {
    const id = uuid(seed, 'person', area, ...key)
    people.push({
      id,
      name: source.pick(SURNAMES) + source.pick(GIVEN_NAMES),
      telephone: `1000${String(people.length + 1).padStart(7, '0')}`,
      area,
    })
    return id
  }
  const post = (
    person: string,
    role: WorldPost['role'],
    place: Pick<WorldPost, 'grid' | 'beat' | 'area'>,
    days: Pick<WorldPost, 'fromOn' | 'toOn'> = { fromOn: someDay(source, 2022, 2023), toOn: null },
  ): WorldPost => ({
    id: uuid(seed, 'post', person, role, place.grid ?? place.beat ?? ''),
    person,
    role,
    ...place,
    ...days,
  })

  const basic = grids.filter(({ type }) => type === 'basic')
  const { unmanned, expired, doubled } = planted(basic, faults, source)
  const crew: WorldPost[] = []
  for (const [community, members] of grouped(basic, (grid) => grid.community)) {
    const instructor = hired(community, 'instructor')
    const workerByGrid = new Map<string, string>()
    for (const { id: grid, code, microGrids } of members) {
      const place = { grid, beat: null, area: community }
      crew.push(post(hired(community, 'chief', code), 'chief', place), post(instructor, 'instructor', place))
      if (!unmanned.has(grid)) {
        const colleague = doubled.has(grid) ? [...workerByGrid.values()].at(-1) : undefined
        const worker = colleague ?? hired(community, 'worker', code)
        const left = { fromOn: someDay(source, 2022, 2023), toOn: someDay(source, 2024, 2024) }
        crew.push(expired.has(grid) ? post(worker, 'worker', place, left) : post(worker, 'worker', place))
        if (!expired.has(grid)) workerByGrid.set(grid, worker)
      }
      for (let i = 1; i <= microGrids; i++)
        crew.push(post(hired(community, 'auxiliary', code, i), 'auxiliary', place))
    }
  }
  const streetByStation = new Map(stations.map(({ id, street }) => [id, street]))
  for (const { id: beat, code, station, officers } of beats)
    for (let i = 1; i <= officers; i++) {
      const area = streetByStation.get(station)!
      crew.push(post(hired(area, 'officer', code, i), 'community_officer', { grid: null, beat, area }))
    }
  return { people, crew }
}

/** The grids that each fault befalls; each a different one, none in 沙沟社区 and none the first of its community. */
function planted(basic: readonly WorldGrid[], faults: CrewFaults, source: Random) {
  const first = new Set([...grouped(basic, ({ community }) => community).values()].map(([grid]) => grid))
  const able = basic.filter((grid) => grid.community !== SHAGOU && !first.has(grid))
  const shuffled = source.shuffled(able.map(({ id }) => id))
  const take = (count: number): Set<string> => new Set(shuffled.splice(0, count))
  const taken = {
    unmanned: take(faults.unmanned),
    expired: take(faults.expired),
    doubled: take(faults.doubled),
  }
  const missing = faults.unmanned + faults.expired + faults.doubled - able.length
  if (missing > 0) throw new Error(`expected room for the faults of crews, found ${missing} grids too few`)
  return taken
}

const someDay = (source: Random, fromYear: number, toYear: number): string => {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${source.whole(fromYear, toYear)}-${two(source.whole(1, 12))}-${two(source.whole(1, 28))}`
}
