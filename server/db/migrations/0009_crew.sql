-- Who serves a grid or a beat, and from when to when. A post is never overwritten: it ends, and another begins. Names
-- and telephones stand apart from it, so that whoever only counts roles never reads them.

create table people (
  id uuid primary key,
  name text not null,
  telephone text not null,
  -- The community that the person works for, or the street of a police officer.
  area text not null references areas
);
create index people_area on people (area);

create table crew (
  id uuid primary key,
  person uuid not null references people,
  role text not null check (role in ('chief', 'instructor', 'worker', 'auxiliary', 'community_officer')),
  grid uuid references grids,
  beat uuid references beats,
  -- The grid's community, or the beat's street.
  area text not null references areas,
  from_on date not null,
  -- The first day on which it is over; null while it goes on.
  to_on date check (to_on > from_on),
  check (num_nonnulls(grid, beat) = 1),
  check ((role = 'community_officer') = (beat is not null))
);
create index crew_grid on crew (grid);
create index crew_beat on crew (beat);
create index crew_person on crew (person);
create index crew_area on crew (area);
-- One goes on in a role once, however often it was entered.
create unique index crew_open on crew (person, role, coalesce(grid, beat)) where to_on is null;

alter table people enable row level security;
alter table people force row level security;
create policy scope on people
  using (starts_with(area, (select app_scope())) or starts_with((select app_scope()), area))
  with check (starts_with(area, (select app_scope())));
grant select, insert on people to app_rw;

alter table crew enable row level security;
alter table crew force row level security;
create policy scope on crew for select
  using (starts_with(area, (select app_scope())) or starts_with((select app_scope()), area));
create policy begin on crew for insert
  with check (starts_with(area, (select app_scope())));
-- What has ended has ended; an end that is still to come may be moved.
create policy finish on crew for update
  using (starts_with(area, (select app_scope())) and (to_on is null or to_on > current_date))
  with check (starts_with(area, (select app_scope())));
grant select, insert, update (to_on) on crew to app_rw;
