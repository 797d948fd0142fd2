import { buildingsOf, gridsOf } from '#core/plan/change.ts'
import type { Plan } from '#core/plan/plan.ts'
import { type Instance, violationOf } from '#core/rebalance/instance.ts'
import { problemOf, type Wish } from '#core/rebalance/problem.ts'
import { randomOf } from '#core/rebalance/random.ts'
import { world } from '../../data/generate.ts'
import type { World } from '../../data/world.ts'
import { communityPlan } from './community.ts'

/** 5–24 grids and 30–450 buildings. */
const GRIDS = [5, 24] as const
const BUILDINGS = [30, 450] as const
/** Households that a grid had when it was drawn, about the middle of the band. */
const MEAN = 380

const WISH: Wish = {
  ...{ low: 300, high: 500, goal: 'band', householdsPerPlace: 0 },
  ...{ pricePerBuilding: 0, pricePerM: 0, barriers: 0, rings: 1 },
}

/**
 * Communities of generated districts that were even once and have drifted out of the band, as rebalancing problems:
 * every other one made of two that lie side by side. `drift` is the spread of what grids have grown or shrunk by
 * (log-normal). The same seeds give the same problems.
 */
export function driftedCommunities(count: number, drift: number): Instance[] {
  const found: Instance[] = []
  for (let seed = 1; found.length < count; seed++) {
    const made = world('kuangqu', seed)
    const codes = made.areas.filter(({ level }) => level === 'community').map(({ code }) => code)
    for (const [i, code] of codes.entries()) {
      if (found.length === count) break
      const other = i % 2 === 1 ? beside(made, code) : undefined
      const plan = drifted(made, other ? [code, other] : [code], { drift, seed: seed * 1000 + i })
      const [grids, buildings] = [gridsOf(plan).length, buildingsOf(plan).length]
      const fits = (value: number, [least, most]: readonly [number, number]) =>
        value >= least && value <= most
      if (!fits(grids, GRIDS) || !fits(buildings, BUILDINGS)) continue
      const { instance } = problemOf(plan, code, WISH)
      if (violationOf(instance, instance.own) > 0) found.push(instance)
    }
  }
  return found
}

/** A community of the same street that shares vertices with it. */
function beside({ grids, areas }: World, code: string): string | undefined {
  const street = code.slice(0, 9)
  const vertices = (of: string) =>
    new Set(
      grids.filter(({ community }) => community === of).flatMap(({ shape }) => shape.flat(2).map(String)),
    )
  const own = vertices(code)
  return areas.find(
    (area) =>
      area.level === 'community' &&
      area.code !== code &&
      area.code.startsWith(street) &&
      [...vertices(area.code)].filter((place) => own.has(place)).length > 8,
  )?.code
}

/** Communities as one, in which the grids have grown and shrunk. */
function drifted(
  made: World,
  codes: readonly string[],
  { drift, seed }: { readonly drift: number; readonly seed: number },
): Plan {
  const random = randomOf(seed)
  const bell = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const street = communityPlan(made, (codes[0] as string).slice(0, 9))
  const joined = <T extends { readonly community: string }>(row: T): T => ({
    ...row,
    community: codes[0] as string,
  })
  const isInside = ({ community }: { readonly community: string }) => codes.includes(community)
  const grids = new Map(
    [...street.base.grids].flatMap(([id, grid]) => (isInside(grid) ? [[id, joined(grid)] as const] : [])),
  )
  const inside = [...street.base.buildings.values()].filter(isInside)
  const had = new Map<string, number>()
  for (const { grid, households } of inside) had.set(grid, (had.get(grid) ?? 0) + households)
  const growth = new Map(
    [...grids.keys()].map((id) => [id, (Math.exp(drift * bell()) * MEAN) / Math.max(1, had.get(id) ?? 0)]),
  )
  const buildings = new Map(
    inside.map((building) => [
      building.id,
      joined({
        ...building,
        households: Math.max(1, Math.round(building.households * (growth.get(building.grid) as number))),
      }),
    ]),
  )
  return { ...street, base: { ...street.base, grids, buildings } }
}
