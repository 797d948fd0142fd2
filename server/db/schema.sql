-- Made by npm run schema from the migrations; a test compares it with the database.
CREATE OR REPLACE FUNCTION public.app_scope()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN CASE current_setting('app.scope'::text, true) WHEN '*'::text THEN ''::text ELSE NULLIF(current_setting('app.scope'::text, true), ''::text) END


table areas · row level security · forced
  code text not null
  name text not null
  level text not null
  parent text
  shape geometry(MultiPolygon,4326) not null
  mercator geometry(MultiPolygon,3857) not null generated always as (st_transform(shape, 3857)) stored
  publication bigint
  constraint areas_code_check CHECK ((code ~ '^\d{6}(\d{3}(\d{3})?)?$'::text))
  constraint areas_level_check CHECK ((level = ANY (ARRAY['district'::text, 'street'::text, 'community'::text])))
  constraint areas_parent_fkey FOREIGN KEY (parent) REFERENCES areas(code)
  constraint areas_publication_fkey FOREIGN KEY (publication) REFERENCES publications(number)
  constraint areas_pkey PRIMARY KEY (code)
  CREATE INDEX areas_mercator ON public.areas USING gist (mercator)
  policy scope using (starts_with(code, ( SELECT app_scope() AS app_scope)) OR starts_with(( SELECT app_scope() AS app_scope), code)) with check starts_with(code, ( SELECT app_scope() AS app_scope))
  grant select to app_rw
  grant update (publication) to app_rw

table audit · row level security · forced
  seq bigint not null generated always as identity
  at timestamp with time zone not null default clock_timestamp()
  actor text not null
  role text not null
  scope text not null
  action text not null
  subject text not null
  detail jsonb not null default '{}'::jsonb
  constraint audit_pkey PRIMARY KEY (seq)
  CREATE INDEX audit_subject ON public.audit USING btree (subject)
  policy append for insert with check ((( SELECT app_scope() AS app_scope) = ''::text) OR (scope = ( SELECT app_scope() AS app_scope)))
  policy system using (( SELECT app_scope() AS app_scope) = ''::text)
  grant insert to app_rw

table beat_codes · row level security · forced
  code text not null
  beat uuid not null
  constraint beat_codes_beat_fkey FOREIGN KEY (beat) REFERENCES beats(id)
  constraint beat_codes_pkey PRIMARY KEY (code)
  policy readable for select using (( SELECT app_scope() AS app_scope) IS NOT NULL)
  policy scope for insert with check (EXISTS ( SELECT
   FROM beats
  WHERE ((beats.id = beat_codes.beat) AND starts_with(beats.street, ( SELECT app_scope() AS app_scope)))))
  grant insert to app_rw
  grant select to app_rw

table beat_versions · row level security · forced
  beat uuid not null
  version integer not null
  valid_from timestamp with time zone not null
  valid_to timestamp with time zone
  publication bigint not null
  superseded_by bigint
  code text not null
  name text not null
  station uuid not null
  street text not null
  officers integer not null
  shape geometry(MultiPolygon,4326) not null
  mercator geometry(MultiPolygon,3857) not null generated always as (st_transform(shape, 3857)) stored
  area_m2 double precision not null generated always as (st_area((shape)::geography)) stored
  constraint beat_versions_check CHECK ((valid_to >= valid_from))
  constraint beat_versions_version_check CHECK ((version > 0))
  constraint beat_versions_beat_fkey FOREIGN KEY (beat) REFERENCES beats(id)
  constraint beat_versions_publication_fkey FOREIGN KEY (publication) REFERENCES publications(number)
  constraint beat_versions_station_fkey FOREIGN KEY (station) REFERENCES stations(id)
  constraint beat_versions_street_fkey FOREIGN KEY (street) REFERENCES areas(code)
  constraint beat_versions_superseded_by_fkey FOREIGN KEY (superseded_by) REFERENCES publications(number)
  constraint beat_versions_pkey PRIMARY KEY (beat, version)
  CREATE UNIQUE INDEX beat_versions_head ON public.beat_versions USING btree (beat) WHERE (superseded_by IS NULL)
  CREATE INDEX beat_versions_mercator ON public.beat_versions USING gist (mercator)
  CREATE INDEX beat_versions_shape ON public.beat_versions USING gist (shape)
  policy added for insert with check starts_with(street, ( SELECT app_scope() AS app_scope))
  policy ended for update using starts_with(street, ( SELECT app_scope() AS app_scope))
  policy readable for select using (( SELECT app_scope() AS app_scope) IS NOT NULL)
  policy system using (( SELECT app_scope() AS app_scope) = ''::text)
  grant insert to app_rw
  grant select to app_rw
  grant update (superseded_by) to app_rw
  grant update (valid_to) to app_rw

