-- 值班: the briefs of past shifts, and who handed the desk over to whom.

-- What was open at some moment of a period was reported before its end and not stopped before its beginning. Neither
-- alone is few of a past period: both are asked of the index, and what a brief reads of a case beside its log is in it.
create index incidents_ended on incidents (stopped_at, reported_at) include (id, number, area, channel)
  where stopped_at is not null;
drop index incidents_stopped;

-- 交班. `figures` are the cases, by number, that stood open, overdue and so on at that instant, by their logs.
create table shift_handovers (
  id uuid primary key,
  -- Whose desk it is.
  area text not null references areas,
  at timestamptz not null,
  given_by text not null,
  name text not null,
  note text not null,
  figures jsonb not null
);
create index shift_handovers_at on shift_handovers (area, at);

-- 接班: once for each, so that two who sign at once cannot both have done it.
create table shift_takeovers (
  handover uuid primary key references shift_handovers,
  area text not null references areas,
  at timestamptz not null,
  taken_by text not null,
  name text not null
);

-- Both are append-only.
alter table shift_handovers enable row level security;
alter table shift_handovers force row level security;
create policy scope on shift_handovers using (starts_with(area, (select app_scope())));
grant select, insert on shift_handovers to app_rw;

alter table shift_takeovers enable row level security;
alter table shift_takeovers force row level security;
create policy scope on shift_takeovers using (starts_with(area, (select app_scope())));
grant select, insert on shift_takeovers to app_rw;
