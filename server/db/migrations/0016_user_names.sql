-- How people are called stands apart from their accounts, so that whoever reads a list sees who it was, and nothing
-- else of the account. A name that is gone from the accounts stays here.
create table user_names (
  login text primary key,
  name text not null
);
insert into user_names (login, name) select login, name from users;

alter table user_names enable row level security;
alter table user_names force row level security;
create policy scope on user_names using ((select app_scope()) is not null);
grant select on user_names to app_rw;
