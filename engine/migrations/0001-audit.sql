-- The audit log: append-only, and chained by hash so that a change to any entry shows.
--
-- hash(n) = sha256( hex(hash(n-1)) LF n LF time LF body ), where hash(0) is 32 zero bytes, time is UTC as
-- YYYY-MM-DDTHH:MM:SS.mmmZ and body is the entry's RFC 8785 JSON. Anyone with sha256 can check it.

create table audit_head (
  only_row boolean primary key default true check (only_row), -- one chain, so one row; appending locks it
  seq bigint not null,                                         -- number of the last entry; 0 before the first
  at timestamptz not null,                                     -- time of the last entry; never goes back
  previous bytea not null check (length(previous) = 32),       -- hash of the entry before the last
  hash bytea not null check (length(hash) = 32)                -- hash of the last entry
);
comment on table audit_head is 'Where the audit chain ends: the one row that every append updates';
insert into audit_head (seq, at, previous, hash)
  values (0, 'epoch', decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'));

create table audit (
  seq bigint primary key,                                      -- 1, 2, 3 … without holes
  at timestamptz not null,                                     -- the database's clock, whole milliseconds
  body text not null check (octet_length(body) <= 65536),      -- canonical JSON of actor, kind, subject and data
  previous bytea not null check (length(previous) = 32),       -- hash of entry seq - 1
  hash bytea not null unique check (length(hash) = 32),        -- hash of this entry
  key text unique check (length(key) <= 500),                  -- names what was recorded, so that a repeated append adds nothing
  -- Taken out of body for searching. Generated, so that they cannot say anything else than what was hashed.
  actor text generated always as (body::jsonb ->> 'actor') stored,
  kind text generated always as (body::jsonb ->> 'kind') stored,
  subject text generated always as (body::jsonb ->> 'subject') stored
);
comment on table audit is 'Every request, decision, approval, step and result; append-only and hash-chained';
create index audit_by_subject on audit (subject, seq);

create function refuse_rewriting_audit() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only: % on % is refused', tg_op, tg_table_name
    using hint = 'Record a correction as a new entry.';
end $$;

create trigger audit_is_append_only before update or delete on audit
  for each row execute function refuse_rewriting_audit();
create trigger audit_is_never_emptied before truncate on audit
  for each statement execute function refuse_rewriting_audit();
create trigger audit_head_stays before delete on audit_head
  for each row execute function refuse_rewriting_audit();
create trigger audit_head_is_never_emptied before truncate on audit_head
  for each statement execute function refuse_rewriting_audit();
create trigger audit_head_moves_by_one before update on audit_head
  for each row when (new.seq <> old.seq + 1 or new.previous <> old.hash or new.at < old.at)
  execute function refuse_rewriting_audit();
