import type { Line } from '../geometry/lattice.ts'
import { gridsOf } from './change.ts'
import { boundariesOf, gapIn } from './holds.ts'
import type { AreaCode, Hold, Plan } from './plan.ts'

/**
 * One community of a plan, as a plan of its own: what can be done there can be done in the whole, for no command
 * crosses the edge of a community. Who serves the grids and the beats are left out.
 */
export function portionOf(plan: Plan, community: AreaCode): Plan {
  const { base } = plan
  const isHere = (row: { readonly community: AreaCode } | null | undefined) => row?.community === community
  const grids = kept(base.grids, isHere)
  const buildings = kept(base.buildings, isHere)
  const portion: Plan = {
    ...plan,
    base: {
      ...base,
      within: community,
      communities: kept(base.communities, ({ code }) => code === community),
      ...{ grids, buildings },
      ...{ crew: new Map(), beats: new Map(), stations: new Map() },
    },
    grids: new Map([...plan.grids].filter(([id, grid]) => isHere(grid ?? base.grids.get(id)))),
    buildings: kept(plan.buildings, isHere),
    ...{ holds: new Map(), beats: new Map() },
  }
  return { ...portion, holds: holdsIn(plan, portion) }
}

/** A held boundary may run through several communities: here it is cut into its stretches. */
function holdsIn({ holds }: Plan, portion: Plan): Map<string, Hold> {
  const { buildings } = portion.base
  let boundaries: ReturnType<typeof boundariesOf> | undefined
  const here = [...holds.values()].flatMap((hold): Hold[] => {
    if (hold.kind === 'building') return buildings.has(hold.id) ? [hold] : []
    if (hold.kind === 'compound') return hold.buildings.some((id) => buildings.has(id)) ? [hold] : []
    boundaries ??= boundariesOf(gridsOf(portion))
    return stretchesOf(hold.line).flatMap((line, i) =>
      gapIn(line, boundaries ?? new Map()) === null ? [{ ...hold, id: `${hold.id} ${i}`, line }] : [],
    )
  })
  return new Map(here.map((hold) => [hold.id, hold]))
}

const stretchesOf = (line: Line): Line[] => line.slice(1).map((end, i) => [line[i] ?? end, end])

const kept = <K, V>(rows: ReadonlyMap<K, V>, isKept: (row: V) => boolean): Map<K, V> =>
  new Map([...rows].filter(([, row]) => isKept(row)))
