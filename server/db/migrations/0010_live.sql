-- What happened, for whoever follows it live. A change adds rows to the outbox in its own transaction and does nothing
-- else: sequence numbers are handed out before commits, so "everything after 41" would miss a 40 that commits late. A
-- tick is a moment of the database; what is told with it is what was visible then and not yet at the tick before.

create table outbox (
  seq bigint generated always as identity primary key,
  transaction xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  kind text not null,
  -- Which case, plan or layer it is about.
  subject text not null,
  -- Where it is: who sees this area hears of it.
  area text not null check (area ~ '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$'),
  -- Null: whoever sees the area.
  roles text[],
  position geometry(Point, 4326),
  payload jsonb not null check (length(payload::text) <= 8000)
);
create index outbox_transaction on outbox (transaction);

create table ticks (
  n bigint primary key,
  -- Who made it: numbers that were lost with a failed server, or with a step back to a snapshot, are given again, but
  -- never under the same name.
  timeline text not null,
  snapshot pg_snapshot not null,
  at timestamptz not null default clock_timestamp()
);
create index ticks_at on ticks (at);

alter table outbox enable row level security;
alter table outbox force row level security;
create policy append on outbox for insert with check (starts_with(area, (select app_scope())));
create policy system on outbox using ((select app_scope()) = '');
grant insert (kind, subject, area, roles, position, payload) on outbox to app_rw;

alter table ticks enable row level security;
alter table ticks force row level security;
create policy system on ticks using ((select app_scope()) = '');
