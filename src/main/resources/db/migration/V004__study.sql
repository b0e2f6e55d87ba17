-- Which files of the study were loaded; beside the tables of the FHIR store.
-- Databases from before there were migrations have some or all of it: only what does not exist is made.

-- study.study: LoadedFiles.
create table if not exists platelink_study_file (
    name text primary key,
    fingerprint text not null,
    loaded_at timestamptz not null default now());
alter table platelink_study_file
    add column if not exists address text,
    add column if not exists version bigint;
