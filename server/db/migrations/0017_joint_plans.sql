-- A plan may redraw beats too. What it changes is signed for the police by a liaison. A publication locks the row of
-- its plan, then its communities by code, then its beats by id.

alter table plans add column kind text not null default 'grids' check (kind in ('grids', 'beats', 'joint'));

alter table plan_signatures drop constraint plan_signatures_level_check;
alter table plan_signatures add constraint plan_signatures_level_check
  check (level in ('community', 'street', 'district', 'police'));

-- Every code that a beat ever had, for ever.
create table beat_codes (
  code text primary key,
  beat uuid not null references beats
);
insert into beat_codes (code, beat)
  select code, beat from beat_versions order by code, version on conflict do nothing;

alter table beat_codes enable row level security;
alter table beat_codes force row level security;
create policy readable on beat_codes for select using ((select app_scope()) is not null);
create policy scope on beat_codes for insert with check (
  exists (select from beats where beats.id = beat and starts_with(beats.street, (select app_scope()))));
grant select, insert on beat_codes to app_rw;

-- A beat reaches over streets, and a grid may lie in that of another street's station: whoever sees anything sees
-- beats and stations. They are written by whoever answers for the street.
drop policy scope on stations;
create policy readable on stations for select using ((select app_scope()) is not null);
create policy system on stations using ((select app_scope()) = '');

drop policy scope on beats;
create policy readable on beats for select using ((select app_scope()) is not null);
create policy system on beats using ((select app_scope()) = '');
create policy scope on beats for insert with check (starts_with(street, (select app_scope())));
grant insert on beats to app_rw;

drop policy scope on beat_versions;
create policy readable on beat_versions for select using ((select app_scope()) is not null);
create policy system on beat_versions using ((select app_scope()) = '');
create policy added on beat_versions for insert with check (starts_with(street, (select app_scope())));
create policy ended on beat_versions for update using (starts_with(street, (select app_scope())));
grant insert, update (valid_to, superseded_by) on beat_versions to app_rw;