table beats · row level security · forced
  id uuid not null
  street text not null
  constraint beats_street_fkey FOREIGN KEY (street) REFERENCES areas(code)
  constraint beats_pkey PRIMARY KEY (id)
  policy readable for select using (( SELECT app_scope() AS app_scope) IS NOT NULL)
  policy scope for insert with check starts_with(street, ( SELECT app_scope() AS app_scope))
  policy system using (( SELECT app_scope() AS app_scope) = ''::text)
  grant insert to app_rw
  grant select to app_rw

table building_versions · row level security · forced
  building uuid not null
  version integer not null
  valid_from timestamp with time zone not null
  valid_to timestamp with time zone
  publication bigint not null
  superseded_by bigint
  code text not null
  name text not null
  kind text
  community text not null
  grid uuid not null
  households integer not null
  floors integer
  places integer not null
  footprint geometry(MultiPolygon,4326) not null
  position geometry(Point,4326) not null
  mercator geometry(MultiPolygon,3857) not null generated always as (st_transform(footprint, 3857)) stored
  constraint building_versions_check CHECK ((valid_to >= valid_from))
  constraint building_versions_households_check CHECK ((households >= 0))
  constraint building_versions_kind_check CHECK ((kind = ANY (ARRAY['walk_up'::text, 'courtyard'::text, 'dormitory'::text, 'mid_rise'::text, 'long_block'::text, 'tower'::text])))
  constraint building_versions_version_check CHECK ((version > 0))
  constraint building_versions_building_fkey FOREIGN KEY (building) REFERENCES buildings(id)
  constraint building_versions_community_fkey FOREIGN KEY (community) REFERENCES areas(code)
  constraint building_versions_grid_fkey FOREIGN KEY (grid) REFERENCES grids(id)
  constraint building_versions_publication_fkey FOREIGN KEY (publication) REFERENCES publications(number)
  constraint building_versions_superseded_by_fkey FOREIGN KEY (superseded_by) REFERENCES publications(number)
  constraint building_versions_pkey PRIMARY KEY (building, version)
  CREATE INDEX building_versions_community ON public.building_versions USING btree (community)
  CREATE INDEX building_versions_grid ON public.building_versions USING btree (grid)
  CREATE UNIQUE INDEX building_versions_head ON public.building_versions USING btree (building) WHERE (superseded_by IS NULL)
  CREATE INDEX building_versions_mercator ON public.building_versions USING gist (mercator)
  policy scope using starts_with(community, ( SELECT app_scope() AS app_scope))
  grant insert to app_rw
  grant select to app_rw
  grant update (superseded_by) to app_rw
  grant update (valid_to) to app_rw

table buildings · row level security · forced
  id uuid not null
  community text not null
  constraint buildings_community_fkey FOREIGN KEY (community) REFERENCES areas(code)
  constraint buildings_pkey PRIMARY KEY (id)
  policy scope using starts_with(community, ( SELECT app_scope() AS app_scope))
  grant select to app_rw

table cameras · row level security · forced
  id uuid not null default gen_random_uuid()
  code text not null
  name text not null
  kind text not null
  owner text not null
  link text
  area text not null
  position geometry(Point,4326) not null
  mercator geometry(Point,3857) generated always as (
CASE
    WHEN (abs(st_y("position")) <= (85)::double precision) THEN st_transform("position", 3857)
    ELSE NULL::geometry
END) stored
  constraint cameras_kind_check CHECK ((kind = ANY (ARRAY['fixed'::text, 'turning'::text])))
  constraint cameras_link_check CHECK ((link ~ '^https?://'::text))
  constraint cameras_owner_check CHECK ((owner = ANY (ARRAY['police'::text, 'city'::text, 'community'::text])))
  constraint cameras_area_fkey FOREIGN KEY (area) REFERENCES areas(code)
  constraint cameras_pkey PRIMARY KEY (id)
  constraint cameras_code_key UNIQUE (code)
  CREATE INDEX cameras_mercator ON public.cameras USING gist (mercator)
  policy scope using starts_with(area, ( SELECT app_scope() AS app_scope))
  grant select to app_rw

