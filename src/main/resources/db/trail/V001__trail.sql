-- The audit trail, in a PostgreSQL schema of its owner's role. What guards it is made again at each start (audit/guards.sql).
-- Databases from before there were migrations have it: only what does not exist is made.

create table if not exists ${flyway:defaultSchema}.trail (
    seq bigint primary key,
    event text not null,
    previous bytea not null,
    hash bytea not null);

-- The time of an event stands at a fixed place of its text.
create index if not exists trail_recorded on ${flyway:defaultSchema}.trail using brin ((substr(event, 42, 24) collate "C"));

-- What a change leaves in its own transaction, until it is moved into the trail a moment later.
create table if not exists ${flyway:defaultSchema}.pending (
    id bigint generated always as identity primary key,
    event text not null,
    made timestamptz not null default clock_timestamp());
