-- Photos of cases. What is sent waits apart, under whoever sent it, until a step of a case has it; after that it is
-- never changed. What waits for more than a day is removed by the clock.

create table photo_uploads (
  id uuid primary key,
  uploaded_by text not null,
  scope text not null,
  uploaded_at timestamptz not null default clock_timestamp(),
  type text not null,
  bytes bytea not null
);
create index photo_uploads_at on photo_uploads (uploaded_at);

create table incident_photos (
  incident uuid not null references incidents,
  id uuid not null,
  -- Of the step of the log that it came with.
  version int not null check (version > 0),
  area text not null,
  type text not null,
  bytes bytea not null,
  primary key (incident, id)
);

-- They are compressed already.
alter table photo_uploads alter column bytes set storage external;
alter table incident_photos alter column bytes set storage external;

alter table photo_uploads enable row level security;
alter table photo_uploads force row level security;
create policy scope on photo_uploads using ((select app_scope()) in ('', scope));
-- To be locked, a row must be one that could be updated.
grant select, insert, delete, update (uploaded_at) on photo_uploads to app_rw;

-- Append-only.
alter table incident_photos enable row level security;
alter table incident_photos force row level security;
create policy scope on incident_photos using (starts_with(area, (select app_scope())));
grant select, insert on incident_photos to app_rw;
