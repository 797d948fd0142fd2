-- A station keeps its id and its code; its name, street and place are of a time, as those of its beats are.

create table station_versions (
  station uuid not null references stations,
  version int not null check (version > 0),
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  publication bigint not null references publications,
  superseded_by bigint references publications,
  name text not null,
  street text not null references areas,
  position geometry(Point, 4326) not null,
  primary key (station, version)
);
create unique index station_versions_head on station_versions (station) where superseded_by is null;

-- What is stored was there from the first publication on: it is what every plan and every day finds.
insert into station_versions (station, version, valid_from, publication, name, street, position)
  select s.id, 1, least(first.effective_from, (select min(b.valid_from) from beat_versions b where b.station = s.id)),
         first.number, s.name, s.street, s.position
    from stations s cross join (select number, effective_from from publications order by number limit 1) first;

alter table stations drop column name, drop column street, drop column position;

alter table station_versions enable row level security;
alter table station_versions force row level security;
create policy readable on station_versions for select using ((select app_scope()) is not null);
create policy system on station_versions using ((select app_scope()) = '');
grant select on station_versions to app_rw;
