import { ringsOf } from '#core/geometry/shape.ts'
import { grouped } from '#core/grouped.ts'
import { startedPlan } from '#core/plan/change.ts'
import { type Barrier, type CrewRole, DEFAULT_BAND, type Plan } from '#core/plan/plan.ts'
import type { World } from '../../data/world.ts'

/** A community of a generated world as a plan, with what the product knows of it. */
export function communityPlan(world: World, code: string): Plan {
  const placesByBuilding = grouped(world.places, ({ building }) => building)
  const grids = world.grids.filter(({ community }) => community === code)
  const buildings = world.buildings.filter(({ community }) => community === code)
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
  const name = world.areas.find((area) => area.code === code)?.name ?? code
  const usedSequences = grids.map((grid) => Number(grid.code.slice(-3)))
  return startedPlan(
    {
      within: code,
      communities: new Map([[code, { code, name, usedSequences }]]),
      grids: new Map(grids.map((grid) => [grid.id, { ...grid, locked: false }])),
      buildings: new Map(
        buildings.map((it) => [it.id, { ...it, places: placesByBuilding.get(it.id)?.length ?? 0 }]),
      ),
      barriers: [...rivers, ...roads],
      crew: new Map(
        [...grouped(posts, ({ grid }) => grid)].map(([grid, held]) => [grid, held.map(({ role }) => role)]),
      ),
    },
    DEFAULT_BAND,
  )
}
