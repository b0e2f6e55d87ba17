-- How far the watch over subjects has come.

create schema if not exists alert;

-- trial.alert: AlertTables. One row: the server that looks for now, and until when it has looked at what was written.
create table alert.turn (
    one boolean primary key default true check (one),
    server text not null default '',
    due timestamptz not null default now(),
    seen timestamptz not null default now());
insert into alert.turn default values;

-- The last day, at the site, on which all its subjects were looked at.
create table alert.day (
    site text primary key,
    day date not null);
