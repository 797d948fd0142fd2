import { z } from 'zod'
import { HOLDER_KINDS, type Holder, type HolderKind } from '#core/incident/case.ts'
import { DEPARTMENTS, type Department } from '#core/incident/matters.ts'
import type { Candidate } from '#core/incident/routing.ts'
import { validAt } from './asOf.ts'
import type { Transaction } from './database.ts'
import { only, parsed } from './row.ts'

const SERVES = `c.from_on <= (now() at time zone $2)::date
  and (c.to_on is null or c.to_on > (now() at time zone $2)::date)`

const NameRow = z.object({ name: z.string() })

/** Where each kind is looked up: `$1` is the id, `$2` the time zone, `$3` the scope. */
const NAMES: Record<Exclude<HolderKind, 'department'>, string> = {
  grid_worker: `select distinct p.name from people p join crew c on c.person = p.id
    where p.id::text = $1 and c.role = 'worker' and ${SERVES} and (starts_with(c.area, $3) or starts_with($3, c.area))`,
  community: `select name from areas where code = $1 and level = 'community' and $2::text is not null
    and (starts_with(code, $3) or starts_with($3, code))`,
  street: `select name from areas where code = $1 and level = 'street' and $2::text is not null
    and (starts_with(code, $3) or starts_with($3, code))`,
  police: `select s.name from station_versions s where s.station::text = $1 and $2::text is not null
    and ${validAt('s', 'now()')} and (starts_with(s.street, $3) or starts_with($3, s.street))`,
}

/**
 * Whoever can hold a case under this id, with the name to keep in the log; undefined if nobody can. Departments are
 * those of the district, by their code: their names are words on screen.
 */
export async function holderNamed(
  tx: Transaction,
  { kind, id }: Pick<Holder, 'kind' | 'id'>,
  timeZone: string,
): Promise<Holder | undefined> {
  if (kind === 'department')
    return DEPARTMENTS.includes(id as Department) ? { kind, id, name: id } : undefined
  const name = only(NameRow, await tx.query(NAMES[kind], [id, timeZone, tx.actor.scope]))?.name
  return name === undefined ? undefined : { kind, id, name }
}

const PersonRow = z.object({
  person: z.string(),
  name: z.string(),
  role: z.enum(['chief', 'instructor', 'worker', 'auxiliary', 'community_officer']),
})

/** Who serves a grid and a beat today. */
export async function crewOf(
  tx: Transaction,
  { grid, beat }: { grid: string | null; beat: string | null },
  timeZone: string,
): Promise<z.infer<typeof PersonRow>[]> {
  const rows = await tx.query(
    `select p.id as person, p.name, c.role from crew c join people p on p.id = c.person
      where (c.grid = $1 or c.beat = $3) and ${SERVES} and (starts_with(c.area, $4) or starts_with($4, c.area))
      order by array_position(array['chief', 'instructor', 'worker', 'auxiliary', 'community_officer'], c.role), p.name, p.id`,
    [grid, timeZone, beat, tx.actor.scope],
  )
  return parsed(PersonRow, rows)
}

export interface NamedCandidate extends Candidate {
  readonly name: string
  /** Of the station whose beat holds the place: that beat. */
  readonly beat: { readonly id: string; readonly code: string; readonly name: string } | null
}
const CandidateRow = z.object({
  kind: z.enum(HOLDER_KINDS),
  id: z.string(),
  name: z.string(),
  distanceM: z.number().nullable(),
  openCases: z.int(),
  jurisdiction: z.enum(['beat', 'street']).nullable(),
  beat: z.object({ id: z.string(), code: z.string(), name: z.string() }).nullable(),
})
const officeOf = ({ kind, id }: Pick<Holder, 'kind' | 'id'>): Department | null => {
  if (kind === 'police') return 'police'
  return kind === 'department' ? (id as Department) : null
}

/** The beat that holds the place of `here`, of those that can be seen; on a shared edge the smaller code. */
const BEAT_HERE = `
  select b.beat, b.code, b.name, b.station from here join beat_versions b
      on b.shape && here.place and st_covers(b.shape, here.place) and ${validAt('b', 'now()')}
   where starts_with(b.street, $3) or starts_with($3, b.street)
   order by b.code limit 1`

/** None for whoever looks after the place itself; otherwise from the middle of what they look after. */
const awayFrom = (shape: string): string =>
  `case when st_covers(${shape}, here.place) then 0
        else st_distance(st_pointonsurface(${shape})::geography, here.point) end`

/**
 * Everybody who could hold the case `id`, which lies in a street or not: the workers and communities of the street,
 * the street, the police stations, and all departments. Of the stations the one whose beat holds the place looks after
 * it; where no beat does, the street's own.
 */
export async function candidatesFor(
  tx: Transaction,
  id: string,
  timeZone: string,
): Promise<NamedCandidate[]> {
  const rows = await tx.query(
    `with here as materialized (
       select i.position as place, i.position::geography as point, left(i.area, 9) as street from incidents i
        where i.id = $1 and starts_with(i.area, $3)),
     held as materialized (${BEAT_HERE}),
     load as materialized (
       select holder_id, count(*)::int as cases from incidents
        where stopped_at is null and starts_with(area, $3) group by holder_id),
     units as (
       select 'grid_worker' as kind, c.person::text as id, min(p.name) as name,
              min(${awayFrom('v.shape')}) as distance, null as jurisdiction, null::json as beat
         from crew c join people p on p.id = c.person
         join grid_versions v on v.grid = c.grid and v.superseded_by is null
         cross join here
        where c.role = 'worker' and ${SERVES} and starts_with(c.area, here.street)
          and (starts_with(c.area, $3) or starts_with($3, c.area))
        group by c.person
       union all
       select a.level, a.code, a.name, ${awayFrom('a.shape')}, null, null
         from areas a cross join here
        where a.level in ('community', 'street') and starts_with(a.code, here.street)
          and (starts_with(a.code, $3) or starts_with($3, a.code))
       union all
       select 'police', s.station::text, s.name,
              case when s.station = held.station then 0 else st_distance(s.position::geography, here.point) end,
              case when s.station = held.station then 'beat'
                   when held.beat is null and s.street = here.street then 'street' end,
              case when s.station = held.station
                   then json_build_object('id', held.beat, 'code', held.code, 'name', held.name) end
         from station_versions s cross join here left join held on true
        where ${validAt('s', 'now()')} and (starts_with(s.street, $3) or starts_with($3, s.street))
       union all
       select 'department', code, code, null, null, null from unnest($4::text[]) as codes (code))
     select kind, id, name, distance::float8 as "distanceM", coalesce(load.cases, 0) as "openCases",
            jurisdiction, beat
       from units left join load on load.holder_id = units.id order by kind, id`,
    [id, timeZone, tx.actor.scope, DEPARTMENTS],
  )
  return parsed(CandidateRow, rows).map((row) => ({ ...row, department: officeOf(row) }))
}
