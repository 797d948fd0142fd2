-- Why a plan is made, in the planner's own words; part of the history of what it publishes.

alter table plans add column reason text not null default '' check (length(reason) <= 2000);
grant update (name, reason) on plans to app_rw;
