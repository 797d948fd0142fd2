-- A draft may go over to what is published now: its commands are decided again, and those that no longer apply are
-- kept as discarded, with the reason.

alter table plan_commands add column discarded_for text check (discarded_for is null or state = 'discarded');
grant update (discarded_for) on plan_commands to app_rw;
grant update (base_publication) on plans to app_rw;
