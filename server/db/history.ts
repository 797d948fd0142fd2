import type { AreaCode, Uuid } from '#core/plan/plan.ts'
import { BuildingVersion, Publication } from '../contract/history.ts'
import { reachesInto } from './beatReach.ts'
import type { Transaction } from './database.ts'
import { parsed, Timestamp, underBoth } from './row.ts'
import { calledBy } from './users.ts'

const PublicationRow = Publication.extend({ publishedAt: Timestamp, effectiveFrom: Timestamp })

/** Narrower pieces change hands where a boundary was drawn along itself: they make no other ground of a grid. */
const SLIVER_WIDTH_M = 1

/** Publications that changed a grid or a beat, or moved a building, under `within` and in the actor's scope; newest first. */
export async function publications(tx: Transaction, within: AreaCode | undefined): Promise<Publication[]> {
  const rows = await tx.query(
    `with moves as (
       select b.publication as number, b.households, was.grid as giver, b.grid as receiver
         from building_versions b
         join building_versions was on was.building = b.building and was.version = b.version - 1
        where b.version > 1 and starts_with(b.community, $1) and b.grid <> was.grid),
     changed as (
       select v.publication as number, v.grid
         from grid_versions v
         left join grid_versions was
           on was.grid = v.grid and was.version = v.version - 1 and was.superseded_by = v.publication
        where starts_with(v.community, $1)
          and case when was.grid is null or (v.code, v.name, v.type) <> (was.code, was.name, was.type)
                     or (v.households, v.buildings, v.places) <> (was.households, was.buildings, was.places)
                   then true
                   -- A neighbour that only got a corner on its edge is the same grid.
                   else exists (
                     select from st_dump(st_symdifference(v.shape, was.shape)) part
                      where 2 * st_area(part.geom::geography) >= $2 * st_perimeter(part.geom::geography)) end
       union
       select gone.superseded_by, gone.grid
         from grid_versions gone
        where starts_with(gone.community, $1) and gone.superseded_by is not null and not exists (
          select from grid_versions v where v.grid = gone.grid and v.publication = gone.superseded_by)
       union
       select number, giver from moves
       union
       select number, receiver from moves),
     touched as (select number, count(*)::int as grids from changed group by number),
     moved as (select number, sum(households)::int as households from moves group by number),
     patrolled as (
       select number, count(distinct beat)::int as beats
         from beat_versions v, unnest(array[v.publication, v.superseded_by]) as number
        where number is not null and ${reachesInto('$1', 'v')} group by number)
     select p.number::int, p.kind, plans.id as plan, plans.name as "planName", plans.reason, ${calledBy('p.published_by')} as by,
            p.published_at as "publishedAt", p.effective_from as "effectiveFrom",
            coalesce(touched.grids, 0) as grids, coalesce(moved.households, 0) as "householdsMoved",
            coalesce(patrolled.beats, 0) as beats
       from publications p
       left join touched using (number)
       left join moved using (number)
       left join patrolled using (number)
       left join plans on plans.id = p.plan
      where touched.number is not null or moved.number is not null or patrolled.number is not null
      order by p.number desc`,
    [underBoth(tx.actor, within), SLIVER_WIDTH_M],
  )
  return parsed(PublicationRow, rows)
}

const BuildingVersionRow = BuildingVersion.extend({
  validFrom: Timestamp,
  validTo: Timestamp.nullable(),
  publishedAt: Timestamp,
})

/** Every version of a building in the actor's scope, oldest first. */
export async function buildingHistory(tx: Transaction, id: Uuid): Promise<BuildingVersion[]> {
  const rows = await tx.query(
    `select v.building as id, v.code, v.name, v.version, v.valid_from as "validFrom", v.valid_to as "validTo",
            coalesce(v.valid_to = v.valid_from, false) as replaced, v.households, v.grid, g.code as "gridCode", g.name as "gridName", plans.id as plan,
            plans.name as "planName", plans.reason, ${calledBy('p.published_by')} as "publishedBy",
            p.published_at as "publishedAt"
       from building_versions v
       join publications p on p.number = v.publication
       join lateral (
         select code, name from grid_versions
          where grid = v.grid and publication <= v.publication order by version desc limit 1) g on true
       left join plans on plans.id = p.plan
      where v.building = $1 and starts_with(v.community, $2)
      order by v.version`,
    [id, tx.actor.scope],
  )
  return parsed(BuildingVersionRow, rows)
}
