import type { Polygon, Shape } from '../geometry/lattice.ts'
import { sameShape } from '../geometry/shape.ts'
import { beatsOf } from './change.ts'
import { isSliver } from './decide/redraw.ts'
import { holderAmong, type Patrols, patrols } from './patrols.ts'
import type { AreaCode, Base, Building, Grid, Plan, Uuid } from './plan.ts'
import { isUnpatrolled, unpatrolledId } from './unpatrolled.ts'

/** What it is called where a beat would be. */
const UNPATROLLED_NAME = '无警格'

/** A state of beats, looked at once. */
interface Layer {
  readonly grids: ReadonlyMap<Uuid, Grid>
  readonly buildings: ReadonlyMap<Uuid, Building>
}
const known = new WeakMap<Patrols, Layer>()
/** The overlay of a plan that changes no beat. */
const NOTHING: Plan['beats'] = new Map()

/**
 * The plan as one of its beats: a plan whose grids are what of the beats lies in the plan's ground, and the pieces that
 * no beat has (`isUnpatrolled`); all of one community, which stands for the whole ground. What can be done with grids
 * can be looked at and tried here; `decide` with `layer: 'beats'` on the plan itself makes the change. Locks, holds and
 * who serves are none of its concern.
 */
export function beatLayer(plan: Plan): Plan {
  const { within, barriers } = plan.base
  const published = layerOf({ ...plan, beats: NOTHING })
  const drafted = layerOf(plan)
  const base: Base = {
    ...{ within, barriers, crew: new Map(), beats: new Map(), stations: new Map() },
    communities: new Map([[within, { code: within, name: '', usedSequences: [] }]]),
    ...published,
  }
  const ids = new Set([...published.grids.keys(), ...drafted.grids.keys()])
  const { beyond } = patrols(plan)
  return {
    ...{ base, kind: 'grids', band: plan.band, holds: new Map(), beats: new Map() },
    grids: new Map(
      [...ids].flatMap((id): [Uuid, Grid | null][] => {
        const [was, is] = [published.grids.get(id), drafted.grids.get(id)]
        return was && is && isSame(was, is) ? [] : [[id, is ?? null]]
      }),
    ),
    buildings: new Map(
      [...drafted.buildings].filter(([id, { grid }]) => published.buildings.get(id)?.grid !== grid),
    ),
    partial: new Set([...ids].filter((id) => isUnpatrolled(id) || beyond.get(id)?.some(isBroad))),
  }
}

/** A beat that runs along the edge of the ground a step beside it does not go on beyond it. */
const isBroad = (polygon: Polygon): boolean => !isSliver(polygon)

const isSame = (a: Grid, b: Grid): boolean =>
  a.name === b.name && a.code === b.code && sameShape(a.shape, b.shape)

function layerOf(plan: Plan): Layer {
  const cut = patrols(plan)
  const { within } = plan.base
  const layer = known.get(cut) ?? withBuildings(plan, gridsOn(plan, cut, within), within)
  known.set(cut, layer)
  return layer
}

function gridsOn(plan: Plan, { inside, unpatrolled }: Patrols, community: AreaCode): Map<Uuid, Grid> {
  const row = (id: Uuid, code: string, name: string, shape: Shape): [Uuid, Grid] => [
    id,
    { ...{ id, code, name, type: 'basic', community, locked: false }, shape },
  ]
  const beats = beatsOf(plan).flatMap(({ id, code, name }) => {
    const shape = inside.get(id)
    return shape ? [row(id, code, name, shape)] : []
  })
  const pieces = new Map<Uuid, Shape>()
  for (const piece of unpatrolled) {
    let n = 0
    while (pieces.has(unpatrolledId(piece, n))) n += 1
    pieces.set(unpatrolledId(piece, n), [piece])
  }
  return new Map([...beats, ...[...pieces].map(([id, shape]) => row(id, '', UNPATROLLED_NAME, shape))])
}

/** With the buildings on them. */
function withBuildings(plan: Plan, grids: ReadonlyMap<Uuid, Grid>, community: AreaCode): Layer {
  const ids = [...grids.keys()]
  const holder = holderAmong([...grids.values()].map(({ shape }) => shape))
  return {
    grids,
    buildings: new Map(
      [...plan.base.buildings.values()].flatMap((building): [Uuid, Building][] => {
        const grid = ids[holder(building.position)]
        return grid === undefined ? [] : [[building.id, { ...building, community, grid }]]
      }),
    ),
  }
}
