-- What is published. A version is valid from valid_from until valid_to (time in the world), and was written by
-- one publication and superseded by a later one (order of the writing). "As of" asks the first, the base of a
-- plan the second: it stays the same when something is published for an earlier or a later day.

create table areas (
  code text primary key check (code ~ '^\d{6}(\d{3}(\d{3})?)?$'),
  name text not null,
  level text not null check (level in ('district', 'street', 'community')),
  parent text references areas,
  shape geometry(MultiPolygon, 4326) not null,
  mercator geometry(MultiPolygon, 3857) not null generated always as (st_transform(shape, 3857)) stored,
  -- The last publication that changed the grids of this community; its row lock orders publications.
  publication bigint
);
create index areas_mercator on areas using gist (mercator);

create table publications (
  number bigint generated always as identity primary key,
  kind text not null check (kind in ('import', 'plan')),
  plan uuid,
  published_by text not null,
  published_at timestamptz not null default clock_timestamp(),
  effective_from timestamptz not null,
  -- Tile layers that look different from effective_from on.
  layers text[] not null
);
alter table areas add foreign key (publication) references publications;

create table grids (
  id uuid primary key,
  community text not null references areas
);

-- Every code that a grid ever had. The key is what keeps a retired code from coming back.
create table grid_codes (
  code text primary key check (code ~ '^\d{15}$'),
  grid uuid not null references grids
);

create table grid_versions (
  grid uuid not null references grids,
  version int not null check (version > 0),
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  publication bigint not null references publications,
  superseded_by bigint references publications,
  code text not null references grid_codes,
  name text not null,
  type text not null check (type in ('basic', 'exclusive')),
  morphology text check (morphology in ('new_built', 'urban_village', 'old_estate', 'work_unit', 'outskirts')),
  community text not null references areas,
  micro_grids int not null,
  households int not null,
  buildings int not null,
  places int not null,
  shape geometry(MultiPolygon, 4326) not null,
  mercator geometry(MultiPolygon, 3857) not null generated always as (st_transform(shape, 3857)) stored,
  -- Where the grid's name stands on the map: once, however many tiles the grid reaches into.
  label geometry(Point, 3857) not null generated always as (st_pointonsurface(st_transform(shape, 3857))) stored,
  primary key (grid, version)
);
create unique index grid_versions_head on grid_versions (grid) where superseded_by is null;
create index grid_versions_community on grid_versions (community);
create index grid_versions_shape on grid_versions using gist (shape);
create index grid_versions_mercator on grid_versions using gist (mercator);
create index grid_versions_label on grid_versions using gist (label);

create table buildings (
  id uuid primary key,
  community text not null references areas
);

create table building_versions (
  building uuid not null references buildings,
  version int not null check (version > 0),
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  publication bigint not null references publications,
  superseded_by bigint references publications,
  code text not null,
  name text not null,
  kind text not null check (kind in ('walk_up', 'courtyard', 'dormitory', 'mid_rise', 'long_block', 'tower')),
  community text not null references areas,
  -- The grid that holds the position: an index, written by the transaction that moves the boundary.
  grid uuid not null references grids,
  households int not null check (households >= 0),
  floors int not null,
  places int not null,
  footprint geometry(MultiPolygon, 4326) not null,
  position geometry(Point, 4326) not null,
  mercator geometry(MultiPolygon, 3857) not null generated always as (st_transform(footprint, 3857)) stored,
  primary key (building, version)
);
create unique index building_versions_head on building_versions (building) where superseded_by is null;
create index building_versions_grid on building_versions (grid);
create index building_versions_community on building_versions (community);
create index building_versions_mercator on building_versions using gist (mercator);

create table places (
  id uuid primary key,
  kind text not null check (kind in ('organisation', 'shop')),
  name text not null,
  community text not null references areas,
  building uuid not null references buildings,
  position geometry(Point, 4326) not null,
  mercator geometry(Point, 3857) not null generated always as (st_transform(position, 3857)) stored
);
create index places_building on places (building);
create index places_mercator on places using gist (mercator);

