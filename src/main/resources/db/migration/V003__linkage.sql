-- Who a participant is.
-- Databases from before there were migrations have some or all of it: only what does not exist is made.

create schema if not exists linkage;

-- security.linkage: LinkageTable.
create table if not exists linkage.key_check (
    one boolean primary key default true check (one),
    value bytea not null);
create table if not exists linkage.identifier (
    site text not null,
    look_up bytea not null,
    word bytea,
    sealed bytea not null,
    participant text not null,
    linked_by text not null,
    linked_at timestamptz not null default now(),
    primary key (site, look_up));
create index if not exists identifier_word on linkage.identifier (word) where word is not null;
create index if not exists identifier_participant on linkage.identifier (participant);
