-- Data review: what is locked, and data cuts.

create schema if not exists review;

-- trial.review: LockTable. A lock of a subject names its Patient, one of a study none.
create table if not exists review.lock (
    type text not null,
    id text not null,
    patient text,
    task text not null,
    client text not null,
    role text not null,
    reason text not null,
    since timestamptz not null,
    primary key (type, id));
create index if not exists lock_patient on review.lock (patient);

-- trial.review: CutTable. A data cut by its List.
create table if not exists review.cut (
    id text primary key,
    study text not null,
    name text not null,
    moment timestamptz not null,
    client text not null,
    unique (study, name));

-- platform.hapi.table: CutVersions. The versions that a data cut holds, by HAPI's numeric keys, with the digest of each.
create table if not exists review.cut_version (
    cut text not null,
    type text not null,
    resource bigint not null,
    version bigint not null,
    patient bigint,
    digest uuid not null,
    primary key (cut, type, resource));
