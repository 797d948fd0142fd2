import Flatbush from 'flatbush'
import type { Point } from '#core/geometry/lattice.ts'
import { boxOf, holdsPoint, ringsOf } from '#core/geometry/shape.ts'
import { random } from './random.ts'
import type { WorldBuilding, WorldCamera, WorldGrid, WorldRoad } from './world.ts'

/** 60,721 buildings have 4,483 cameras. */
const PER_BUILDING = 4_483 / 60_721
/** The rest stand at buildings. */
const ALONG_ROADS = 0.4

interface Ground {
  readonly grids: readonly WorldGrid[]
  readonly buildings: readonly WorldBuilding[]
  readonly roads: readonly WorldRoad[]
}

/** Cameras along the busier roads, of the police and the city, and at corners of buildings, of the communities. */
export function camerasOf({ grids, buildings, roads }: Ground, key: string, seed: number): WorldCamera[] {
  const source = random(seed, 'cameras', key)
  const count = Math.round(buildings.length * PER_BUILDING)
  const communityAt = communityIndex(grids)
  const corners = roads
    .filter(({ class: rank }) => rank === 'arterial' || rank === 'minor')
    .flatMap(({ name, line }) => line.map((position) => ({ name, position })))
  const posts = source.shuffled(corners).flatMap(({ name, position }) => {
    const area = communityAt(position)
    return area === undefined ? [] : [{ name: `${name}路口`, position, area }]
  })
  const onRoads = posts.slice(0, Math.round(count * ALONG_ROADS)).map((post) => ({
    ...post,
    kind: 'turning' as const,
    owner: source.chance(0.6) ? ('police' as const) : ('city' as const),
  }))
  const atBuildings = source
    .shuffled(buildings)
    .slice(0, count - onRoads.length)
    .map(({ name, footprint, community }) => ({
      name: `${name}门前`,
      position: source.pick(footprint[0]![0]!),
      area: community,
      kind: 'fixed' as const,
      owner: 'community' as const,
    }))
  return [...onRoads, ...atBuildings].map((camera, i) => ({
    code: `${key}C${String(i + 1).padStart(5, '0')}`,
    ...camera,
    // Nobody's pictures stand behind an invented camera.
    link: null,
  }))
}

function communityIndex(grids: readonly WorldGrid[]): (point: Point) => string | undefined {
  const index = new Flatbush(grids.length)
  for (const { shape } of grids) index.add(...boxOf(ringsOf(shape)))
  index.finish()
  return ([x, y]) =>
    index
      .search(x, y, x, y)
      .map((i) => grids[i]!)
      .find(({ shape }) => holdsPoint(shape, [x, y]))?.community
}
