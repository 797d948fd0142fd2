-- Drafts: a frozen base, the commands over it, and who signed.

create table plans (
  id uuid primary key,
  name text not null,
  within text not null references areas,
  status text not null default 'draft' check (status in ('draft', 'submitted', 'published', 'withdrawn')),
  -- Counts every change of the draft and of its status.
  revision int not null default 0,
  -- The base: what was published up to and with this publication.
  base_publication bigint not null references publications,
  created_by text not null,
  created_at timestamptz not null default clock_timestamp(),
  submitted_at timestamptz,
  published_at timestamptz,
  effective_on date
);
create index plans_within on plans (within);
alter table publications add foreign key (plan) references plans;

create table plan_commands (
  plan uuid not null references plans,
  seq int not null check (seq > 0),
  command jsonb not null,
  change jsonb not null,
  -- Undone commands wait for redo; a new command discards them.
  state text not null default 'done' check (state in ('done', 'undone', 'discarded')),
  performed_by text not null,
  performed_at timestamptz not null default clock_timestamp(),
  primary key (plan, seq)
);

create table plan_signatures (
  plan uuid not null references plans,
  level text not null check (level in ('community', 'street', 'district')),
  signed_by text not null,
  name text not null,
  signed_at timestamptz not null default clock_timestamp(),
  primary key (plan, level)
);

alter table plans enable row level security;
alter table plans force row level security;
create policy scope on plans using (starts_with(within, (select app_scope())));
grant select, insert, update (status, revision, submitted_at, published_at, effective_on) on plans to app_rw;

alter table plan_commands enable row level security;
alter table plan_commands force row level security;
create policy scope on plan_commands
  using (exists (select from plans where plans.id = plan_commands.plan and starts_with(plans.within, (select app_scope()))));
grant select, insert, update (state) on plan_commands to app_rw;

alter table plan_signatures enable row level security;
alter table plan_signatures force row level security;
create policy scope on plan_signatures
  using (exists (select from plans where plans.id = plan_signatures.plan and starts_with(plans.within, (select app_scope()))));
grant select, insert, delete on plan_signatures to app_rw;