table crew · row level security · forced
  id uuid not null
  person uuid not null
  role text not null
  grid uuid
  beat uuid
  area text not null
  from_on date not null
  to_on date
  constraint crew_check CHECK ((to_on > from_on))
  constraint crew_check1 CHECK ((num_nonnulls(grid, beat) = 1))
  constraint crew_check2 CHECK (((role = 'community_officer'::text) = (beat IS NOT NULL)))
  constraint crew_role_check CHECK ((role = ANY (ARRAY['chief'::text, 'instructor'::text, 'worker'::text, 'auxiliary'::text, 'community_officer'::text])))
  constraint crew_area_fkey FOREIGN KEY (area) REFERENCES areas(code)
  constraint crew_beat_fkey FOREIGN KEY (beat) REFERENCES beats(id)
  constraint crew_grid_fkey FOREIGN KEY (grid) REFERENCES grids(id)
  constraint crew_person_fkey FOREIGN KEY (person) REFERENCES people(id)
  constraint crew_pkey PRIMARY KEY (id)
  CREATE INDEX crew_area ON public.crew USING btree (area)
  CREATE INDEX crew_beat ON public.crew USING btree (beat)
  CREATE INDEX crew_grid ON public.crew USING btree (grid)
  CREATE UNIQUE INDEX crew_open ON public.crew USING btree (person, role, COALESCE(grid, beat)) WHERE (to_on IS NULL)
  CREATE INDEX crew_person ON public.crew USING btree (person)
  policy begin for insert with check starts_with(area, ( SELECT app_scope() AS app_scope))
  policy finish for update using (starts_with(area, ( SELECT app_scope() AS app_scope)) AND ((to_on IS NULL) OR (to_on > CURRENT_DATE))) with check starts_with(area, ( SELECT app_scope() AS app_scope))
  policy scope for select using (starts_with(area, ( SELECT app_scope() AS app_scope)) OR starts_with(( SELECT app_scope() AS app_scope), area))
  grant insert to app_rw
  grant select to app_rw
  grant update (to_on) to app_rw

table grid_beat_overlays · row level security · forced
  grid uuid not null
  grid_version integer not null
  beat uuid not null
  beat_version integer not null
  community text not null
  area_m2 double precision not null
  constraint grid_beat_overlays_area_m2_check CHECK ((area_m2 >= (0)::double precision))
  constraint grid_beat_overlays_beat_beat_version_fkey FOREIGN KEY (beat, beat_version) REFERENCES beat_versions(beat, version) ON DELETE CASCADE
  constraint grid_beat_overlays_community_fkey FOREIGN KEY (community) REFERENCES areas(code)
  constraint grid_beat_overlays_grid_grid_version_fkey FOREIGN KEY (grid, grid_version) REFERENCES grid_versions(grid, version) ON DELETE CASCADE
  constraint grid_beat_overlays_pkey PRIMARY KEY (grid, grid_version, beat, beat_version)
  CREATE INDEX grid_beat_overlays_beat ON public.grid_beat_overlays USING btree (beat, beat_version)
  CREATE INDEX grid_beat_overlays_community ON public.grid_beat_overlays USING btree (community)
  policy scope using starts_with(community, ( SELECT app_scope() AS app_scope))
  grant insert to app_rw
  grant select to app_rw

table grid_codes · row level security · forced
  code text not null
  grid uuid not null
  constraint grid_codes_code_check CHECK ((code ~ '^\d{15}$'::text))
  constraint grid_codes_grid_fkey FOREIGN KEY (grid) REFERENCES grids(id)
  constraint grid_codes_pkey PRIMARY KEY (code)
  policy scope using starts_with("left"(code, 12), ( SELECT app_scope() AS app_scope))
  grant insert to app_rw
  grant select to app_rw

table grid_versions · row level security · forced
  grid uuid not null
  version integer not null
  valid_from timestamp with time zone not null
  valid_to timestamp with time zone
  publication bigint not null
  superseded_by bigint
  code text not null
  name text not null
  type text not null
  morphology text
  community text not null
  micro_grids integer not null
  households integer not null
  buildings integer not null
  places integer not null
  shape geometry(MultiPolygon,4326) not null
  mercator geometry(MultiPolygon,3857) not null generated always as (st_transform(shape, 3857)) stored
  label geometry(Point,3857) not null generated always as (st_pointonsurface(st_transform(shape, 3857))) stored
  area_m2 double precision not null generated always as (st_area((shape)::geography)) stored
  constraint grid_versions_check CHECK ((valid_to >= valid_from))
  constraint grid_versions_morphology_check CHECK ((morphology = ANY (ARRAY['new_built'::text, 'urban_village'::text, 'old_estate'::text, 'work_unit'::text, 'outskirts'::text])))
  constraint grid_versions_type_check CHECK ((type = ANY (ARRAY['basic'::text, 'exclusive'::text])))
  constraint grid_versions_version_check CHECK ((version > 0))
  constraint grid_versions_code_fkey FOREIGN KEY (code) REFERENCES grid_codes(code)
  constraint grid_versions_community_fkey FOREIGN KEY (community) REFERENCES areas(code)
  constraint grid_versions_grid_fkey FOREIGN KEY (grid) REFERENCES grids(id)
  constraint grid_versions_publication_fkey FOREIGN KEY (publication) REFERENCES publications(number)
  constraint grid_versions_superseded_by_fkey FOREIGN KEY (superseded_by) REFERENCES publications(number)
  constraint grid_versions_pkey PRIMARY KEY (grid, version)
  CREATE INDEX grid_versions_community ON public.grid_versions USING btree (community)
  CREATE UNIQUE INDEX grid_versions_head ON public.grid_versions USING btree (grid) WHERE (superseded_by IS NULL)
  CREATE INDEX grid_versions_label ON public.grid_versions USING gist (label)
  CREATE INDEX grid_versions_mercator ON public.grid_versions USING gist (mercator)
  CREATE INDEX grid_versions_shape ON public.grid_versions USING gist (shape)
  policy scope using starts_with(community, ( SELECT app_scope() AS app_scope))
  grant insert to app_rw
  grant select to app_rw
  grant update (superseded_by) to app_rw
  grant update (valid_to) to app_rw

