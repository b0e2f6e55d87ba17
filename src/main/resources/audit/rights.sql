-- Two servers that start at once would give the same rights.
begin;
select pg_advisory_xact_lock(hashtextextended('${schema}.make', 0));

revoke all on schema ${schema} from public, ${server}, ${audit};
grant usage on schema ${schema} to ${server}, ${audit};

revoke all on all tables in schema ${schema} from public, ${server}, ${audit};
grant select on all tables in schema ${schema} to ${server}, ${audit};
grant insert on all tables in schema ${schema} to ${audit};
grant insert on ${schema}.pending to ${server};

-- What adds to the chain also takes what is pending away, which nobody else may: it runs with its owner's rights, and finds only
-- PostgreSQL's own functions.
revoke all on all functions in schema ${schema} from public, ${server};
alter function ${schema}.append(text[], bigint[], boolean) security definer set search_path = pg_catalog, pg_temp;
grant execute on all functions in schema ${schema} to ${audit};
commit;
