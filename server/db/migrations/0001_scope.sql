-- PostGIS, the role under which people's transactions run, and the scope that row level security asks about.

create extension if not exists postgis;

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

-- The scope is an area code of 6, 9 or 12 digits, or * for the system. A setting that was local to an earlier
-- transaction comes back as '' and not as null: without nullif an empty scope would cover everything.
create function app_scope() returns text
  language sql stable parallel safe
  return nullif(current_setting('app.scope', true), '');

-- Codes of one level have one length, so a code that starts with the scope lies under it.
create function in_scope(code text) returns boolean
  language sql stable parallel safe
  return coalesce(app_scope() = '*' or starts_with(code, app_scope()), false);

-- In scope, or one of the areas that the scope lies in.
create function around_scope(code text) returns boolean
  language sql stable parallel safe
  return coalesce(app_scope() = '*' or starts_with(code, app_scope()) or starts_with(app_scope(), code), false);