table grids · row level security · forced
  id uuid not null
  community text not null
  constraint grids_community_fkey FOREIGN KEY (community) REFERENCES areas(code)
  constraint grids_pkey PRIMARY KEY (id)
  policy scope using starts_with(community, ( SELECT app_scope() AS app_scope))
  grant insert to app_rw
  grant select to app_rw

table incident_bins · row level security · forced
  bin bigint not null
  area text not null
  cases integer not null
  open integer not null
  constraint incident_bins_area_fkey FOREIGN KEY (area) REFERENCES areas(code)
  constraint incident_bins_pkey PRIMARY KEY (bin, area)
  policy scope using starts_with(area, ( SELECT app_scope() AS app_scope))
  grant insert to app_rw
  grant select to app_rw
  grant update (cases) to app_rw
  grant update (open) to app_rw

table incident_log · row level security · forced
  incident uuid not null
  version integer not null
  area text not null
  at timestamp with time zone not null
  person text not null
  name text not null
  role text not null
  unit text
  level text not null
  from_state text
  to_state text not null
  act jsonb not null
  constraint incident_log_version_check CHECK ((version > 0))
  constraint incident_log_incident_fkey FOREIGN KEY (incident) REFERENCES incidents(id)
  constraint incident_log_pkey PRIMARY KEY (incident, version)
  CREATE INDEX incident_log_at ON public.incident_log USING btree (at)
  policy scope using starts_with(area, ( SELECT app_scope() AS app_scope))
  grant insert to app_rw
  grant select to app_rw

table incident_photos · row level security · forced
  incident uuid not null
  id uuid not null
  version integer not null
  area text not null
  type text not null
  bytes bytea not null
  constraint incident_photos_version_check CHECK ((version > 0))
  constraint incident_photos_incident_fkey FOREIGN KEY (incident) REFERENCES incidents(id)
  constraint incident_photos_pkey PRIMARY KEY (incident, id)
  policy scope using starts_with(area, ( SELECT app_scope() AS app_scope))
  grant insert to app_rw
  grant select to app_rw

table incident_reporters · row level security · forced
  incident uuid not null
  area text not null
  name text not null
  phone text not null
  constraint incident_reporters_area_fkey FOREIGN KEY (area) REFERENCES areas(code)
  constraint incident_reporters_incident_fkey FOREIGN KEY (incident) REFERENCES incidents(id)
  constraint incident_reporters_pkey PRIMARY KEY (incident)
  policy scope using starts_with(area, ( SELECT app_scope() AS app_scope))
  grant select to app_rw

