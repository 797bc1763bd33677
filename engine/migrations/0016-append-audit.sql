-- Appends several entries to the audit log in one statement: a hundred servers that end a step at the same moment then
-- wait for one round trip, not for one each. The chain is what it was: each entry moves the head by one, as the triggers
-- of 0001 demand.

create function append_audit(bodies text[], keys text[])
  -- Where each body came to stand, by its number from 1; nothing for one whose key is there already.
  returns table (n integer, entry_seq bigint, entry_hash text) language plpgsql as $$
begin
  -- Whoever appends waits here. What follows has snapshots taken after that, so it sees the keys of those before.
  perform from audit_head for update;
  for i in 1 .. cardinality(bodies) loop
    with entry as (
      select date_trunc('milliseconds', clock_timestamp()) as at
    ), head as (
      update audit_head set
        seq = audit_head.seq + 1,
        at = greatest(audit_head.at, entry.at),
        previous = audit_head.hash,
        hash = sha256(convert_to(
          encode(audit_head.hash, 'hex') || E'\n' ||
          (audit_head.seq + 1) || E'\n' ||
          to_char(greatest(audit_head.at, entry.at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || E'\n' ||
          bodies[i], 'UTF8'))
      from entry
      where keys[i] is null or not exists (select from audit where key = keys[i])
      returning audit_head.seq, audit_head.at, audit_head.previous, audit_head.hash
    )
    insert into audit (seq, at, body, previous, hash, key)
      select head.seq, head.at, bodies[i], head.previous, head.hash, keys[i] from head
      returning seq, encode(hash, 'hex') into entry_seq, entry_hash;
    if found then
      n := i;
      return next;
    end if;
  end loop;
end $$;
comment on function append_audit is 'The one way in which entries are added to the audit log';
