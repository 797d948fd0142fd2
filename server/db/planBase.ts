import { z } from 'zod'
import type { Base } from '#core/plan/plan.ts'
import { GridType } from '../contract/area.ts'
import { reachesInto } from './beatReach.ts'
import type { Transaction } from './database.ts'
import { PointColumn, parsed, ShapeColumn } from './row.ts'
import { barriersAround } from './surroundings.ts'

const CommunityRow = z.object({ code: z.string(), name: z.string(), usedSequences: z.array(z.int()) })
const GridRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  type: GridType,
  community: z.string(),
  shape: ShapeColumn,
})
const BuildingRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  community: z.string(),
  grid: z.string(),
  households: z.int(),
  places: z.int(),
  footprint: ShapeColumn,
  position: PointColumn,
})

const BeatRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  station: z.string(),
  street: z.string(),
  officers: z.int(),
  shape: ShapeColumn,
})
const StationRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  street: z.string(),
  usedNumbers: z.array(z.int()),
})

/** Written by publication `$2` or before, and not superseded by then. */
const IN_BASE = 'v.publication <= $2 and coalesce(v.superseded_by > $2, true)'

/** A base without who serves in it today. */
export type Ground = Omit<Base, 'crew'>

/** What was published in the communities under `within` up to and with a publication: the same for ever. */
export async function planGround(tx: Transaction, within: string, publication: number): Promise<Ground> {
  const communities = await tx.query(
    `select a.code, a.name,
            (select coalesce(json_agg(right(c.code, 3)::int order by c.code), '[]')
               from grid_codes c where left(c.code, 12) = a.code) as "usedSequences"
       from areas a where a.level = 'community' and starts_with(a.code, $1) order by a.code`,
    [within],
  )
  const grids = await tx.query(
    `select v.grid as id, v.code, v.name, v.type, v.community, v.shape
       from grid_versions v where starts_with(v.community, $1) and ${IN_BASE} order by v.code collate "C"`,
    [within, publication],
  )
  const buildings = await tx.query(
    `select v.building as id, v.code, v.name, v.community, v.grid, v.households, v.places, v.footprint, v.position
       from building_versions v where starts_with(v.community, $1) and ${IN_BASE} order by v.code collate "C"`,
    [within, publication],
  )
  const beats = await tx.query(
    `select v.beat as id, v.code, v.name, v.station, v.street, v.officers, v.shape
       from beat_versions v
      where ${IN_BASE} and ${reachesInto('$1', 'v')} order by v.code collate "C", v.beat`,
    [within, publication],
  )
  const stations = await tx.query(
    `select s.id, s.code, v.name, v.street,
            (select coalesce(json_agg(used.number order by used.number), '[]')
               from (select right(c.code, 2)::int as number from beat_codes c
                      where starts_with(c.code, s.code) and substr(c.code, length(s.code) + 1) ~ '^\\d\\d$') used) as "usedNumbers"
       from stations s join station_versions v on v.station = s.id
      where ${IN_BASE} and (s.id = any($3::uuid[]) or starts_with(v.street, $1) or starts_with($1, v.street))
      order by s.code collate "C"`,
    [within, publication, parsed(z.object({ station: z.string() }), beats).map(({ station }) => station)],
  )
  return {
    within,
    communities: new Map(parsed(CommunityRow, communities).map((one) => [one.code, one])),
    grids: new Map(parsed(GridRow, grids).map((one) => [one.id, { ...one, locked: false }])),
    buildings: new Map(parsed(BuildingRow, buildings).map((one) => [one.id, one])),
    beats: new Map(parsed(BeatRow, beats).map((one) => [one.id, one])),
    stations: new Map(parsed(StationRow, stations).map((one) => [one.id, one])),
    barriers: await barriersAround(tx, within),
  }
}
