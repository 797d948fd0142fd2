-- What people say about a plan, pinned to a place of it or to one of its grids, until it is resolved.

create table plan_comments (
  id uuid primary key,
  plan uuid not null references plans,
  text text not null,
  at geometry(Point, 4326),
  -- Published or only in the draft: hence no reference.
  grid uuid,
  written_by text not null,
  name text not null,
  written_at timestamptz not null default clock_timestamp(),
  resolved_by text,
  resolved_at timestamptz
);
create index plan_comments_plan on plan_comments (plan);

alter table plan_comments enable row level security;
alter table plan_comments force row level security;
create policy scope on plan_comments
  using (exists (select from plans where plans.id = plan_comments.plan and starts_with(plans.within, (select app_scope()))));
grant select, insert, update (resolved_by, resolved_at) on plan_comments to app_rw;
