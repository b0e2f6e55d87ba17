-- Export jobs and their files.
-- Databases from before there were migrations have some or all of it: only what does not exist is made.

create schema if not exists export;

-- analytics.export: ExportTables.
create table if not exists export.job (
    id uuid primary key,
    kind text not null,
    client text not null,
    role text not null,
    site text,
    systems text not null,
    scopes text not null,
    request text not null,
    url text not null,
    state text not null,
    progress text not null,
    problem text,
    created timestamptz not null default now(),
    snapshot timestamptz,
    ended timestamptz,
    expires timestamptz,
    node uuid,
    attempts int not null default 0,
    alive timestamptz);
create index if not exists job_client on export.job (client, created);
create index if not exists job_open on export.job (created) where state in ('ACCEPTED', 'RUNNING');
create table if not exists export.file (
    job uuid not null references export.job on delete cascade,
    number int not null,
    name text not null,
    ending text not null,
    content_type text not null,
    count bigint,
    primary key (job, number));
create table if not exists export.part (
    job uuid not null,
    number int not null,
    part int not null,
    content bytea not null,
    primary key (job, number, part),
    foreign key (job, number) references export.file on delete cascade);
alter table export.part alter column content set storage external;
