-- Where the cameras of the video platform stand, and whose they are. Pictures never pass through here: a link opens
-- the platform, which decides by itself who sees what.
create table cameras (
  id uuid primary key default gen_random_uuid(),
  -- As the platform numbers them.
  code text not null unique,
  name text not null,
  kind text not null check (kind in ('fixed', 'turning')),
  owner text not null check (owner in ('police', 'city', 'community')),
  -- Null where the platform has given none.
  link text check (link ~ '^https?://'),
  -- The community that it stands in, or the district where it stands in none.
  area text not null references areas,
  position geometry(Point, 4326) not null,
  mercator geometry(Point, 3857) generated always as
    (case when abs(st_y(position)) <= 85 then st_transform(position, 3857) end) stored
);
create index cameras_mercator on cameras using gist (mercator);

alter table cameras enable row level security;
alter table cameras force row level security;
create policy scope on cameras using (starts_with(area, (select app_scope())));
grant select on cameras to app_rw;
