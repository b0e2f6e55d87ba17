-- What laboratories sent, and what is stored of it.
-- Databases from before there were migrations have some or all of it: only what does not exist is made.

create schema if not exists journal;

-- laboratory.journal: JournalTable.
create table if not exists journal.key_check (
    one boolean primary key default true check (one),
    value bytea not null);
create table if not exists journal.carried_key (
    name text primary key,
    sealed bytea not null);
create table if not exists journal.message (
    arrival bigint generated always as identity primary key,
    id uuid not null unique,
    site text not null,
    client text not null,
    door text not null,
    received_at timestamptz not null default now(),
    control bytea,
    fingerprint bytea not null,
    content bytea,
    charset text,
    first uuid,
    results int not null,
    fate text not null,
    decided_at timestamptz not null default now(),
    attempts int not null default 0,
    due timestamptz not null default now());
alter table journal.message
    add column if not exists alike bytea,
    add column if not exists orders bigint[],
    add column if not exists left_out int not null default 0,
    add column if not exists held int not null default 0,
    add column if not exists acknowledgement bytea;
drop index if exists journal.message_control;
create index if not exists message_numbered on journal.message (control) where control is not null;
create index if not exists message_alike on journal.message (alike) where alike is not null;
create index if not exists message_waiting on journal.message (arrival) where fate = 'received';
create index if not exists message_sender on journal.message (site, received_at, client, door);
create index if not exists message_fate on journal.message (site, fate, arrival);
create table if not exists journal.finding (
    message bigint not null references journal.message,
    position int not null,
    reason text not null,
    place text not null,
    key text,
    sentence text not null,
    primary key (message, position));
create index if not exists finding_number on journal.finding (key)
    where reason in ('number-of-another-subject', 'number-used-again');

-- laboratory.intake: ResultLedger.
create table if not exists journal.result (
    id uuid primary key,
    site text not null,
    report uuid,
    issued timestamptz,
    sent timestamptz,
    arrival bigint,
    status text,
    content bytea);
create index if not exists result_report on journal.result (report) where report is not null;
alter table journal.result
    add column if not exists lead uuid,
    add column if not exists subject text,
    add column if not exists effective text,
    add column if not exists sender text,
    add column if not exists codes text,
    add column if not exists shared boolean,
    add column if not exists fhir_id text;
create index if not exists result_lead on journal.result (lead) where lead is not null;
create table if not exists journal.result_name (
    site text not null,
    name bytea not null,
    result uuid not null,
    primary key (site, name));