table incidents · row level security · forced
  id uuid not null
  number bigint not null generated always as identity
  area text not null
  channel text not null
  source text
  external_id text
  text text not null
  address text not null
  position geometry(Point,4326)
  mercator geometry(Point,3857) generated always as (
CASE
    WHEN (abs(st_y("position")) <= (85)::double precision) THEN st_transform("position", 3857)
    ELSE NULL::geometry
END) stored
  cell bigint
  occurred_at timestamp with time zone not null
  reported_at timestamp with time zone not null
  reported_by text not null
  reporter jsonb
  attachments jsonb not null default '[]'::jsonb
  flags text[] not null
  attribution jsonb not null
  grid uuid
  beat uuid
  version integer not null
  state text not null
  category text not null
  matter text
  level text not null
  urgency text not null
  sos boolean not null
  acknowledged boolean not null
  holder_kind text
  holder_id text
  holder_name text
  supervision text
  merged_into uuid
  yellow_at timestamp with time zone not null
  due_at timestamp with time zone not null
  pause_from timestamp with time zone
  pause_to timestamp with time zone
  stopped_at timestamp with time zone
  duty_at timestamp with time zone
  constraint incidents_check CHECK (((source IS NOT NULL) OR (external_id IS NULL)))
  constraint incidents_level_check CHECK ((level = ANY (ARRAY['grid'::text, 'community'::text, 'street'::text, 'district'::text])))
  constraint incidents_state_check CHECK ((state = ANY (ARRAY['reported'::text, 'filed'::text, 'assigned'::text, 'handling'::text, 'suspended'::text, 'feedback'::text, 'closed'::text, 'rejected'::text, 'merged'::text, 'void'::text])))
  constraint incidents_urgency_check CHECK ((urgency = ANY (ARRAY['routine'::text, 'urgent'::text, 'life'::text])))
  constraint incidents_area_fkey FOREIGN KEY (area) REFERENCES areas(code)
  constraint incidents_beat_fkey FOREIGN KEY (beat) REFERENCES beats(id)
  constraint incidents_grid_fkey FOREIGN KEY (grid) REFERENCES grids(id)
  constraint incidents_pkey PRIMARY KEY (id)
  constraint incidents_number_key UNIQUE (number)
  CREATE INDEX incidents_duty ON public.incidents USING btree (duty_at) WHERE (duty_at IS NOT NULL)
  CREATE INDEX incidents_ended ON public.incidents USING btree (stopped_at, reported_at) INCLUDE (id, number, area, channel) WHERE (stopped_at IS NOT NULL)
  CREATE UNIQUE INDEX incidents_external ON public.incidents USING btree (source, external_id) WHERE (external_id IS NOT NULL)
  CREATE INDEX incidents_grid ON public.incidents USING btree (grid, reported_at)
  CREATE INDEX incidents_heat ON public.incidents USING btree (reported_at) INCLUDE (cell, category, grid, state, area)
  CREATE INDEX incidents_holder ON public.incidents USING btree (holder_id) WHERE (stopped_at IS NULL)
  CREATE INDEX incidents_mercator ON public.incidents USING gist (mercator)
  CREATE INDEX incidents_merged ON public.incidents USING btree (merged_into) WHERE (merged_into IS NOT NULL)
  CREATE INDEX incidents_newest ON public.incidents USING btree (reported_at, id)
  CREATE INDEX incidents_open ON public.incidents USING btree (due_at, id) WHERE (stopped_at IS NULL)
  policy scope using starts_with(area, ( SELECT app_scope() AS app_scope))
  grant select to app_rw
  grant update (acknowledged) to app_rw
  grant update (category) to app_rw
  grant update (due_at) to app_rw
  grant update (duty_at) to app_rw
  grant update (holder_id) to app_rw
  grant update (holder_kind) to app_rw
  grant update (holder_name) to app_rw
  grant update (level) to app_rw
  grant update (matter) to app_rw
  grant update (merged_into) to app_rw
  grant update (pause_from) to app_rw
  grant update (pause_to) to app_rw
  grant update (sos) to app_rw
  grant update (state) to app_rw
  grant update (stopped_at) to app_rw
  grant update (supervision) to app_rw
  grant update (urgency) to app_rw
  grant update (version) to app_rw
  grant update (yellow_at) to app_rw

table land_cover · row level security · forced
  id uuid not null
  name text not null
  kind text not null
  shape geometry(MultiPolygon,4326) not null
  mercator geometry(MultiPolygon,3857) not null generated always as (st_transform(shape, 3857)) stored
  constraint land_cover_kind_check CHECK ((kind = ANY (ARRAY['river'::text, 'park'::text, 'hill'::text])))
  constraint land_cover_pkey PRIMARY KEY (id)
  CREATE INDEX land_cover_mercator ON public.land_cover USING gist (mercator)
  policy scope using (( SELECT app_scope() AS app_scope) IS NOT NULL)
  grant select to app_rw

table matter_versions · row level security · forced
  code text not null
  version integer not null
  matter jsonb not null
  valid_from timestamp with time zone not null default clock_timestamp()
  made_by text not null
  constraint matter_versions_code_check CHECK ((code ~ '^[0-9]{4}$'::text))
  constraint matter_versions_version_check CHECK ((version > 0))
  constraint matter_versions_pkey PRIMARY KEY (code, version)
  policy scope using (( SELECT app_scope() AS app_scope) IS NOT NULL)
  grant insert to app_rw
  grant select to app_rw

