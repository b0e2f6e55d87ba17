-- The numbers of subjects.
-- Databases from before there were migrations have some or all of it: only what does not exist is made.

create schema if not exists subject;

-- trial.subject: SubjectNumbers.
create table if not exists subject.number (
    study text primary key,
    last int not null);
