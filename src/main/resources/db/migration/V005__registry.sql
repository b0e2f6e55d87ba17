-- How many subjects the studies of the registry have.
-- Databases from before there were migrations have some or all of it: only what does not exist is made.

create schema if not exists registry;

-- study.registry: Enrolments.
create table if not exists registry.enrolment (
    study text primary key,
    number int not null,
    changed timestamptz not null,
    counted timestamptz not null);