table migrations · row level security · forced
  name text not null
  checksum text not null
  applied_at timestamp with time zone not null default clock_timestamp()
  constraint migrations_pkey PRIMARY KEY (name)
  policy system using (NULLIF(current_setting('app.scope'::text, true), ''::text) = '*'::text)

table outbox · row level security · forced
  seq bigint not null generated always as identity
  transaction xid8 not null default pg_current_xact_id()
  at timestamp with time zone not null default clock_timestamp()
  kind text not null
  subject text not null
  area text not null
  roles text[]
  position geometry(Point,4326)
  payload jsonb not null
  constraint outbox_area_check CHECK ((area ~ '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$'::text))
  constraint outbox_payload_check CHECK ((length((payload)::text) <= 8000))
  constraint outbox_pkey PRIMARY KEY (seq)
  CREATE INDEX outbox_transaction ON public.outbox USING btree (transaction)
  policy append for insert with check starts_with(area, ( SELECT app_scope() AS app_scope))
  policy system using (( SELECT app_scope() AS app_scope) = ''::text)
  grant insert (area) to app_rw
  grant insert (kind) to app_rw
  grant insert (payload) to app_rw
  grant insert (position) to app_rw
  grant insert (roles) to app_rw
  grant insert (subject) to app_rw

table people · row level security · forced
  id uuid not null
  name text not null
  telephone text not null
  area text not null
  constraint people_area_fkey FOREIGN KEY (area) REFERENCES areas(code)
  constraint people_pkey PRIMARY KEY (id)
  CREATE INDEX people_area ON public.people USING btree (area)
  policy scope using (starts_with(area, ( SELECT app_scope() AS app_scope)) OR starts_with(( SELECT app_scope() AS app_scope), area)) with check starts_with(area, ( SELECT app_scope() AS app_scope))
  grant insert to app_rw
  grant select to app_rw

table photo_uploads · row level security · forced
  id uuid not null
  uploaded_by text not null
  scope text not null
  uploaded_at timestamp with time zone not null default clock_timestamp()
  type text not null
  bytes bytea not null
  constraint photo_uploads_pkey PRIMARY KEY (id)
  CREATE INDEX photo_uploads_at ON public.photo_uploads USING btree (uploaded_at)
  policy scope using ((( SELECT app_scope() AS app_scope) = ''::text) OR (( SELECT app_scope() AS app_scope) = scope))
  grant delete to app_rw
  grant insert to app_rw
  grant select to app_rw
  grant update (uploaded_at) to app_rw

table places · row level security · forced
  id uuid not null
  kind text not null
  name text not null
  community text not null
  building uuid not null
  position geometry(Point,4326) not null
  mercator geometry(Point,3857) not null generated always as (st_transform("position", 3857)) stored
  constraint places_kind_check CHECK ((kind = ANY (ARRAY['organisation'::text, 'shop'::text])))
  constraint places_building_fkey FOREIGN KEY (building) REFERENCES buildings(id)
  constraint places_community_fkey FOREIGN KEY (community) REFERENCES areas(code)
  constraint places_pkey PRIMARY KEY (id)
  CREATE INDEX places_building ON public.places USING btree (building)
  CREATE INDEX places_mercator ON public.places USING gist (mercator)
  policy scope using starts_with(community, ( SELECT app_scope() AS app_scope))
  grant select to app_rw

table plan_commands · row level security · forced
  plan uuid not null
  seq integer not null
  command jsonb not null
  change jsonb not null
  state text not null default 'done'::text
  performed_by text not null
  performed_at timestamp with time zone not null default clock_timestamp()
  discarded_for text
  constraint plan_commands_check CHECK (((discarded_for IS NULL) OR (state = 'discarded'::text)))
  constraint plan_commands_seq_check CHECK ((seq > 0))
  constraint plan_commands_state_check CHECK ((state = ANY (ARRAY['done'::text, 'undone'::text, 'discarded'::text])))
  constraint plan_commands_plan_fkey FOREIGN KEY (plan) REFERENCES plans(id)
  constraint plan_commands_pkey PRIMARY KEY (plan, seq)
  policy scope using (EXISTS ( SELECT
   FROM plans
  WHERE ((plans.id = plan_commands.plan) AND starts_with(plans.within, ( SELECT app_scope() AS app_scope)))))
  grant insert to app_rw
  grant select to app_rw
  grant update (discarded_for) to app_rw
  grant update (state) to app_rw

