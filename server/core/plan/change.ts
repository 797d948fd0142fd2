import { canonical } from '../geometry/shape.ts'
import { grouped } from '../grouped.ts'
import type {
  AreaCode,
  Band,
  Base,
  Beat,
  Building,
  Change,
  Grid,
  Plan,
  PlanKind,
  RowChange,
  Uuid,
} from './plan.ts'

/** A plan in which nothing has changed yet. Its shapes are brought into canonical form, so that equal is equal. */
export function startedPlan(base: Base, band: Band, kind: PlanKind = 'grids'): Plan {
  const settled = { ...base, grids: canonicalRows(base.grids), beats: canonicalRows(base.beats) }
  return {
    ...{ base: settled, kind, band },
    ...{ grids: new Map(), buildings: new Map(), holds: new Map(), beats: new Map() },
  }
}
const canonicalRows = <T extends Grid | Beat>(rows: ReadonlyMap<Uuid, T>): ReadonlyMap<Uuid, T> =>
  new Map([...rows].map(([id, row]) => [id, { ...row, shape: canonical(row.shape) }]))

export const gridOf = (plan: Plan, id: Uuid): Grid | undefined =>
  (plan.grids.has(id) ? plan.grids.get(id) : plan.base.grids.get(id)) ?? undefined
export const buildingOf = (plan: Plan, id: Uuid): Building | undefined =>
  plan.buildings.get(id) ?? plan.base.buildings.get(id)

/** The grids of the draft: those of the base in their order, then new ones. */
export function gridsOf(plan: Plan): Grid[] {
  const ids = new Set([...plan.base.grids.keys(), ...plan.grids.keys()])
  return [...ids].flatMap((id) => gridOf(plan, id) ?? [])
}
export const gridsIn = (plan: Plan, community: AreaCode): Grid[] =>
  gridsOf(plan).filter((grid) => grid.community === community)

export const beatOf = (plan: Plan, id: Uuid): Beat | undefined =>
  (plan.beats.has(id) ? plan.beats.get(id) : plan.base.beats.get(id)) ?? undefined
/** The beats of the draft: those of the base in their order, then new ones. */
export function beatsOf(plan: Plan): Beat[] {
  const ids = new Set([...plan.base.beats.keys(), ...plan.beats.keys()])
  return [...ids].flatMap((id) => beatOf(plan, id) ?? [])
}

/** The buildings of the draft, in the order of the base. */
export function buildingsOf(plan: Plan): Building[] {
  const buildings = [...plan.base.buildings.values()]
  return plan.buildings.size === 0
    ? buildings
    : buildings.map((building) => plan.buildings.get(building.id) ?? building)
}
export const buildingsByGrid = (plan: Plan): Map<Uuid, Building[]> =>
  grouped(buildingsOf(plan), (building) => building.grid)

/**
 * The plan after the change. A row that is again as in the base leaves the overlay. Beats that do not change stay the
 * same map, by which what was worked out from them is known. Cannot say no.
 */
export function applyChange(plan: Plan, change: Change): Plan {
  const grids = new Map(plan.grids)
  const buildings = new Map(plan.buildings)
  const holds = new Map(plan.holds)
  const beats = new Map(plan.beats)
  for (const row of change) {
    if (row.table === 'grids') {
      const published = plan.base.grids.get(row.id) ?? null
      if (sameRow(row.after, published)) grids.delete(row.id)
      else grids.set(row.id, row.after)
    } else if (row.table === 'holds') {
      if (row.after === null) holds.delete(row.id)
      else holds.set(row.id, row.after)
    } else if (row.table === 'beats') {
      if (sameRow(row.after, plan.base.beats.get(row.id) ?? null)) beats.delete(row.id)
      else beats.set(row.id, row.after)
    } else if (sameRow(row.after, plan.base.buildings.get(row.id) ?? null)) buildings.delete(row.id)
    else buildings.set(row.id, row.after)
  }
  const redrawsBeats = change.some(({ table }) => table === 'beats')
  return { ...plan, grids, buildings, holds, beats: redrawsBeats ? beats : plan.beats }
}

/** Undo, written once for every command. */
export const invertChange = (change: Change): Change =>
  change.map((row) => ({ ...row, before: row.after, after: row.before }) as RowChange).reverse()

/** Rows are plain data; their order of keys is that of the one place that makes them. */
const sameRow = (a: Row | null, b: Row | null): boolean =>
  a === b || (a !== null && b !== null && rowBytes(a) === rowBytes(b))
type Row = Grid | Building | Beat
const rowBytes = (row: Row): string =>
  JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))
