-- What a file does not say: the kind and floors of a building, the station of a beat.

alter table building_versions alter column kind drop not null;
alter table building_versions alter column floors drop not null;
