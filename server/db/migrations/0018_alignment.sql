-- How grids lie in beats, as facts about two versions: neither ever changes, so neither does what they share, and
-- the alignment of any day is read from here. A row of nothing says that a pair was looked at.

-- On the ellipsoid, as everything that is divided by it.
alter table grid_versions
  add column area_m2 double precision not null generated always as (st_area(shape::geography)) stored;
alter table beat_versions
  add column area_m2 double precision not null generated always as (st_area(shape::geography)) stored;

create table grid_beat_overlays (
  grid uuid not null,
  grid_version int not null,
  beat uuid not null,
  beat_version int not null,
  -- The grid's.
  community text not null references areas,
  -- Of the ground that both have; just the grid's area where it lies wholly in the beat.
  area_m2 double precision not null check (area_m2 >= 0),
  primary key (grid, grid_version, beat, beat_version),
  foreign key (grid, grid_version) references grid_versions on delete cascade,
  foreign key (beat, beat_version) references beat_versions on delete cascade
);
create index grid_beat_overlays_beat on grid_beat_overlays (beat, beat_version);
create index grid_beat_overlays_community on grid_beat_overlays (community);

alter table grid_beat_overlays enable row level security;
alter table grid_beat_overlays force row level security;
create policy scope on grid_beat_overlays using (starts_with(community, (select app_scope())));
-- Whoever publishes adds what the publication changed.
grant select, insert on grid_beat_overlays to app_rw;
