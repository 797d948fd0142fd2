-- PostGIS, the role under which people's transactions run, and the scope that row level security asks about.

create extension if not exists postgis;

-- Row level security lets an index be asked only through functions that are declared to leak nothing of the rows
-- that they see; comparing boxes leaks nothing. It takes a superuser to say so: where this role is none, the
-- README's line for PostgreSQL does it, and without it tiles read whole tables.
do $$
begin
  alter function geometry_overlaps(geometry, geometry) leakproof;
exception
  when insufficient_privilege then null;
end
$$;

do $$
begin
  create role app_rw nologin;
exception
  when duplicate_object or unique_violation then null; -- roles belong to the whole server, not to this database
end
$$;

do $$
begin
  if not pg_has_role(current_user, 'app_rw', 'member') then
    execute format('grant app_rw to %I', current_user);
  end if;
end
$$;

-- The scope under which a transaction runs: an area code of 6, 9 or 12 digits; '' for the system, which is set as *.
-- A setting that was local to an earlier transaction comes back as '' and not as null: without nullif an empty
-- scope would cover everything. Codes of one level have one length, so a code that starts with the scope lies under
-- it; null answers null, and no row is seen. Policies ask `(select app_scope())`, once for a statement: asked for
-- every row it took half the time of a tile.
create function app_scope() returns text
  language sql stable parallel safe
  return case current_setting('app.scope', true) when '*' then '' else nullif(current_setting('app.scope', true), '') end;