create table stations (
  id uuid primary key,
  code text not null unique,
  name text not null,
  street text not null references areas,
  position geometry(Point, 4326) not null
);

create table beats (
  id uuid primary key,
  street text not null references areas
);

create table beat_versions (
  beat uuid not null references beats,
  version int not null check (version > 0),
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  publication bigint not null references publications,
  superseded_by bigint references publications,
  code text not null,
  name text not null,
  station uuid not null references stations,
  street text not null references areas,
  officers int not null,
  shape geometry(MultiPolygon, 4326) not null,
  mercator geometry(MultiPolygon, 3857) not null generated always as (st_transform(shape, 3857)) stored,
  primary key (beat, version)
);
create unique index beat_versions_head on beat_versions (beat) where superseded_by is null;
create index beat_versions_shape on beat_versions using gist (shape);
create index beat_versions_mercator on beat_versions using gist (mercator);

create table roads (
  id uuid primary key,
  name text not null,
  class text not null check (class in ('arterial', 'minor', 'lane', 'railway')),
  line geometry(LineString, 4326) not null,
  mercator geometry(LineString, 3857) not null generated always as (st_transform(line, 3857)) stored
);
create index roads_mercator on roads using gist (mercator);

create table land_cover (
  id uuid primary key,
  name text not null,
  kind text not null check (kind in ('river', 'park', 'hill')),
  shape geometry(MultiPolygon, 4326) not null,
  mercator geometry(MultiPolygon, 3857) not null generated always as (st_transform(shape, 3857)) stored
);
create index land_cover_mercator on land_cover using gist (mercator);

alter table areas enable row level security;
alter table areas force row level security;
create policy scope on areas using (starts_with(code, (select app_scope())) or starts_with((select app_scope()), code)) with check (starts_with(code, (select app_scope())));
grant select, update (publication) on areas to app_rw;

alter table publications enable row level security;
alter table publications force row level security;
create policy scope on publications using ((select app_scope()) is not null);
grant select, insert on publications to app_rw;

alter table grids enable row level security;
alter table grids force row level security;
create policy scope on grids using (starts_with(community, (select app_scope())));
grant select, insert on grids to app_rw;

alter table grid_codes enable row level security;
alter table grid_codes force row level security;
create policy scope on grid_codes using (starts_with(left(code, 12), (select app_scope())));
grant select, insert on grid_codes to app_rw;

alter table grid_versions enable row level security;
alter table grid_versions force row level security;
create policy scope on grid_versions using (starts_with(community, (select app_scope())));
grant select, insert, update (valid_to, superseded_by) on grid_versions to app_rw;

alter table buildings enable row level security;
alter table buildings force row level security;
create policy scope on buildings using (starts_with(community, (select app_scope())));
grant select on buildings to app_rw;

alter table building_versions enable row level security;
alter table building_versions force row level security;
create policy scope on building_versions using (starts_with(community, (select app_scope())));
grant select, insert, update (valid_to, superseded_by) on building_versions to app_rw;

alter table places enable row level security;
alter table places force row level security;
create policy scope on places using (starts_with(community, (select app_scope())));
grant select on places to app_rw;

alter table stations enable row level security;
alter table stations force row level security;
create policy scope on stations using (starts_with(street, (select app_scope())) or starts_with((select app_scope()), street));
grant select on stations to app_rw;

alter table beats enable row level security;
alter table beats force row level security;
create policy scope on beats using (starts_with(street, (select app_scope())) or starts_with((select app_scope()), street));
grant select on beats to app_rw;

alter table beat_versions enable row level security;
alter table beat_versions force row level security;
create policy scope on beat_versions using (starts_with(street, (select app_scope())) or starts_with((select app_scope()), street));
grant select on beat_versions to app_rw;

-- Roads, water and green are the ground under the map: whoever sees anything sees them.
alter table roads enable row level security;
alter table roads force row level security;
create policy scope on roads using ((select app_scope()) is not null);
grant select on roads to app_rw;

alter table land_cover enable row level security;
alter table land_cover force row level security;
create policy scope on land_cover using ((select app_scope()) is not null);
grant select on land_cover to app_rw;
