-- What subscribers were told.
-- Databases from before there were migrations have some or all of it: only what does not exist is made.

create schema if not exists notice;

-- study.notice: NoticeTables.
create table if not exists notice.subscription (
    id text primary key,
    version bigint not null,
    since timestamptz not null,
    failures int not null default 0,
    due timestamptz not null default now());
create table if not exists notice.told (
    subscription text not null references notice.subscription on delete cascade,
    resource bigint not null,
    version bigint not null,
    primary key (subscription, resource));
