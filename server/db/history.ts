import type { AreaCode, Uuid } from '#core/plan/plan.ts'
import { BuildingVersion, Publication } from '../contract/history.ts'
import type { Transaction } from './database.ts'
import { parsed, Timestamp, underBoth } from './row.ts'

const PublicationRow = Publication.extend({ publishedAt: Timestamp, effectiveFrom: Timestamp })

/** Publications that changed a grid, or moved a building, under `within` and in the actor's scope; newest first. */
export async function publications(tx: Transaction, within: AreaCode | undefined): Promise<Publication[]> {
  const rows = await tx.query(
    `with touched as (
       select number, count(*)::int as grids from (
         select publication as number, grid from grid_versions where starts_with(community, $1)
         union
         select superseded_by, grid from grid_versions where starts_with(community, $1)) changed
        group by number),
     moved as (
       select b.publication as number, sum(b.households)::int as households
         from building_versions b
         join building_versions was on was.building = b.building and was.version = b.version - 1
        where b.version > 1 and starts_with(b.community, $1) and b.grid <> was.grid
        group by b.publication)
     select p.number::int, p.kind, plans.id as plan, plans.name as "planName", plans.reason, p.published_by as by,
            p.published_at as "publishedAt", p.effective_from as "effectiveFrom",
            coalesce(touched.grids, 0) as grids, coalesce(moved.households, 0) as "householdsMoved"
       from publications p
       left join touched using (number)
       left join moved using (number)
       left join plans on plans.id = p.plan
      where touched.number is not null or moved.number is not null
      order by p.number desc`,
    [underBoth(tx.actor, within)],
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
            v.households, v.grid, g.code as "gridCode", g.name as "gridName", plans.id as plan,
            plans.name as "planName", plans.reason, p.published_by as "publishedBy",
            p.published_at as "publishedAt"
       from building_versions v
       join publications p on p.number = v.publication
       join lateral (
         select code, name from grid_versions
          where grid = v.grid and publication <= v.publication order by version desc limit 1) g on true
       left join plans on plans.id = p.plan
      where v.building = $1 and starts_with(v.community, $2)
        -- One that was superseded before it was valid was never on any map.
        and (v.valid_to is null or v.valid_to > v.valid_from)
      order by v.version`,
    [id, tx.actor.scope],
  )
  return parsed(BuildingVersionRow, rows)
}
