-- Accounts, sessions, settings and the audit. Accounts and sessions are asked before it is known who asks, so
-- only the system reads them.

create table users (
  login text primary key,
  name text not null,
  role text not null check (role in ('planner', 'commander', 'liaison', 'viewer', 'admin')),
  scope text not null references areas,
  password_hash text not null,
  created_at timestamptz not null default clock_timestamp()
);

create table sessions (
  -- SHA-256 of the id in the cookie, in hex: who reads the table cannot take a session over.
  id_hash text primary key,
  login text not null references users,
  started_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp()
);
create index sessions_login on sessions (login);

create table settings (
  name text primary key,
  value jsonb not null
);

create table audit (
  seq bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  role text not null,
  scope text not null,
  action text not null,
  subject text not null,
  detail jsonb not null default '{}'
);
create index audit_subject on audit (subject);

alter table users enable row level security;
alter table users force row level security;
create policy system on users using ((select app_scope()) = '');

alter table sessions enable row level security;
alter table sessions force row level security;
create policy system on sessions using ((select app_scope()) = '');

alter table settings enable row level security;
alter table settings force row level security;
create policy readable on settings for select using ((select app_scope()) is not null);
create policy system on settings using ((select app_scope()) = '');
grant select on settings to app_rw;

-- Append-only: whoever acts may add a row in their own name and can neither read, change nor remove one.
alter table audit enable row level security;
alter table audit force row level security;
create policy append on audit for insert with check ((select app_scope()) = '' or scope = (select app_scope()));
create policy system on audit using ((select app_scope()) = '');
grant insert on audit to app_rw;
