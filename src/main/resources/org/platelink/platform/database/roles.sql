-- The roles of a Platelink, in the database that is connected to. A superuser runs it; it may be run again at any time, and mends what
-- an earlier version, or a hand, has left otherwise. Passwords are set apart from it.
--
--   platelink_server  owns whatever the server keeps, but the trail
--   platelink_audit   adds to the audit trail and reads it; only the audit's own connections use it
--   platelink_trail   owns the tables of the trail; it is used while the server starts

do $$
declare
    role text;
    one record;
begin
    foreach role in array array['platelink_server', 'platelink_audit', 'platelink_trail'] loop
        if not exists (select from pg_roles where rolname = role) then
            execute format('create role %I', role);
        end if;
        execute format('alter role %I login nosuperuser nocreatedb nocreaterole noreplication nobypassrls', role);
        execute format('grant connect, temporary on database %I to %I', current_database(), role);
    end loop;
    execute format('revoke all on database %I from public', current_database());
    execute format('grant create on database %I to platelink_server, platelink_trail', current_database());
    -- A role that is a member of another one can become it.
    for one in
        select r.rolname granted, m.rolname member from pg_auth_members a
        join pg_roles r on r.oid = a.roleid join pg_roles m on m.oid = a.member
        where m.rolname in ('platelink_server', 'platelink_audit', 'platelink_trail')
    loop
        execute format('revoke %I from %I', one.granted, one.member);
    end loop;
end $$;

revoke all on schema public from public;

-- What was made before there were these roles.
do $$
declare
    one record;
begin
    for one in
        select nspname, case nspname when 'audit' then 'platelink_trail' else 'platelink_server' end owner
        from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
    loop
        execute format('alter schema %I owner to %I', one.nspname, one.owner);
    end loop;
    for one in
        select c.oid::regclass relation, case nspname when 'audit' then 'platelink_trail' else 'platelink_server' end owner
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where nspname !~ '^pg_' and nspname <> 'information_schema' and c.relkind in ('r', 'p', 'v', 'm', 'S')
        -- A sequence of a column follows its table.
        and not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass
            and d.deptype in ('a', 'i') and d.refclassid = 'pg_class'::regclass and c.relkind = 'S')
    loop
        execute format('alter table %s owner to %I', one.relation, one.owner);
    end loop;
    for one in
        select p.oid::regprocedure routine, case nspname when 'audit' then 'platelink_trail' else 'platelink_server' end owner
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where nspname !~ '^pg_' and nspname <> 'information_schema'
        and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')
    loop
        execute format('alter routine %s owner to %I', one.routine, one.owner);
    end loop;
    for one in select oid from pg_largeobject_metadata loop
        execute format('alter large object %s owner to platelink_server', one.oid);
    end loop;
end $$;

-- A trail that is there already can be read at once. What else may be done with it, the server says when it starts.
do $$
begin
    if to_regnamespace('audit') is not null then
        grant usage on schema audit to platelink_server, platelink_audit;
        grant select on all tables in schema audit to platelink_server, platelink_audit;
    end if;
end $$;

