-- What was reported, everything that was done about it, and where it stands. The log is the truth; what stands beside
-- it in `incidents` is derived from it by the transaction that adds to it, so that lists need not read logs.

-- 事项清单. A matter is never changed: it gets another version.
create table matter_versions (
  code text not null check (code ~ '^[0-9]{4}$'),
  version int not null check (version > 0),
  matter jsonb not null,
  valid_from timestamptz not null default clock_timestamp(),
  made_by text not null,
  primary key (code, version)
);

create table incidents (
  id uuid primary key,
  -- As people say it on the telephone.
  number bigint generated always as identity unique,
  -- Whose it is to see: the community, where it lies in none the street, the district, or the area of who reported it.
  area text not null references areas,
  channel text not null,
  source text check (source is not null or external_id is null),
  external_id text,
  text text not null,
  address text not null,
  position geometry(Point, 4326),
  -- Null near the poles, which no web map shows.
  mercator geometry(Point, 3857) generated always as
    (case when abs(st_y(position)) <= 85 then st_transform(position, 3857) end) stored,
  -- Where it is on the web map at zoom 25, column and row interleaved: a tile of any zoom is one range of it.
  cell bigint,
  occurred_at timestamptz not null,
  reported_at timestamptz not null,
  reported_by text not null,
  -- Masked; who it is stands in incident_reporters.
  reporter jsonb,
  attachments jsonb not null default '[]',
  flags text[] not null,
  -- Grid and beat as they were when it was reported, with their versions and names; never changed afterwards.
  attribution jsonb not null,
  grid uuid references grids,
  beat uuid references beats,

  -- From here on derived from the log.
  version int not null,
  state text not null check (state in ('reported', 'filed', 'assigned', 'handling', 'suspended', 'feedback',
                                       'closed', 'rejected', 'merged', 'void')),
  category text not null,
  matter text,
  level text not null check (level in ('grid', 'community', 'street', 'district')),
  urgency text not null check (urgency in ('routine', 'urgent', 'life')),
  sos boolean not null,
  acknowledged boolean not null,
  holder_kind text,
  holder_id text,
  holder_name text,
  supervision text,
  merged_into uuid references incidents,
  yellow_at timestamptz not null,
  due_at timestamptz not null,
  -- The newest stretch in which the clock stands still.
  pause_from timestamptz,
  pause_to timestamptz,
  -- Null while somebody still has to do something about it.
  stopped_at timestamptz,
  -- When the clock has to look at it by itself: an SOS to ring again, a suspension to end.
  duty_at timestamptz
);
create unique index incidents_external on incidents (source, external_id) where external_id is not null;
create index incidents_newest on incidents (reported_at, id);
create index incidents_open on incidents (due_at, id) where stopped_at is null;
create index incidents_duty on incidents (duty_at) where duty_at is not null;
create index incidents_stopped on incidents (stopped_at) where stopped_at is not null;
create index incidents_grid on incidents (grid, reported_at);
create index incidents_holder on incidents (holder_id) where stopped_at is null;
create index incidents_merged on incidents (merged_into) where merged_into is not null;
create index incidents_mercator on incidents using gist (mercator);
-- All that a heat map asks.
create index incidents_heat on incidents (reported_at) include (cell, category, grid, state, area);

create table incident_log (
  incident uuid not null references incidents,
  version int not null check (version > 0),
  area text not null references areas,
  at timestamptz not null,
  person text not null,
  name text not null,
  role text not null,
  unit text,
  level text not null,
  from_state text,
  to_state text not null,
  act jsonb not null,
  primary key (incident, version)
);
create index incident_log_at on incident_log (at);

-- Who reported it: read by nobody in passing, and every look is a row of the audit.
create table incident_reporters (
  incident uuid primary key references incidents,
  area text not null references areas,
  name text not null,
  phone text not null
);

-- How many cases lie where, for small scales: by cells of zoom 20 and area. Kept by the transactions that move cases.
create table incident_bins (
  bin bigint not null,
  area text not null references areas,
  cases int not null,
  open int not null,
  primary key (bin, area)
);

-- What a network that repeats itself has sent already.
create table report_keys (
  login text not null,
  key text not null,
  request_hash text not null,
  incident uuid not null references incidents,
  at timestamptz not null default clock_timestamp(),
  primary key (login, key)
);
create index report_keys_at on report_keys (at);

alter table matter_versions enable row level security;
alter table matter_versions force row level security;
create policy scope on matter_versions using ((select app_scope()) is not null);
grant select, insert on matter_versions to app_rw;

alter table incidents enable row level security;
alter table incidents force row level security;
create policy scope on incidents using (starts_with(area, (select app_scope())));
grant select, update (version, state, category, matter, level, urgency, sos, acknowledged, holder_kind, holder_id,
                      holder_name, supervision, merged_into, yellow_at, due_at, pause_from, pause_to, stopped_at,
                      duty_at) on incidents to app_rw;

-- Append-only.
alter table incident_log enable row level security;
alter table incident_log force row level security;
create policy scope on incident_log using (starts_with(area, (select app_scope())));
grant select, insert on incident_log to app_rw;

alter table incident_reporters enable row level security;
alter table incident_reporters force row level security;
create policy scope on incident_reporters using (starts_with(area, (select app_scope())));
grant select on incident_reporters to app_rw;

alter table incident_bins enable row level security;
alter table incident_bins force row level security;
create policy scope on incident_bins using (starts_with(area, (select app_scope())));
grant select, insert, update (cases, open) on incident_bins to app_rw;

-- Reports are taken by the system, in the name of who sends them: somebody may report what lies outside their area.
alter table report_keys enable row level security;
alter table report_keys force row level security;
create policy system on report_keys using ((select app_scope()) = '');
