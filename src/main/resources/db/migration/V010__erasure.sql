-- Requests to erase, and what was erased.
-- Databases from before there were migrations have some or all of it: only what does not exist is made.

create schema if not exists erasure;

-- operator.erasure: ErasureTable.
create table if not exists erasure.request (
    id uuid primary key,
    state text not null,
    reason text not null,
    ticket text,
    versions text[] not null,
    messages text[] not null,
    asked_by text not null,
    asked_person text not null,
    asked_at timestamptz not null,
    agreed_by text,
    agreed_person text,
    agreed_at timestamptz,
    had text);
