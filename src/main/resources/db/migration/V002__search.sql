-- What searches keep beside the FHIR store.
-- Databases from before there were migrations have some or all of it: only what does not exist is made.

create schema if not exists search;

-- platform.search: IndexedParameters.
create table if not exists search.indexed (
    type text primary key,
    parameters text[] not null,
    pending text[] not null default '{}',
    reached bigint not null default 0);

-- platform.search: SharedSearches.
create table if not exists search.held (
    uuid text primary key,
    owner text not null,
    type text,
    parameters bytea,
    partition text,
    begun timestamptz,
    ids bytea,
    asked int not null default 0,
    complete boolean not null default false,
    used timestamptz not null default now());
create index if not exists held_used on search.held (used);
