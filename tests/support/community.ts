import { boxesMeet, boxOf, ringsOf } from '#core/geometry/shape.ts'
import { grouped } from '#core/grouped.ts'
import { startedPlan } from '#core/plan/change.ts'
import { type Barrier, type Beat, type CrewRole, DEFAULT_BAND, type Plan } from '#core/plan/plan.ts'
import type { World } from '../../data/world.ts'

/** The communities of a generated world under `within` as a plan, with what the product knows of them. */
export function communityPlan(world: World, within: string): Plan {
  const placesByBuilding = grouped(world.places, ({ building }) => building)
  const grids = world.grids.filter(({ community }) => community.startsWith(within))
  const buildings = world.buildings.filter(({ community }) => community.startsWith(within))
  const rivers = world.water.map(
    ({ name, shape }): Barrier => ({ kind: 'river', name, lines: ringsOf(shape) }),
  )
  const roads = world.roads.flatMap((road): Barrier[] => {
    if (road.class !== 'arterial' && road.class !== 'railway') return []
    const kind = road.class === 'railway' ? 'railway' : 'main_road'
    return [{ kind, name: road.name, lines: [road.line] }]
  })
  const posts = world.crew.flatMap(({ grid, role, toOn }) =>
    grid === null || toOn !== null ? [] : [{ grid, role: role as CrewRole }],
  )
  const communities = world.areas.filter(
    ({ code, level }) => level === 'community' && code.startsWith(within),
  )
  const ground = boxOf(grids.flatMap(({ shape }) => ringsOf(shape)))
  const streetOf = new Map(world.stations.map(({ id, street }) => [id, street]))
  const beats = world.beats.flatMap((beat): Beat[] =>
    boxesMeet(boxOf(ringsOf(beat.shape)), ground)
      ? [{ ...beat, street: streetOf.get(beat.station) ?? '' }]
      : [],
  )
  const numbers = ({ id }: { readonly id: string }) =>
    world.beats.flatMap(({ station, code }) => (station === id ? [Number(code.slice(-2))] : []))
  const used = (code: string) =>
    grids.flatMap((grid) => (grid.community === code ? [Number(grid.code.slice(-3))] : []))
  return startedPlan(
    {
      within,
      communities: new Map(
        communities.map(({ code, name }) => [code, { code, name, usedSequences: used(code) }]),
      ),
      grids: new Map(grids.map((grid) => [grid.id, { ...grid, locked: false }])),
      buildings: new Map(
        buildings.map((it) => [it.id, { ...it, places: placesByBuilding.get(it.id)?.length ?? 0 }]),
      ),
      barriers: [...rivers, ...roads],
      beats: new Map(beats.map((beat) => [beat.id, beat])),
      stations: new Map(
        world.stations.map((station) => [station.id, { ...station, usedNumbers: numbers(station) }]),
      ),
      crew: new Map(
        [...grouped(posts, ({ grid }) => grid)].map(([grid, held]) => [grid, held.map(({ role }) => role)]),
      ),
    },
    DEFAULT_BAND,
  )
}