table plan_comments · row level security · forced
  id uuid not null
  plan uuid not null
  text text not null
  at geometry(Point,4326)
  grid uuid
  written_by text not null
  name text not null
  written_at timestamp with time zone not null default clock_timestamp()
  resolved_by text
  resolved_at timestamp with time zone
  constraint plan_comments_plan_fkey FOREIGN KEY (plan) REFERENCES plans(id)
  constraint plan_comments_pkey PRIMARY KEY (id)
  CREATE INDEX plan_comments_plan ON public.plan_comments USING btree (plan)
  policy scope using (EXISTS ( SELECT
   FROM plans
  WHERE ((plans.id = plan_comments.plan) AND starts_with(plans.within, ( SELECT app_scope() AS app_scope)))))
  grant insert to app_rw
  grant select to app_rw
  grant update (resolved_at) to app_rw
  grant update (resolved_by) to app_rw

table plan_signatures · row level security · forced
  plan uuid not null
  level text not null
  signed_by text not null
  name text not null
  signed_at timestamp with time zone not null default clock_timestamp()
  constraint plan_signatures_level_check CHECK ((level = ANY (ARRAY['community'::text, 'street'::text, 'district'::text, 'police'::text])))
  constraint plan_signatures_plan_fkey FOREIGN KEY (plan) REFERENCES plans(id)
  constraint plan_signatures_pkey PRIMARY KEY (plan, level)
  policy scope using (EXISTS ( SELECT
   FROM plans
  WHERE ((plans.id = plan_signatures.plan) AND starts_with(plans.within, ( SELECT app_scope() AS app_scope)))))
  grant delete to app_rw
  grant insert to app_rw
  grant select to app_rw

table plans · row level security · forced
  id uuid not null
  name text not null
  within text not null
  status text not null default 'draft'::text
  revision integer not null default 0
  base_publication bigint not null
  created_by text not null
  created_at timestamp with time zone not null default clock_timestamp()
  submitted_at timestamp with time zone
  published_at timestamp with time zone
  effective_on date
  reason text not null default ''::text
  kind text not null default 'grids'::text
  constraint plans_kind_check CHECK ((kind = ANY (ARRAY['grids'::text, 'beats'::text, 'joint'::text])))
  constraint plans_reason_check CHECK ((length(reason) <= 2000))
  constraint plans_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'submitted'::text, 'published'::text, 'withdrawn'::text])))
  constraint plans_base_publication_fkey FOREIGN KEY (base_publication) REFERENCES publications(number)
  constraint plans_within_fkey FOREIGN KEY (within) REFERENCES areas(code)
  constraint plans_pkey PRIMARY KEY (id)
  CREATE INDEX plans_within ON public.plans USING btree (within)
  policy scope using starts_with(within, ( SELECT app_scope() AS app_scope))
  grant insert to app_rw
  grant select to app_rw
  grant update (base_publication) to app_rw
  grant update (effective_on) to app_rw
  grant update (name) to app_rw
  grant update (published_at) to app_rw
  grant update (reason) to app_rw
  grant update (revision) to app_rw
  grant update (status) to app_rw
  grant update (submitted_at) to app_rw

table publications · row level security · forced
  number bigint not null generated always as identity
  kind text not null
  plan uuid
  published_by text not null
  published_at timestamp with time zone not null default clock_timestamp()
  effective_from timestamp with time zone not null
  layers text[] not null
  constraint publications_kind_check CHECK ((kind = ANY (ARRAY['import'::text, 'plan'::text])))
  constraint publications_plan_fkey FOREIGN KEY (plan) REFERENCES plans(id)
  constraint publications_pkey PRIMARY KEY (number)
  policy scope using (( SELECT app_scope() AS app_scope) IS NOT NULL)
  grant insert to app_rw
  grant select to app_rw

table report_keys · row level security · forced
  login text not null
  key text not null
  request_hash text not null
  incident uuid not null
  at timestamp with time zone not null default clock_timestamp()
  constraint report_keys_incident_fkey FOREIGN KEY (incident) REFERENCES incidents(id)
  constraint report_keys_pkey PRIMARY KEY (login, key)
  CREATE INDEX report_keys_at ON public.report_keys USING btree (at)
  policy system using (( SELECT app_scope() AS app_scope) = ''::text)

table roads · row level security · forced
  id uuid not null
  name text not null
  class text not null
  line geometry(LineString,4326) not null
  mercator geometry(LineString,3857) not null generated always as (st_transform(line, 3857)) stored
  constraint roads_class_check CHECK ((class = ANY (ARRAY['arterial'::text, 'minor'::text, 'lane'::text, 'railway'::text])))
  constraint roads_pkey PRIMARY KEY (id)
  CREATE INDEX roads_mercator ON public.roads USING gist (mercator)
  policy scope using (( SELECT app_scope() AS app_scope) IS NOT NULL)
  grant select to app_rw

