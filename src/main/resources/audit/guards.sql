-- Run at each start: what was removed or changed by hand is restored.

create or replace function ${schema}.refuse() returns trigger language plpgsql as $$
begin
    raise exception 'The audit trail is only ever added to: % is refused.', tg_op using errcode = 'insufficient_privilege';
end $$;

create or replace trigger only_added_to
    before update or delete or truncate on ${schema}.trail
    for each statement execute function ${schema}.refuse();

-- In a session that plays the replica, too.
alter table ${schema}.trail enable always trigger only_added_to;

-- Adds events, then those that are pending, to the end of the chain; answers the number of the last row.
create or replace function ${schema}.append(events text[], left_over bigint[], durable boolean) returns bigint language plpgsql as $$
declare
    head bigint;
    link bytea;
    added text;
begin
    -- One chain, however many servers add to it: the next one reads the head when this transaction has ended.
    perform pg_advisory_xact_lock(hashtextextended('${schema}.trail', 0));
    if not durable then
        -- A pending event became durable with its change: if this commit is lost with the power, it is pending again. What
        -- was asked is written out a moment later.
        perform set_config('synchronous_commit', 'off', true);
    end if;
    select seq, hash into head, link from ${schema}.trail order by seq desc limit 1;
    if head is null then
        head := 0;
        link := decode(repeat('00', 32), 'hex');
    end if;
    if cardinality(left_over) > 0 then
        with moved as (delete from ${schema}.pending where id = any(left_over) returning id, event)
        select events || coalesce(array_agg(moved.event order by moved.id), '{}') into events from moved;
    end if;
    foreach added in array events loop
        head := head + 1;
        insert into ${schema}.trail (seq, event, previous, hash)
        values (head, added, link, sha256(link || int8send(head) || convert_to(added, 'UTF8')))
        returning hash into link;
    end loop;
    return head;
end $$;
