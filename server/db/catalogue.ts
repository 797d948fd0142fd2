import { z } from 'zod'
import type { Transaction } from './database.ts'
import { parsed } from './row.ts'

/**
 * The schema as the database itself describes it, in a form that is the same on every version and on both
 * databases: what schema.sql holds. PostGIS's own objects are left out.
 */
export async function catalogue(tx: Transaction): Promise<string> {
  const lines = parsed(Line, await tx.query(CATALOGUE)).map(({ line }) => line)
  return `-- Made by npm run schema from the migrations; a test compares it with the database.\n${lines.join('\n')}\n`
}

const Line = z.object({ line: z.string() })

/** Each part answers (object, rank within the object, text). */
const CATALOGUE = `
with
ours as materialized (
  select c.oid, c.relname as name from pg_class c
   where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
     and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')),
functions as materialized (
  select p.oid, p.proname as name from pg_proc p
   where p.pronamespace = 'public'::regnamespace
     and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')),
lines as (
  select '1 ' || name as object, 0 as rank, '' as part, pg_get_functiondef(oid) as text from functions
  union all
  select '2 ' || name, 0, '', E'\\ntable ' || name ||
         case when relrowsecurity then ' · row level security' else '' end ||
         case when relforcerowsecurity then ' · forced' else '' end
    from ours join pg_class using (oid)
  union all
  select '2 ' || name, 1, lpad(a.attnum::text, 4, '0'), '  ' || a.attname || ' ' ||
         format_type(a.atttypid, a.atttypmod) ||
         case when a.attnotnull then ' not null' else '' end ||
         case a.attidentity when 'a' then ' generated always as identity' when 'd' then ' identity' else '' end ||
         case when d.adbin is null then '' when a.attgenerated = 's'
              then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
              else ' default ' || pg_get_expr(d.adbin, d.adrelid) end
    from ours join pg_attribute a on a.attrelid = ours.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  union all
  select '2 ' || name, 2, c.contype::text || c.conname,
         '  constraint ' || c.conname || ' ' || pg_get_constraintdef(c.oid)
    from ours join pg_constraint c on c.conrelid = ours.oid and c.contype in ('p', 'u', 'f', 'c', 'x')
  union all
  select '2 ' || name, 3, i.relname, '  ' || pg_get_indexdef(x.indexrelid)
    from ours join pg_index x on x.indrelid = ours.oid join pg_class i on i.oid = x.indexrelid
   where not exists (select from pg_constraint c where c.conindid = x.indexrelid and c.contype in ('p', 'u'))
  union all
  select '2 ' || name, 4, p.polname::text, '  policy ' || p.polname ||
         case p.polcmd when '*' then '' when 'r' then ' for select' when 'a' then ' for insert'
                       when 'w' then ' for update' else ' for delete' end ||
         coalesce(' using ' || pg_get_expr(p.polqual, p.polrelid), '') ||
         coalesce(' with check ' || pg_get_expr(p.polwithcheck, p.polrelid), '')
    from ours join pg_policy p on p.polrelid = ours.oid
  union all
  select '2 ' || name, 5, g.privilege_type || coalesce(g.attname, ''),
         '  grant ' || lower(g.privilege_type) || coalesce(' (' || g.attname || ')', '') || ' to app_rw'
    from ours join (
      select oid as relation, null as attname, (aclexplode(relacl)).* from pg_class
      union all
      select attrelid, attname, (aclexplode(attacl)).* from pg_attribute) g
      on g.relation = ours.oid and g.grantee = 'app_rw'::regrole
)
select text as line from lines order by object collate "C", rank, part collate "C"`