table sessions · row level security · forced
  id_hash text not null
  login text not null
  started_at timestamp with time zone not null default clock_timestamp()
  seen_at timestamp with time zone not null default clock_timestamp()
  constraint sessions_login_fkey FOREIGN KEY (login) REFERENCES users(login)
  constraint sessions_pkey PRIMARY KEY (id_hash)
  CREATE INDEX sessions_login ON public.sessions USING btree (login)
  policy system using (( SELECT app_scope() AS app_scope) = ''::text)

table settings · row level security · forced
  name text not null
  value jsonb not null
  constraint settings_pkey PRIMARY KEY (name)
  policy readable for select using (( SELECT app_scope() AS app_scope) IS NOT NULL)
  policy system using (( SELECT app_scope() AS app_scope) = ''::text)
  grant select to app_rw

table shift_handovers · row level security · forced
  id uuid not null
  area text not null
  at timestamp with time zone not null
  given_by text not null
  name text not null
  note text not null
  figures jsonb not null
  constraint shift_handovers_area_fkey FOREIGN KEY (area) REFERENCES areas(code)
  constraint shift_handovers_pkey PRIMARY KEY (id)
  CREATE INDEX shift_handovers_at ON public.shift_handovers USING btree (area, at)
  policy scope using starts_with(area, ( SELECT app_scope() AS app_scope))
  grant insert to app_rw
  grant select to app_rw

table shift_takeovers · row level security · forced
  handover uuid not null
  area text not null
  at timestamp with time zone not null
  taken_by text not null
  name text not null
  constraint shift_takeovers_area_fkey FOREIGN KEY (area) REFERENCES areas(code)
  constraint shift_takeovers_handover_fkey FOREIGN KEY (handover) REFERENCES shift_handovers(id)
  constraint shift_takeovers_pkey PRIMARY KEY (handover)
  policy scope using starts_with(area, ( SELECT app_scope() AS app_scope))
  grant insert to app_rw
  grant select to app_rw

table station_versions · row level security · forced
  station uuid not null
  version integer not null
  valid_from timestamp with time zone not null
  valid_to timestamp with time zone
  publication bigint not null
  superseded_by bigint
  name text not null
  street text not null
  position geometry(Point,4326) not null
  constraint station_versions_check CHECK ((valid_to >= valid_from))
  constraint station_versions_version_check CHECK ((version > 0))
  constraint station_versions_publication_fkey FOREIGN KEY (publication) REFERENCES publications(number)
  constraint station_versions_station_fkey FOREIGN KEY (station) REFERENCES stations(id)
  constraint station_versions_street_fkey FOREIGN KEY (street) REFERENCES areas(code)
  constraint station_versions_superseded_by_fkey FOREIGN KEY (superseded_by) REFERENCES publications(number)
  constraint station_versions_pkey PRIMARY KEY (station, version)
  CREATE UNIQUE INDEX station_versions_head ON public.station_versions USING btree (station) WHERE (superseded_by IS NULL)
  policy readable for select using (( SELECT app_scope() AS app_scope) IS NOT NULL)
  policy system using (( SELECT app_scope() AS app_scope) = ''::text)
  grant select to app_rw

table stations · row level security · forced
  id uuid not null
  code text not null
  constraint stations_pkey PRIMARY KEY (id)
  constraint stations_code_key UNIQUE (code)
  policy readable for select using (( SELECT app_scope() AS app_scope) IS NOT NULL)
  policy system using (( SELECT app_scope() AS app_scope) = ''::text)
  grant select to app_rw

table ticks · row level security · forced
  n bigint not null
  timeline text not null
  snapshot pg_snapshot not null
  at timestamp with time zone not null default clock_timestamp()
  constraint ticks_pkey PRIMARY KEY (n)
  CREATE INDEX ticks_at ON public.ticks USING btree (at)
  policy system using (( SELECT app_scope() AS app_scope) = ''::text)

table user_names · row level security · forced
  login text not null
  name text not null
  constraint user_names_pkey PRIMARY KEY (login)
  policy scope using (( SELECT app_scope() AS app_scope) IS NOT NULL)
  grant select to app_rw

table users · row level security · forced
  login text not null
  name text not null
  role text not null
  scope text not null
  password_hash text not null
  created_at timestamp with time zone not null default clock_timestamp()
  constraint users_role_check CHECK ((role = ANY (ARRAY['planner'::text, 'commander'::text, 'liaison'::text, 'viewer'::text, 'admin'::text])))
  constraint users_scope_fkey FOREIGN KEY (scope) REFERENCES areas(code)
  constraint users_pkey PRIMARY KEY (login)
  policy system using (( SELECT app_scope() AS app_scope) = ''::text)
